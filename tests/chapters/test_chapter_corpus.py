"""Tests of `eduplans.chapters.corpus`."""

from __future__ import annotations

import pandas as pd

from eduplans.chapters import corpus as chapter
from eduplans.plots import png
from eduplans.tables.raw import FACTS, STEPS

Frames = dict[str, pd.DataFrame]


def test_one_row_a_document(frames: Frames) -> None:
    table = chapter.document_table(frames["documents"])
    assert table["document"].tolist() == frames["documents"]["doc"].tolist()
    assert pd.isna(table.set_index("document").loc["dayi-2021-plan", "title"])


def test_every_step_of_cleaning_has_a_row_and_zero_is_zero(frames: Frames) -> None:
    table = chapter.cleaning_table(frames["documents"]).set_index("step")
    assert [step for step in table.index if step] == list(STEPS)
    assert table.loc["gloss", "chongyang-2020-plan"] == "0"
    assert table.loc["gloss", "anhua-2025-plan"] != "0"


def test_the_document_that_lost_most_is_named(frames: Frames) -> None:
    assert "anhua-2025-plan most" in chapter.cleaning_sentence(frames["documents"])


def test_each_fact_says_how_it_is_known(frames: Frames) -> None:
    table = chapter.known_table(frames["documents"]).set_index("fact")
    assert list(table.index) == list(FACTS)
    assert set(table.to_numpy().ravel()) <= {"printed", "inferred", "given", "unknown"}
    assert table.loc["county", "yihuang-2020-report"] == "inferred"


def test_counts_of_the_sentence_add_up(frames: Frames) -> None:
    sentence = chapter.known_sentence(frames["documents"])
    numbers = [int(word.strip("(,.")) for word in sentence.split() if word.strip("(,.").isdigit()]
    assert numbers[0] == len(frames["documents"]) * len(FACTS) == sum(numbers[2:])


def test_inferred_facts_carry_evidence(frames: Frames) -> None:
    table = chapter.inferred_table(frames["documents"])
    assert len(table) > 0
    assert table["evidence"].notna().all()


def test_nothing_inferred_is_an_empty_table_with_a_head(frames: Frames) -> None:
    printed = frames["documents"].copy()
    for fact in FACTS:
        printed[f"{fact}_basis"] = "printed"
    table = chapter.inferred_table(printed)
    assert table.empty
    assert "evidence" in table.columns


def test_statuses_add_up_to_the_figures(frames: Frames) -> None:
    counted = chapter.figure_counts(frames["figures"])
    assert counted.sum(axis=1).to_dict() == frames["figures"].groupby("doc", observed=True).size().to_dict()
    table = chapter.figure_table(frames["documents"], frames["figures"])
    assert len(table) == len(frames["documents"])
    assert png(chapter.figures_by_document(frames["figures"]))


def test_units_add_up_to_all(frames: Frames) -> None:
    table = chapter.unit_table(frames["figures"]).set_index("unit")
    assert sum(int(count.replace(",", "")) for count in table["all"]) == len(frames["figures"])
    assert table.index[0].split()[0].isalpha()


def test_damage_shows_signs_without_a_glyph_by_code() -> None:
    damage = pd.DataFrame(
        {"doc": ["a"], "item": [None], "start": [3], "end": [5], "printed": ["?\ue07c好"], "kind": ["gloss"],
         "repaired": [False]}
    )  # fmt: skip
    (row,) = chapter.damage_table(damage).to_dict("records")
    assert row["printed in the copy"] == "?[U+E07C]好"
    assert (row["item"], row["repaired"]) == (None, "no")
    assert chapter.damage_table(damage.iloc[:0]).empty


def test_a_document_without_figures_has_no_share(frames: Frames) -> None:
    bare = frames["documents"].copy()
    bare["figures"] = 0
    table = chapter.figure_table(bare, frames["figures"])
    assert table["with a named indicator"].isna().all()


def counted(**statuses: int) -> pd.DataFrame:
    rows = [("yunze-2024-plan", status) for status, count in statuses.items() for _ in range(count)]
    frame = pd.DataFrame(rows, columns=["doc", "status"])
    return frame.assign(figure_id=[f"yunze-2024-plan:{number}" for number in range(len(frame))], repeats=None)


def test_the_commonest_status_is_named_and_a_tie_is_a_tie() -> None:
    assert chapter.most_figures(counted(actual=2, target=1)) == (
        "yunze-2024-plan has most figures (3). The status that is commonest: actual in yunze-2024-plan (2 of 3)."
    )
    assert "actual and target in yunze-2024-plan (1 of 2)" in chapter.most_figures(counted(actual=1, target=1))
    assert chapter.most_figures(counted()) == "No figure was found."


def test_the_alternative_text_names_each_bar_and_the_finding() -> None:
    alt = chapter.documents_alt(counted(actual=1))
    assert alt.startswith("Stacked bars, one a document, coloured by status: yunze-2024-plan 1 figure. ")
    assert alt.endswith(chapter.most_figures(counted(actual=1)))


def test_an_inferred_county_says_so(frames: Frames) -> None:
    counties = chapter.document_table(frames["documents"]).set_index("document")["county"]
    assert counties["yihuang-2020-report"].endswith("(inferred)")
    assert "inferred" not in counties["anhua-2025-plan"]


def test_a_copy_is_marked_and_counted_once(frames: Frames) -> None:
    documents, figures = frames["documents"], frames["figures"]
    assert "copy of" not in chapter.document_table(documents)
    first = documents["doc"].iloc[0]
    copy = documents[documents["doc"] == first].assign(doc="copy", duplicate_of=first)
    rows = figures[figures["doc"] == first]
    rows = rows.assign(doc="copy", figure_id="copy-" + rows["figure_id"], repeats=rows["figure_id"])
    documents, figures = (pd.concat(both, ignore_index=True) for both in ((documents, copy), (figures, rows)))
    table = chapter.document_table(documents).set_index("document")["copy of"]
    assert table.dropna().to_dict() == {"copy": first}
    assert chapter.known_sentence(documents) == chapter.known_sentence(frames["documents"])
    assert chapter.most_figures(figures) == chapter.most_figures(frames["figures"])
    pd.testing.assert_frame_equal(chapter.unit_table(figures), chapter.unit_table(frames["figures"]))
