"""The table of conditions, and what a machine has of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reproduced_project import HEAD

from eduplans.errors import ReproductionError
from eduplans.reproduce.conditions import choose_locale, choose_python, locales, read_conditions
from eduplans.reproduce.pythons import Python


def test_the_table_varies_all_that_is_promised() -> None:
    found = read_conditions()
    assert len(found) >= 3
    assert {one.python for one in found} == {"oldest", "newest"}
    assert {one.jobs for one in found} == {1, 2}
    for name in ("time_zone", "locale", "hash_seed", "umask", "columns", "home"):
        assert len({getattr(one, name) for one in found}) >= 2, name
    odd = [
        one.folder for one in found if " " in one.folder and any("\u4e00" <= char <= "\u9fff" for char in one.folder)
    ]
    assert odd
    assert any("zh_CN" in one.locale for one in found)


def test_the_environment_holds_the_conditions_and_nothing_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUPLANS_DATA", "/elsewhere")
    one = read_conditions()[1]
    made = one.environment(Path("/home"), Path("/tmp"), "/bin")
    assert made["TZ"] == "Asia/Shanghai"
    assert made["PYTHONHASHSEED"] == "1"
    assert made["LC_ALL"] == made["LANG"] == one.locale
    assert made["COLUMNS"] == "200"
    assert made["LANGUAGE"] == "zh_CN"
    assert "EDUPLANS_DATA" not in made


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,oldest,project,many,UTC,C,0,022,80,empty,\n", "invalid literal"),
        ("a,latest,project,1,UTC,C,0,022,80,empty,\n", "python is 'latest', not newest or oldest"),
        ("a,oldest,../up,1,UTC,C,0,022,80,empty,\n", "folder is '../up'"),
        ("a,oldest,project,1,UTC,C,0,9,80,empty,\n", "invalid literal"),
        ("a,oldest,project,1,UTC,C,0,022,80,empty,MPLBACKEND\n", "not NAME=VALUE"),
        ("a,oldest,project,1,UTC,C,0,022,80,full,\n", "home is 'full', not empty or missing"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "conditions.csv"
    path.write_text(HEAD + row, encoding="utf-8")
    with pytest.raises(ReproductionError, match=said) as caught:
        read_conditions(path)
    assert caught.value.problems[0].row == 2


def test_names_are_unique_and_the_table_is_there(tmp_path: Path) -> None:
    path = tmp_path / "conditions.csv"
    path.write_text(HEAD + "a,oldest,project,1,UTC,C,0,022,80,empty,\n" * 2, encoding="utf-8")
    with pytest.raises(ReproductionError, match="two rows share a name"):
        read_conditions(path)
    path.write_text(HEAD, encoding="utf-8")
    with pytest.raises(ReproductionError, match="is empty"):
        read_conditions(path)
    with pytest.raises(ReproductionError, match="no table of conditions"):
        read_conditions(tmp_path / "none.csv")


def test_the_first_locale_that_is_there_is_taken() -> None:
    present = frozenset({"zh_cn.gb18030", "c.utf8"})
    assert choose_locale("zh_CN.UTF-8 zh_CN.GB18030 C", present) == "zh_CN.GB18030"
    assert choose_locale("tr_TR.UTF-8", present) == "C"
    assert choose_locale("tr_TR.UTF-8 POSIX", present) == "POSIX"
    assert locales() >= {"c", "posix"} or not locales()


def test_oldest_and_newest() -> None:
    pythons = [Python((3, 11, 7), "a"), Python((3, 13, 0), "b")]
    assert choose_python("oldest", pythons).command == "a"
    assert choose_python("newest", pythons).command == "b"
