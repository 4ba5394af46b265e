"""The weighted words: form of the tables, and what is refused."""

from __future__ import annotations

import pytest

from eduplans import codebook
from eduplans.errors import TableError
from eduplans.themes.classify import KINDS
from eduplans.themes.lexicon import INSTRUMENTS, PLACES, STRENGTHS, checked, is_whole, labels_of, lexicon, theme_codes

GOOD = {"word": "食堂", "theme": "safety", "weight": "2", "place": "any"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_label_has_words_and_every_word_a_label(kind: str) -> None:
    entries = lexicon(kind)
    assert {entry.label for entry in entries} == set(labels_of(kind))
    assert {entry.place for entry in entries} <= set(PLACES)
    assert all(0 < entry.weight <= 6 for entry in entries)


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_chinese_and_bear_no_blanks(kind: str) -> None:
    assert all(all("\u3400" <= sign <= "\u9fff" for sign in entry.word) for entry in lexicon(kind))


def test_no_word_is_a_county() -> None:
    # without 县 and 区 some are words of their own: 平安 is a district and a safe school
    places = {row["name"] for row in codebook.read("counties")}
    assert not {entry.word for kind in KINDS for entry in lexicon(kind)} & places


def test_the_codebook_of_themes_has_twenty_codes_with_definitions() -> None:
    rows = codebook.read("themes")
    assert theme_codes() == tuple(row["code"] for row in rows)
    assert len(set(theme_codes())) == 20
    assert all(row["name_en"] and row["name_zh"] and row["definition"] for row in rows)


def test_every_theme_has_a_usual_instrument_with_a_reason() -> None:
    rows = codebook.read("theme_instruments")
    assert {row["theme"] for row in rows} == set(theme_codes())
    assert {row["instrument"] for row in rows} <= set(INSTRUMENTS)
    assert all(row["reason"] and float(row["weight"]) > 0 for row in rows)


def test_strengths_are_ordered_from_binding_on() -> None:
    assert STRENGTHS == ("binding", "directed", "exploratory") == labels_of("strength")


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"theme": "kitchen"}, "theme"),
        ({"place": "footnote"}, "place"),
        ({"weight": "0"}, "weight"),
        ({"weight": "-1"}, "weight"),
        ({"weight": "nan"}, "weight"),
        ({"weight": "inf"}, "weight"),
        ({"weight": "much"}, "weight"),
        ({"word": ""}, "word"),
    ],
)
def test_a_bad_cell_is_named_with_its_row(change: dict[str, str], column: str) -> None:
    with pytest.raises(TableError) as caught:
        checked((GOOD, GOOD | {"word": "校车"} | change), "theme")
    (problem,) = caught.value.problems
    assert (problem.where, problem.row, problem.column) == ("codebook/theme_words.csv", 3, column)


def test_a_word_twice_for_one_label_is_refused_and_for_two_labels_allowed() -> None:
    assert len(checked((GOOD, GOOD | {"theme": "equity"}), "theme")) == 2
    with pytest.raises(TableError, match="once for one label"):
        checked((GOOD, GOOD), "theme")


def test_all_faults_come_at_once() -> None:
    with pytest.raises(TableError) as caught:
        checked((GOOD | {"theme": "x", "weight": "y"}, GOOD | {"place": "z"}), "theme")
    assert [(problem.row, problem.column) for problem in caught.value.problems] == [
        (2, "theme"),
        (2, "weight"),
        (3, "place"),
    ]


def test_words_that_the_segmenter_cuts_are_known() -> None:
    assert is_whole("食堂")
    assert not is_whole("疫情防控")
    cut = [entry.word for entry in lexicon("theme") if not entry.whole]
    assert "家校共育" in cut
    assert "督导" not in cut
