"""All items of invented plans, the explanation of one, and what hangs on rare words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from themes_texts import NO_FIGURES, figure, item_words, items

import eduplans
from eduplans.errors import UnknownNameError
from eduplans.tables import PROCESSED
from eduplans.themes import classify, explain_all
from eduplans.themes.classify import COLUMNS, KINDS, judge_all, rare_words
from eduplans.themes.facts import gather
from eduplans.themes.one_item import explain

if TYPE_CHECKING:
    from pathlib import Path


def labels(frame: pd.DataFrame) -> dict[tuple[str, str], tuple[str, str, str]]:
    return {(row.doc, row.item): (row.theme, row.strength, row.instrument) for row in frame.itertuples()}


def test_every_item_has_a_row_in_the_order_given() -> None:
    made = classify(items(), item_words(), NO_FIGURES)
    assert list(made.columns) == ["doc", "item", *COLUMNS]
    assert made[["doc", "item"]].equals(items()[["doc", "item"]])


def test_labels_of_the_invented_plans() -> None:
    found = labels(classify(items(), item_words(), NO_FIGURES))
    assert found["qinghe-2023-plan", "一/1"] == ("safety", "binding", "regulation")
    assert found["qinghe-2023-plan", "一/2"][0] == "wellbeing"
    assert found["qinghe-2023-plan", "二/3"] == ("teachers", "directed", "supply")
    assert found["qinghe-2023-plan", "二"][0] == "teachers"
    assert found["baishi-2024-plan", "一"][1] == "exploratory"
    assert found["baishi-2024-plan", "二"] == ("governance", "directed", "regulation")


def test_a_figure_makes_an_item_quantified_and_three_targets_bind_it() -> None:
    rows = [figure("二/3") for _ in range(3)]
    made = classify(items(), item_words(), pd.DataFrame(rows)).set_index(["doc", "item"])
    row = made.loc[("qinghe-2023-plan", "二/3")]
    assert bool(row["quantified"])
    assert row["strength"] == "binding"
    assert made["quantified"].sum() == 1


def test_damaged_words_change_the_labels() -> None:
    words = item_words()
    damaged = words.assign(word=words["word"].replace({"严禁": "严?", "确保": "确?"}))
    before, after = (labels(classify(items(), frame, NO_FIGURES)) for frame in (words, damaged))
    assert before["qinghe-2023-plan", "一/1"][1] == "binding"
    assert after["qinghe-2023-plan", "一/1"][1] == "directed"
    assert before["qinghe-2023-plan", "二/3"] == after["qinghe-2023-plan", "二/3"]


def test_other_documents_do_not_change_an_item() -> None:
    alone = items()[items()["doc"] == "baishi-2024-plan"]
    made = classify(alone, item_words(), NO_FIGURES)
    both = classify(items(), item_words(), NO_FIGURES)
    assert made.to_dict("records") == both[both["doc"] == "baishi-2024-plan"].to_dict("records")


def test_the_explanation_gives_words_scores_and_rules() -> None:
    one = explain_all(items(), item_words(), NO_FIGURES)["qinghe-2023-plan", "一/1"]
    table = one.table("theme")
    assert table.loc[0, "label"] == "safety"
    assert table[table["label"] == "safety"]["score"].sum() == pytest.approx(one.theme.scores["safety"])
    assert table.groupby("label", sort=False)["score"].sum().is_monotonic_decreasing
    text = str(one)
    assert text.startswith("qinghe-2023-plan 一/1 排查隐患")
    assert "隐患 (heading" in text
    assert "strength: binding" in text


@pytest.mark.parametrize("kind", KINDS)
def test_tables_of_all_kinds_have_the_same_columns(kind: str) -> None:
    one = explain_all(items(), item_words(), NO_FIGURES)["baishi-2024-plan", "二"]
    assert list(one.table(kind).columns) == ["label", "what", "place", "count", "weight", "score"]


def test_words_of_one_item_are_rare_and_words_of_two_are_not() -> None:
    rare = rare_words(explain_all(items(), item_words(), NO_FIGURES))
    assert "招聘" in rare["theme"]
    assert "开展" not in rare["strength"]  # three items
    assert "教师" not in rare["theme"]


def test_without_its_rare_words_an_item_can_lose_its_theme() -> None:
    facts = gather(items(), item_words(), NO_FIGURES)
    judged = judge_all(facts)
    poorer = judge_all(facts, rare_words(judged))
    key = ("qinghe-2023-plan", "一/1")
    assert judged[key].theme.label == "safety"
    assert poorer[key].theme.scores["safety"] < judged[key].theme.scores["safety"]
    assert list(poorer) == list(judged)


def test_the_committed_labels_are_what_the_method_gives(root: Path) -> None:
    data = root / "data"
    stored = eduplans.load("items", data)
    made = classify(stored, eduplans.load("item_words", data), eduplans.load("figures", data))
    for name in COLUMNS:
        assert stored[name].fillna("").astype(str).tolist() == made[name].astype(str).tolist(), name


def test_every_label_is_in_its_vocabulary(root: Path) -> None:
    stored = eduplans.load("items", root / "data")
    table = PROCESSED["items"]
    for name in KINDS:
        assert set(stored[name]) <= set(table.column(name).values)
    parts = stored["secondary"].dropna().str.split(";")
    assert {code for codes in parts for code in codes} <= set(table.column("theme").values)
    assert not any(theme in codes for theme, codes in zip(stored["theme"][parts.index], parts, strict=True))


def test_one_item_is_explained_from_the_tables(root: Path) -> None:
    stored = eduplans.load("items", root / "data")
    for row in (stored.iloc[1], stored.iloc[-1], stored.iloc[0]):
        one = explain(row["doc"], row["item"], root / "data")
        assert (one.theme.label, one.strength.label, one.instrument.label) == (
            row["theme"], row["strength"], row["instrument"],
        )  # fmt: skip


def test_an_unknown_item_or_document_lists_the_right_ones(root: Path) -> None:
    doc = str(eduplans.load("items", root / "data")["doc"].iloc[0])
    with pytest.raises(UnknownNameError, match=r"no such item.*there are 一") as caught:
        explain(doc, "九十九", root / "data")
    assert caught.value.problems[0].value == "九十九"
    with pytest.raises(UnknownNameError, match=r"no such document.*" + doc):
        explain("atlantis-2024-plan", "一", root / "data")
