"""Labels in two languages: exact, with computed parts, and what the tables of labels must hold."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from eduplans import codebook, labels
from eduplans.errors import ParameterError, TableError
from eduplans.labels import current_language, in_language, label, use_language

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = [name for name in codebook.names() if name == "labels" or name.startswith("labels_")]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, str]]]:
    """The rows of the only table of labels there is; fill it before the first look-up."""
    rows: list[dict[str, str]] = []
    real = codebook.read
    others = tuple(name for name in codebook.names() if name not in TABLES)
    monkeypatch.setattr(codebook, "names", lambda: (*others, "labels_x"))
    monkeypatch.setattr(codebook, "read", lambda name: rows if name == "labels_x" else real(name))
    for cached in (labels._tables, labels.chinese):
        cached.cache_clear()
    yield rows
    for cached in (labels._tables, labels.chinese):
        cached.cache_clear()


def test_english_is_untouched_and_the_default() -> None:
    assert current_language() == "en"
    for text in ("not found", "Source: x", "", "  two  blanks\n"):
        assert label(text) is text


def test_an_unknown_language_is_refused_and_the_language_stays() -> None:
    use_language("zh")
    with pytest.raises(ParameterError, match=r"no such language \(found 'de'\); there are en and zh"):
        use_language("de")
    assert current_language() == "zh"


def test_a_language_for_a_while_ends_also_after_an_error() -> None:
    with pytest.raises(RuntimeError), in_language("zh"):
        raise RuntimeError
    assert current_language() == "en"


def test_exact_labels_whatever_the_line_breaks(table: list[dict[str, str]]) -> None:
    table += [{"en": "Growth of pupils 学生增长", "zh": "学生增长"}]
    with in_language("zh"):
        assert label("Growth of pupils 学生增长") == "学生增长"
        assert label("Growth of\npupils 学\n生增长") == "学生增长"
        assert label("Growth of camels") == "Growth of camels"


def test_computed_parts_are_kept_or_looked_up_and_may_change_places(table: list[dict[str, str]]) -> None:
    table += [
        {"en": "{} of {}", "zh": "{1}的{0}"},
        {"en": "growth", "zh": "增长"},
        {"en": "{} in {}, all levels", "zh": "{}，{}年，各级"},
    ]
    with in_language("zh"):
        assert label("growth of 云泽县") == "云泽县的增长"
        assert label("growth in 2020,\nall levels") == "增长，2020年，各级"
        assert label("of 云泽县") == "of 云泽县"


def test_a_label_of_few_letters_takes_only_what_is_known_or_no_english(table: list[dict[str, str]]) -> None:
    table += [
        {"en": "{} to {}", "zh": "{}至{}"},
        {"en": "growth", "zh": "增长"},
        {"en": "change from {}", "zh": "自{}变化"},
    ]
    with in_language("zh"):
        assert label("2000 to 2024") == "2000至2024"
        assert label("growth to 云泽县") == "增长至云泽县"
        assert label("true to the printed digit") == "true to the printed digit"
        assert label("change from anything") == "自anything变化"


def test_the_longer_pattern_wins_over_the_shorter(table: list[dict[str, str]]) -> None:
    table += [{"en": "{} pupils", "zh": "{}名学生"}, {"en": "{} rural pupils", "zh": "{}名农村学生"}]
    with in_language("zh"):
        assert label("12 rural pupils") == "12名农村学生"


@pytest.mark.usefixtures("table")
def test_units_are_translated_after_numbers_only() -> None:
    with in_language("zh"):
        assert label("1,234 persons") == "1,234 人"
        assert label("all brave persons") == "all brave persons"


def test_names_of_the_codebook_need_no_row_of_their_own() -> None:
    with in_language("zh"):
        assert label("Class size 班额") == label("Class size") == "班额"


@pytest.mark.parametrize(
    ("english", "chinese", "fault"),
    [
        ("", "x", "a label without its text"),
        ("x", " ", "a label without its text"),
        ("{} – {}", "{}", "a label that fits everything"),
        ("{} pupils", "{}{}", "computed parts that the English text does not have"),
        ("{} pupils", "{1}", "computed parts that the English text does not have"),
        ("{} of {}", "{}{0}", "computed parts that the English text does not have"),
    ],
)
def test_a_faulty_row_is_named(table: list[dict[str, str]], english: str, chinese: str, fault: str) -> None:
    table += [{"en": "fine", "zh": "好"}, {"en": english, "zh": chinese}]
    with in_language("zh"), pytest.raises(TableError) as caught:
        label("anything")
    (problem,) = caught.value.problems
    assert (problem.what, problem.where, problem.row) == (fault, "codebook/labels_x.csv", 3)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_the_real_tables_is_sound(name: str) -> None:
    for number, row in enumerate(codebook.read(name), start=2):
        assert set(row) == {"en", "zh"}
        labels._check(name, number, row["en"], row["zh"])
        assert not re.search(r"\{(?!\d?\})|(?<!\{)(?<!\{\d)\}", row["en"]), row["en"]


def test_a_text_of_several_chapters_has_one_chinese_form() -> None:
    """One word in one report: where chapters differ, ``labels.csv``, which is read first, settles it."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    settled = {"".join(row["en"].split()) for row in codebook.read("labels")}
    for name in TABLES:
        for row in codebook.read(name):
            found["".join(row["en"].split())][row["zh"]].append(name)
    differing = {text: dict(forms) for text, forms in found.items() if len(forms) > 1 and text not in settled}
    assert differing == {}, "\n".join(f"{text}: {forms}" for text, forms in differing.items())


def test_the_common_table_is_read_first() -> None:
    assert TABLES[0] == "labels"
    twice = [row["en"] for row in codebook.read("labels")]
    assert len(twice) == len(set(twice))
