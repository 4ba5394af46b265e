"""Rows of the raw tables, made from records about an invented county."""

from __future__ import annotations

from eduplans.model import Cleaning, Damage, Document, Field, Figure, Item, Metadata
from eduplans.rows import STEPS, codebook_row, damage_rows, document_row, figure_rows, item_rows, item_word_rows

TEXT = "一、教师\n1.招聘教师80名，再招聘教师80名。\n2.培训。"
DOCUMENT = Document(
    doc="qingxiping-2023-plan",
    text=TEXT,
    metadata=Metadata(
        title=Field("清溪坪县教育局2023年工作要点", "printed", "first line"),
        county=Field("清溪坪县", "inferred", "title"),
        county_code="000000",
    ),
    items=(
        Item("一", "一", 1, "教师", 0, 5),
        Item("一/1", "1", 2, "招聘教师", 5, 25),
        Item("一/2", "2", 2, "培训", 25, len(TEXT)),
    ),
    cleaning=(Cleaning("gloss", 7, 21),),
    damage=(Damage(6, 8, "?", "gloss"),),
)


def figure(start: int, end: int) -> Figure:
    return Figure(
        start,
        end,
        TEXT[start:end],
        80,
        None,
        "person",
        "exact",
        "招聘教师",
        "",
        2023,
        "target",
        "difference",
        "sure",
        "一/1",
    )


FIGURES = (figure(11, 14), figure(20, 23))


def test_document_row_says_what_is_known_and_from_what() -> None:
    row = document_row(DOCUMENT, FIGURES)
    assert (row["title"], row["title_basis"], row["county_basis"]) == (
        "清溪坪县教育局2023年工作要点",
        "printed",
        "inferred",
    )
    assert (row["date"], row["date_basis"], row["source"]) == ("", "unknown", "unknown")
    assert (row["items"], row["figures"], row["damage"]) == (3, 2, 1)


def test_every_step_of_cleaning_has_its_count() -> None:
    row = document_row(DOCUMENT, FIGURES)
    assert [row[f"removed_{step}"] for step in STEPS] == [7 if step == "gloss" else 0 for step in STEPS]


def test_items_are_in_order_with_their_lengths() -> None:
    rows = list(item_rows(DOCUMENT))
    assert [(row["order"], row["item"], row["characters"]) for row in rows] == [
        (1, "一", 5),
        (2, "一/1", 20),
        (3, "一/2", len(TEXT) - 25),
    ]


def test_words_are_counted_by_item() -> None:
    counts = {(row["item"], row["word"]): row["count"] for row in item_word_rows(DOCUMENT)}
    assert counts["一/1", "教师"] == 2
    assert ("一/2", "教师") not in counts


def test_figures_printed_alike_get_ids_of_their_own() -> None:
    first, second = figure_rows(DOCUMENT, FIGURES)
    assert first["as_printed"] == second["as_printed"] == "80名"
    assert first["figure_id"] != second["figure_id"]
    assert (first["order"], second["order"]) == (1, 2)


def test_codebook_row_has_the_columns_of_the_codebook_in_order() -> None:
    columns = "doc order item as_printed value value_max unit qualifier measure level year status change confidence"
    assert list(codebook_row("d", 1, FIGURES[0])) == [*columns.split(), "start", "end"]


def test_damage_stands_in_its_item() -> None:
    (row,) = damage_rows(DOCUMENT)
    assert (row["item"], row["kind"], row["repaired"]) == ("一/1", "gloss", False)
