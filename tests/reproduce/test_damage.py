"""The small project is reproduced as a whole, and where something is damaged the certificate names the places.

Each test repeats a whole build. The damage is real: a digit of a committed table, another version of matplotlib, a
glyph of the font that the pictures are drawn with.
"""

from __future__ import annotations

import csv
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reproduced_project import accept, borrow, commit

from eduplans.errors import ReproductionError
from eduplans.reproduce import Certificate, Plan, reproduce
from eduplans.reproduce.page import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from eduplans.reproduce.pythons import Python

    Install = Callable[[Path, Python, Callable[[str], None]], float]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.environ.get("EDUPLANS_DAMAGE") != "1",
        reason="installs and builds a project several times, which takes minutes: `make reproduce-damage` runs it",
    ),
]
OLDER = "3.10.8"


def repeated(
    project: Path, conditions: Path, *, documents: bool = False, install: Install = borrow, despite: bool = False
) -> Certificate:
    """Reproduce a small project with the Python of the tests."""
    given = project / "data" / "documents" if documents else None
    return reproduce(
        Plan(project, given, (sys.executable,), conditions, install=install, despite_changes=despite)
    )  # fmt: skip


def places(found: Certificate, kind: str) -> list[tuple[str, str]]:
    return [(one.file, one.place) for one in found.differences if one.kind == kind]


def change_digit(table: Path, column: str) -> tuple[int, str, str]:
    """Change the last digit of the first number of a column; the row as a spreadsheet counts it, before, after."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    place = rows[0].index(column)
    number = next(n for n, row in enumerate(rows[1:], start=2) if row[place].isdigit() and int(row[place]) > 20)
    before = rows[number - 1][place]
    after = rows[number - 1][place] = before[:-1] + str((int(before[-1]) + 1) % 10)
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return number, before, after


def test_what_is_committed_comes_out_again_from_the_documents_on_under_other_conditions(
    project: Path, conditions: Callable[[int], Path]
) -> None:
    (project / "data" / "documents" / "new.txt").write_text("not committed", encoding="utf-8")
    with pytest.raises(ReproductionError, match="not committed"):
        repeated(project, conditions(2))
    (project / "data" / "documents" / "new.txt").unlink()
    found = repeated(project, conditions(2), documents=True)
    assert [str(one) for one in found.differences] == []
    assert found.result == "equal"
    content = json.loads(found.text())
    assert [one["conditions"]["locale"] for one in content["variations"]][1] == "C"
    assert content["network"]["probe"]["listener reached"] is False
    assert list(content["documents"]) == ["yunze-2024-plan.txt"]
    kinds = content["counts"]
    assert kinds["raw tables from documents"]["documents"] == 2  # one, twice
    for kind in ("processed tables", "outputs of the runs", "committed notebooks", "pages", "pictures", "fonts"):
        assert kinds[kind]["equal"] == kinds[kind]["compared"] > 0, kind
    assert kinds["pages"]["same bytes"] == kinds["pages"]["compared"]
    assert not list(Path(project).glob("reproduction.*"))
    assert "Everything was the same when the whole build was repeated twice" in page(content)


def test_an_altered_digit_of_a_table_kept_by_hand_is_followed_to_every_table(
    project: Path, conditions: Callable[[int], Path]
) -> None:
    row, before, after = change_digit(project / "data" / "raw" / "national.csv", "value")
    commit(project, "damage")
    found = repeated(project, conditions(1))
    assert found.result == "differs"
    ((file, place),) = places(found, "processed tables")
    assert file == "data/processed/national.csv"
    assert place.startswith("row ")
    assert place.endswith(", column value")
    (one,) = [one for one in found.differences if one.kind == "processed tables"]
    assert one.what == f"expected {before!r}, found {after!r}"
    named = {place for _, place in places(found, "data package")}
    assert "resources, raw-national, hash" in named
    assert row > 1


def test_an_altered_digit_of_a_table_made_of_documents_is_named_with_row_and_column(
    project: Path, conditions: Callable[[int], Path]
) -> None:
    row, before, after = change_digit(project / "data" / "raw" / "figures.csv", "value")
    commit(project, "damage")
    alone = repeated(project, conditions(1))
    (failed,) = [one for one in alone.differences if one.kind == "build"]
    assert "figures.csv" in failed.what
    assert f"row {row}" in failed.what
    found = repeated(project, conditions(1), documents=True)
    assert places(found, "raw tables from documents") == [("data/raw/figures.csv", f"row {row}, column value")]
    (one,) = [one for one in found.differences if one.kind == "raw tables from documents"]
    assert one.what == f"expected {after!r}, found {before!r}"


def test_a_newer_matplotlib_is_refused_under_the_old_lock_and_its_pictures_are_named_under_a_new_one(
    project: Path, conditions: Callable[[int], Path], tmp_path: Path
) -> None:
    newer = importlib.metadata.version("matplotlib")
    older = tmp_path / "older"
    command = ["uv", "pip", "install", "--quiet", "--no-deps", "--target", str(older), f"matplotlib=={OLDER}"]
    done = subprocess.run([sys.executable, "-m", *command], check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"matplotlib {OLDER} is not to be had: {done.stderr.strip()[-200:]}")
    lock = project / "requirements.lock"
    text = lock.read_text(encoding="utf-8")
    lock.write_text(text.replace(f"matplotlib=={newer}", f"matplotlib=={OLDER}"), encoding="utf-8")
    accept(project, older)
    commit(project, "made with the older matplotlib")
    with pytest.raises(ReproductionError) as caught:
        repeated(project, conditions(1))
    assert [problem.what for problem in caught.value.problems] == [
        f"the environment differs from the lock: matplotlib {newer}, locked is {OLDER}"
    ]
    lock.write_text(text, encoding="utf-8")
    commit(project, "damage: the lock goes up, the pictures stay")
    found = repeated(project, conditions(1))
    (one,) = [one for one in found.differences if one.kind == "outputs of the runs"]
    assert one.file == "build/runs/figures.ipynb"
    assert "By unit 按单位" in one.place
    assert "(picture)" in one.place
    assert "picture" in one.what
    assert places(found, "committed notebooks") == [("notebooks/figures.ipynb", one.place)]
    assert places(found, "processed tables") == []


def test_one_altered_glyph_is_named_by_its_pictures_and_its_font(
    project: Path, conditions: Callable[[int], Path]
) -> None:
    found = repeated(project, conditions(1), install=borrow_with_another_glyph)
    (one,) = [one for one in found.differences if one.kind == "outputs of the runs"]
    assert one.file == "build/runs/figures.ipynb"
    assert "By unit 按单位" in one.place
    assert "its pixels differ" in one.what
    assert places(found, "committed notebooks") == [("notebooks/figures.ipynb", one.place)]
    assert found.variations[0]["environment"]["altered files"] == [
        "zhplot: zhplot/fonts/NotoSansSC-Regular.ttf is not the file that was installed"
    ]
    assert "NotoSansSC-Regular.ttf is not the file that was installed" in page(found.to_json())


def borrow_with_another_glyph(clone: Path, python: Python, tell: Callable[[str], None] = print) -> float:
    """Borrow all packages but zhplot, of which the clone gets a copy whose sign 单 is a triangle."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont

    borrow(clone, python, tell)
    (packages,) = (clone / ".venv").glob("lib/python*/site-packages")
    for folder in Path(sysconfig.get_path("purelib")).glob("zhplot*"):
        shutil.copytree(folder, packages / folder.name, ignore=shutil.ignore_patterns("__pycache__"))
    path = packages / "zhplot" / "fonts" / "NotoSansSC-Regular.ttf"
    font = TTFont(path, recalcTimestamp=False)
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((400, 800))
    pen.lineTo((800, 0))
    pen.closePath()
    font["glyf"][font.getBestCmap()[ord("单")]] = pen.glyph()
    font.save(path)
    return 0.0
