"""What words add to a score."""

from __future__ import annotations

from math import log

import pytest

from eduplans.themes.evidence import HEADING, Contribution, evidence, heading_evidence, totals
from eduplans.themes.lexicon import lexicon

WEIGHT = {(entry.word, entry.label): entry.weight for entry in lexicon("theme")}


def test_repeated_words_add_by_the_logarithm() -> None:
    once, thrice = (evidence({"食堂": count}, "", "theme") for count in (1, 3))
    assert once[0].score == WEIGHT["食堂", "safety"]
    assert thrice[0].score == pytest.approx(WEIGHT["食堂", "safety"] * (1 + log(3)))
    assert thrice[0].count == 3


def test_a_word_of_the_heading_counts_more() -> None:
    (found,) = heading_evidence("食堂", "theme")
    assert (found.place, found.score) == ("heading", HEADING * WEIGHT["食堂", "safety"])


def test_the_longest_word_of_a_heading_wins() -> None:
    assert [one.what for one in heading_evidence("提高教学质量", "theme")] == ["教学质量"]
    assert [one.what for one in heading_evidence("教学和质量", "theme")] == ["教学", "质量"]


def test_a_word_that_is_cut_counts_in_headings_only() -> None:
    words = {"家校": 1, "共育": 1}
    assert {one.what for one in evidence(words, "", "theme")} == {"家校", "共育"}
    assert "家校共育" in {one.what for one in evidence(words, "家校共育", "theme")}


def test_a_word_for_headings_alone_is_not_found_in_texts() -> None:
    assert not evidence({"亮点": 2}, "", "theme")
    assert [one.label for one in evidence({}, "亮点", "theme")] == ["other"]


def test_a_word_of_two_labels_adds_to_both() -> None:
    double = [
        entry.word
        for entry in lexicon("instrument")
        if sum(other.word == entry.word for other in lexicon("instrument")) > 1
    ]
    for word in double:
        assert len(heading_evidence(word, "instrument")) > 1


def test_ignored_words_add_nothing_anywhere() -> None:
    everything = evidence({"食堂": 1, "校车": 1}, "食堂", "theme")
    rest = evidence({"食堂": 1, "校车": 1}, "食堂", "theme", frozenset({"食堂"}))
    assert len(everything) == 3
    assert [one.what for one in rest] == ["校车"]


def test_totals_are_sums_of_contributions() -> None:
    found = evidence({"食堂": 2, "教师": 5, "招聘": 1}, "教师队伍", "theme")
    sums = totals(found, "theme")
    for label, score in sums.items():
        assert score == pytest.approx(sum(one.score for one in found if one.label == label))
    assert sums["teachers"] > sums["safety"] > 0
    assert sums["party"] == 0


def test_totals_of_nothing_are_zero_for_every_label() -> None:
    assert set(totals((), "instrument").values()) == {0.0}
    assert totals((Contribution("supply", "x", "text", 1, 1.0, 1.0),), "instrument")["supply"] == 1.0
