"""Shares of invented plans, counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from themes_texts import NO_FIGURES, item_words, items

from eduplans.errors import UnknownNameError
from eduplans.themes import classify
from eduplans.themes.shares import PER, label_shares, topic_rates, topics, with_text

FIRST, SECOND = "qinghe-2023-plan", "baishi-2024-plan"


@pytest.fixture(scope="module")
def judged() -> pd.DataFrame:
    return items().merge(classify(items(), item_words(), NO_FIGURES), on=["doc", "item"])


def test_sections_are_left_out(judged: pd.DataFrame) -> None:
    assert with_text(judged)["item"].tolist() == ["一/1", "一/2", "二/3", "一", "二"]


def test_a_section_of_one_document_is_not_one_of_another() -> None:
    frame = pd.DataFrame({"doc": ["a", "a", "b"], "item": ["一", "一/1", "一"]})
    assert with_text(frame).index.tolist() == [1, 2]


@pytest.mark.parametrize("unit", ["words", "items"])
@pytest.mark.parametrize("column", ["theme", "strength", "instrument", "quantified"])
def test_shares_of_a_document_sum_to_one(judged: pd.DataFrame, column: str, unit: str) -> None:
    for shares in label_shares(judged, column, unit).values():
        assert sum(one.value for one in shares.values()) == pytest.approx(1)
        assert all(0 <= one.low <= one.value <= one.high <= 1 for one in shares.values())


def test_shares_by_items_are_counts_and_by_words_weighted(judged: pd.DataFrame) -> None:
    by_items = label_shares(judged, "theme", "items")[FIRST]
    assert by_items["safety"].value == pytest.approx(1 / 3)
    texts = with_text(judged)
    texts = texts[texts["doc"] == FIRST]
    safe = texts[texts["theme"] == "safety"]["words"].sum() / texts["words"].sum()
    assert label_shares(judged, "theme", "words")[FIRST]["safety"].value == pytest.approx(safe)


def test_a_theme_of_another_document_has_share_zero(judged: pd.DataFrame) -> None:
    assert label_shares(judged, "theme")[SECOND]["safety"].value == 0


def test_an_unknown_unit_lists_the_right_ones(judged: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match="words and items"):
        label_shares(judged, "theme", "pages")


def test_topics_are_counted_per_thousand_words() -> None:
    words = item_words()
    rates = topic_rates(words)[FIRST]
    chosen = words[words["doc"] == FIRST]
    meals = chosen[chosen["word"] == "食堂"]["count"].sum()
    assert meals == 1
    assert rates["school_meals"].value == pytest.approx(PER * meals / chosen["count"].sum())
    assert rates["epidemic"].value == 0


def test_a_damaged_word_is_not_counted() -> None:
    words = item_words()
    damaged = words.assign(word=words["word"].replace("食堂", "食?"))
    assert topic_rates(damaged)[FIRST]["school_meals"].value == 0


def test_topics_have_names_and_no_word_twice() -> None:
    for english, chinese, words in topics().values():
        assert english
        assert chinese
        assert words
    everything = [word for *_, words in topics().values() for word in words]
    assert len(everything) == len(set(everything))
