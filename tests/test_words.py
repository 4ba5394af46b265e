"""Word counts of items."""

from __future__ import annotations

from importlib.metadata import version

from eduplans.words import count_words, segmenter


def test_words_are_counted_without_punctuation_and_numbers() -> None:
    counts = count_words("发展学前教育，建设公办幼儿园3所；发展职业教育。")
    assert counts["发展"] == 2
    assert not {"，", "；", "。", "3"} & counts.keys()


def test_order_is_by_code_point_whatever_the_text_order() -> None:
    one, other = count_words("教师培训、校园安全"), count_words("校园安全、教师培训")
    assert list(one) == sorted(one)
    assert one == other


def test_empty_text_has_no_words() -> None:
    assert count_words("，。 2024 ") == {}


def test_segmenter_names_its_version() -> None:
    assert segmenter() == f"rjieba {version('rjieba')}"
