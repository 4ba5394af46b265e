"""What is gathered of an item before it is judged."""

from __future__ import annotations

import pandas as pd
import pytest
from themes_texts import NO_FIGURES, figure, item_words, items

from eduplans.themes.facts import gather

KEY = ("qinghe-2023-plan", "二/3")


def test_sections_know_the_lowest_items_below() -> None:
    found = gather(items(), item_words(), NO_FIGURES)
    assert found["qinghe-2023-plan", "一"].below == (("qinghe-2023-plan", "一/1"), ("qinghe-2023-plan", "一/2"))
    assert found["qinghe-2023-plan", "一/1"].below == ()
    assert found["baishi-2024-plan", "一"].below == ()


def test_items_of_three_depths_are_below_both_sections() -> None:
    deep = pd.DataFrame({"doc": "d", "item": ["二", "二/(一)", "二/(一)/1", "二/(二)"], "heading": "x"})
    words = pd.DataFrame({"doc": ["d"], "item": ["二"], "word": ["安全"], "count": [1]})
    found = gather(deep, words, NO_FIGURES)
    assert found["d", "二"].below == (("d", "二/(一)/1"), ("d", "二/(二)"))
    assert found["d", "二/(一)"].below == (("d", "二/(一)/1"),)


def test_the_order_of_items_is_kept_and_words_are_counted() -> None:
    found = gather(items(), item_words(), NO_FIGURES)
    assert [key[1] for key in found if key[0] == "qinghe-2023-plan"] == ["一", "一/1", "一/2", "二", "二/3"]
    assert found[KEY].words["招聘"] == 2
    assert found[KEY].heading == "招聘教师"


@pytest.mark.parametrize(
    ("row", "amounts", "norms", "quantified"),
    [
        (figure("二/3"), 1, 0, True),
        (figure("二/3", qualifier="at_least"), 1, 1, True),
        (figure("二/3", "standard"), 1, 1, True),
        (figure("二/3", "actual", qualifier="at_least"), 0, 0, True),
        (figure("二/3", "baseline"), 0, 0, False),
        (figure("二/3", confidence="unsure"), 0, 0, False),
        (figure("二/3", negated=True), 0, 0, False),
        (figure("一/1"), 0, 0, False),
        (figure(None), 0, 0, False),
    ],
)
def test_which_figures_count(row: dict[str, object], amounts: int, norms: int, quantified: bool) -> None:
    one = gather(items(), item_words(), pd.DataFrame([row]))[KEY]
    assert (one.amounts, one.norms, one.quantified) == (amounts, norms, quantified)


def test_figures_add_up_within_their_item() -> None:
    rows = [figure("二/3"), figure("二/3", qualifier="at_most"), figure("一/2")]
    found = gather(items(), item_words(), pd.DataFrame(rows))
    assert (found[KEY].amounts, found[KEY].norms) == (2, 1)
    assert found["qinghe-2023-plan", "一/2"].amounts == 1


def test_deadlines_and_empty_headings_are_taken_as_they_are() -> None:
    frame = items().assign(deadline=["2023-12", None, None, None, None, None, None])
    frame.loc[1, "heading"] = None
    found = gather(frame, item_words(), NO_FIGURES)
    assert found["qinghe-2023-plan", "一"].deadline == "2023-12"
    assert found["qinghe-2023-plan", "一/1"].deadline == found["qinghe-2023-plan", "一/1"].heading == ""


def test_a_table_without_deadlines_and_an_item_without_words_do() -> None:
    found = gather(items().drop(columns="deadline"), item_words().iloc[:0], NO_FIGURES)
    assert all(one.deadline == "" and not one.words for one in found.values())
