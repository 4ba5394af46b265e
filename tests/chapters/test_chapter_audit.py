"""The chapter on the audit, on rows about invented documents."""

from __future__ import annotations

import pandas as pd
import pytest

from eduplans.audit.finding import RELATIONS
from eduplans.audit.run import audit_table
from eduplans.chapters import audit as chapter
from eduplans.chapters.audit.pictures import equalities
from eduplans.chapters.audit.tables import result
from eduplans.plots import png

COLUMNS = audit_table([]).columns
ROW = {
    "doc": "luoyun", "number": 1, "relation": "total_parts", "figure_ids": "luoyun:1 luoyun:2",
    "as_printed": "60人; 75人", "formula": "60人 + 15人",
    "computed": 75.0, "low": 75.0, "high": 75.0, "unit": "person", "printed_low": 60.0,
    "printed_high": 60.0, "verdict": "cannot tell", "readings": "all count: 60人 + 15人 = 75; others do not: 60人 = 60",
    "sentence": "It hangs on a reading.",
}  # fmt: skip


def gathered(*changes: dict[str, object]) -> chapter.Audited:
    relations = pd.DataFrame([ROW | {"number": n} | one for n, one in enumerate(changes, start=1)], columns=COLUMNS)
    figures = pd.DataFrame(
        {
            "figure_id": ["luoyun:1", "luoyun:2", "other:1"],
            "doc": ["luoyun", "luoyun", "other"],
            "measure": ["补充教师", "教师", "学校"],
        }
    )
    return chapter.gather(relations, figures, "luoyun")


ALARM = {"verdict": "inconsistent", "relation": "scale", "sentence": "It cannot be right.", "figure_ids": "luoyun:2"}
AGREES = {
    "verdict": "consistent",
    "computed": 60.0,
    "low": 59.5,
    "high": 60.5,
    "printed_low": 59.5,
    "printed_high": 60.5,
}


def test_relations_are_counted_by_family_and_verdict() -> None:
    table = chapter.by_family(gathered({}, ALARM, AGREES, AGREES))
    counts = table.set_index("what is compared").loc[RELATIONS["total_parts"]]
    assert counts.tolist() == [2, 0, 1]
    assert table["inconsistent"].sum() == 1
    assert len(table) == len(RELATIONS)


def test_figures_without_a_relation_are_counted_too() -> None:
    table = chapter.by_document(gathered({}, ALARM)).set_index("document")
    assert table.loc["luoyun", "figures in a relation"] == 2
    assert table.loc["other"].tolist() == [1, 0, 0, 0, 0]
    assert "Of 3 figures, 2 (67 %)" in chapter.reach_sentence(gathered({}, ALARM))


def test_alarms_are_told_with_sentence_and_table() -> None:
    data = gathered({}, ALARM)
    assert "It cannot be right." in chapter.alarm_sentences(data)
    assert chapter.alarms(data)["printed"].tolist() == ["60人; 75人"]
    assert chapter.alarm_ids(data) == ["luoyun:2"]
    assert "No relation" in chapter.alarm_sentences(gathered({}))


def test_readings_stand_beside_what_cannot_be_told() -> None:
    table = chapter.undecided(gathered({}, ALARM))
    assert table["readings"].tolist() == [ROW["readings"]]
    assert chapter.agreeing(gathered({}, AGREES))["computed"].tolist() == ["60 [59.5, 60.5]"]


def test_the_summary_counts() -> None:
    sentence = chapter.summary_sentence(gathered({}, ALARM, AGREES))
    assert "**3 relations**: 1 consistent, 1 inconsistent, 1 that cannot be told" in sentence


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"computed": None, "low": None, "high": None, "unit": ""}, ""),
        ({"computed": 5.0, "low": 5.0, "high": None, "unit": ""}, "5 [5, open]"),
        ({"computed": 85.0, "low": 85.0, "high": 85.0, "unit": "school"}, "85"),
    ],
)
def test_results_show_their_interval(cells: dict[str, object], text: str) -> None:
    assert result(cells) == text


def test_the_picture_is_in_percent_of_what_is_printed() -> None:
    points = equalities(gathered({}, AGREES, ALARM))
    assert points["value"].tolist() == [125.0, 100.0]
    assert points["others"].tolist() == [[100.0], [100.0]]
    assert points["open"].tolist() == pytest.approx([0, 100 * 0.5 / 60])
    assert points["label"][0] == "60人 补充教师"


def test_the_picture_draws_and_says_what_it_shows() -> None:
    data = gathered({}, AGREES)
    assert png(chapter.closeness(data))[:4] == b"\x89PNG"
    assert "60人 补充教师: 125.0 percent" in chapter.closeness_alt(data)
    assert png(chapter.closeness(gathered(ALARM)))[:4] == b"\x89PNG"


def test_a_damaged_input_changes_the_picture() -> None:
    assert equalities(gathered({"computed": 90.0}))["value"].tolist() == [150.0]
