"""What one raw table says of another has to be there and be the same; each check can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sample_tables
from eduplans.tables import check_relations
from eduplans.tables.relations import CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

Frames = dict[str, "pd.DataFrame"]


def broken(frames: Frames) -> dict[tuple[str, str], list[tuple[int | None, str]]]:
    return {
        (done.table, done.name): [(problem.row, problem.column) for problem in done.problems]
        for done in check_relations(frames)
        if done.problems
    }


def put(table: str, row: int, **cells: object) -> Callable[[Frames], None]:
    def change(frames: Frames) -> None:
        for column, value in cells.items():
            frames[table].loc[row, column] = value

    return change


def test_the_sample_breaks_nothing_and_every_check_ran() -> None:
    frames = sample_tables.frames()
    assert broken(frames) == {}
    done = check_relations(frames)
    assert len(done) == len(CHECKS)
    assert {(check.table, check.name): check.rows for check in done}["figures", "the span lies inside its item"] == 5


KNOWN_DOCUMENT = "the document is in documents.csv"
KNOWN_ITEM = "the item is in items.csv"
INSIDE = "the span lies inside its item"
ORDER = "order counts 1, 2, 3 ... in each document"
OVERLAP = "spans follow each other without overlap"


@pytest.mark.parametrize(
    ("change", "rule", "place"),
    [
        (put("item_words", 0, doc="other"), ("item_words", KNOWN_DOCUMENT), (2, "doc")),
        (put("damage", 0, doc="other"), ("damage", KNOWN_DOCUMENT), (2, "doc")),
        (put("figures", 4, doc="other"), ("figures", KNOWN_DOCUMENT), (6, "doc")),
        (put("items", 2, doc="other"), ("items", KNOWN_DOCUMENT), (4, "doc")),
        (put("item_words", 3, item="九"), ("item_words", KNOWN_ITEM), (5, "item")),
        (put("figures", 3, item="九"), ("figures", KNOWN_ITEM), (5, "item")),
        (put("damage", 0, item="九"), ("damage", KNOWN_ITEM), (2, "item")),
        (put("figures", 3, start=20, end=24), ("figures", INSIDE), (5, "start")),
        (put("figures", 0, start=70, end=73), ("figures", INSIDE), (2, "start")),
        (put("damage", 0, start=10, end=12), ("damage", INSIDE), (2, "start")),
        (put("figures", 4, order=7), ("figures", ORDER), (6, "order")),
        (put("items", 2, order=2), ("items", ORDER), (4, "order")),
        (put("figures", 2, start=107, end=110), ("figures", OVERLAP), (4, "start")),
        (put("items", 1, start=90), ("items", OVERLAP), (3, "start")),
        (put("documents", 0, items=9), ("documents", "items is the number of rows in items.csv"), (2, "items")),
        (put("documents", 0, figures=9), ("documents", "figures is the number of rows in figures.csv"), (2, "figures")),
        (put("documents", 0, damage=0), ("documents", "damage is the number of rows in damage.csv"), (2, "damage")),
        (put("documents", 0, characters_text=200), ("items", "the item ends inside the cleaned text"), (4, "end")),
        (
            put("figures", 1, as_printed="92.5%"),
            ("figures", "the id follows from document, item, printed form and occurrence"),
            (3, "figure_id"),
        ),
    ],
)
def test_each_contradiction_is_found_in_its_row(
    change: Callable[[Frames], None], rule: tuple[str, str], place: tuple[int, str]
) -> None:
    frames = sample_tables.frames()
    change(frames)
    assert place in broken(frames)[rule]


def test_figures_before_the_first_heading_have_no_item() -> None:
    frames = sample_tables.frames()
    assert frames["figures"]["item"].isna().sum() == 1
    assert broken(frames) == {}


def test_tables_that_are_not_given_are_not_checked() -> None:
    frames = sample_tables.frames()
    del frames["figures"]
    assert "figures" not in {done.table for done in check_relations(frames)}
    assert "figures is the number of rows in figures.csv" not in {done.name for done in check_relations(frames)}
