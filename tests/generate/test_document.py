"""Documents: the same bytes in any order, layouts, tables, pollution; all about counties that do not exist."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from eduplans.documents import document_from_text, read_document
from eduplans.errors import UnknownNameError
from eduplans.generate import KINDS, Order, invent
from eduplans.generate.chance import Chance
from eduplans.generate.layouts import layouts
from eduplans.generate.pollution import LEVELS, draw_pollution

if TYPE_CHECKING:
    from pathlib import Path

SHORT = Order(seed=11, characters=1500)


def test_a_document_is_the_same_alone_and_in_any_order() -> None:
    forwards = [invent(SHORT, index) for index in range(12)]
    backwards = [invent(SHORT, index) for index in reversed(range(12))][::-1]
    assert forwards == backwards
    assert len({one.data for one in forwards}) == 12


def test_another_seed_makes_other_documents() -> None:
    assert invent(Order(seed=12, characters=1500), 0).data != invent(SHORT, 0).data


def test_bytes_do_not_hang_on_the_process() -> None:
    """Neither on its hash seed nor on what was made before."""
    program = (
        "import hashlib; from eduplans.generate import Order, invent; order = Order(seed=11, characters=1500); "
        "print(hashlib.sha256(b''.join(invent(order, i).data for i in range(12))).hexdigest())"
    )
    here = hashlib.sha256(b"".join(invent(SHORT, index).data for index in range(12))).hexdigest()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == here


def test_all_kinds_layouts_levels_and_formats_are_made() -> None:
    made = [invent(SHORT, index) for index in range(150)]
    assert {one.kind for one in made} == set(KINDS)
    assert {one.layout for one in made} == set(layouts())
    assert {one.pollution for one in made} == set(LEVELS)
    assert {one.format for one in made} == {"txt", "html"}
    assert {one.encoding for one in made} >= {"utf-8", "utf-8-sig", "gb18030", "utf-16"}
    assert len({one.county for one in made}) > 100


@pytest.mark.parametrize("characters", [500, 8000, 30000])
def test_documents_are_as_long_as_asked(characters: int) -> None:
    for index in range(6):
        made = invent(Order(seed=2, characters=characters), index)
        assert characters <= made.characters <= 1.3 * characters + 2500


def test_a_document_of_usual_length_does_not_repeat_itself() -> None:
    for index in range(10):
        made = invent(Order(seed=2, pollution="none"), index)
        if made.format == "txt":
            parts = re.split("[。\n]", made.data.decode())
            repeated = sum(count - 1 for count in Counter(part for part in parts if len(part) > 12).values())
            assert repeated / len(parts) < 0.2


def test_it_says_that_it_is_invented() -> None:
    made = invent(Order(seed=3, pollution="none", kinds=("plan",)), 0)
    assert "（本文件的地名、数字均为编写，用于测试。）" in made.data.decode()
    assert made.county in made.data.decode()[:60]


@pytest.mark.parametrize("index", range(8))
def test_numbering_is_read_as_it_was_meant(tmp_path: Path, index: int) -> None:
    """The paths of the truth are those of the outline, which knows nothing of layouts."""
    made = invent(Order(seed=5, characters=2500, pollution="none"), index)
    path = tmp_path / made.file
    path.write_bytes(made.data)
    assert {figure.item for figure in made.truth} <= {item.path for item in read_document(path).items}


@pytest.mark.parametrize("level", LEVELS)
def test_pollution_keeps_the_figures_legible(level: str) -> None:
    """After cleaning, every figure of the truth stands in the text as printed, in its order, but for blanks."""
    for index in range(12):
        made = invent(Order(seed=8, characters=1500, pollution=level), index)
        if made.format == "html":
            continue
        text = re.sub(r"\s", "", document_from_text(made.data.decode(made.encoding), "x").text)
        at = 0
        for figure in made.truth:
            at = text.find(figure.as_printed, at)
            assert at >= 0, (made.doc, figure)


def test_clean_documents_are_clean_and_polluted_ones_are_not() -> None:
    def removed(level: str) -> int:
        made = [invent(Order(seed=8, characters=1500, pollution=level), index) for index in range(12)]
        texts = [one.data.decode(one.encoding) for one in made if one.format == "txt"]
        return sum(step.count for text in texts for step in document_from_text(text, "x").cleaning)

    none, light, heavy = (removed(level) for level in LEVELS)
    assert none < light < heavy


def test_readings_stand_behind_traditional_characters_only() -> None:
    for index in range(400):
        pollution = draw_pollution("heavy", {"C": "云泽县", "Y": "2024"}, Chance(1, index))
        if "gloss" in pollution.steps:
            assert "traditional" in pollution.steps
            assert "學(xué)" in pollution.change("学校")
            return
    pytest.fail("no document has readings")


def test_broken_lines_lose_nothing() -> None:
    chance = Chance(1, 1)
    pollution = draw_pollution("heavy", {}, chance)._replace(width=10)
    text = "全县新建公办幼儿园三所，新增学前教育公办学位九百个。" * 3
    broken = pollution.broken(text)
    assert broken.replace("\n", "") == text
    assert max(map(len, broken.split("\n"))) <= 12
    assert not [line for line in broken.split("\n") if line[0] in "，。"]


def test_tables_stand_in_bulletins_with_their_truth() -> None:
    made = next(
        one
        for one in (invent(Order(seed=4, pollution="none", kinds=("bulletin",)), index) for index in range(40))
        if one.format == "html" and b"<table>" in one.data
    )
    cells = re.findall(r"<td>([\d.,]+)</td>", made.data.decode())
    bare = [figure.as_printed for figure in made.truth if re.fullmatch(r"[\d.,]+", figure.as_printed)]
    assert cells == bare
    girls = {figure.measure: figure for figure in made.truth if figure.measure.startswith("小学")}
    assert girls
    assert {figure.level for figure in girls.values()} == {"primary"}


def test_wrong_kinds_and_levels_are_named_together() -> None:
    with pytest.raises(UnknownNameError, match="there are plan, report, bulletin") as caught:
        Order(kinds=("plan", "novel"), pollution="awful")
    assert [problem.value for problem in caught.value.problems] == ["novel", "awful"]
