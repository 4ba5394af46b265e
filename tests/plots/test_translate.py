"""Texts of pictures in Chinese, and untouched in English."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

from eduplans import codebook, labels
from eduplans.labels import in_language
from eduplans.plots import Line, counts, lines, png
from eduplans.plots.translate import HEAD, picture_texts, translate
from eduplans.plots.wrapping import width, wrap

ROWS = [
    {"en": "Pupils of {}", "zh": "{}的学生"},
    {"en": "pupils", "zh": "学生"},
    {"en": "a long name of a row that is broken into lines", "zh": "一个很长的行名称需要断成数行才能放下的名称"},
    {"en": "change of scope", "zh": "口径变化"},
]


@pytest.fixture(autouse=True)
def _labels(monkeypatch: pytest.MonkeyPatch) -> None:
    real, others = codebook.read, tuple(name for name in codebook.names() if not name.startswith("labels"))
    monkeypatch.setattr(codebook, "names", lambda: (*others, "labels"))
    monkeypatch.setattr(codebook, "read", lambda name: ROWS if name == "labels" else real(name))
    labels._tables.cache_clear()
    labels.chinese.cache_clear()
    yield
    labels._tables.cache_clear()
    labels.chinese.cache_clear()


def picture() -> Figure:
    values = pd.Series([1.0, 2.0, 3.0], index=[2000, 2001, 2002])
    return lines(
        [Line("pupils", values)], title="Pupils of 云泽县", ylabel="pupils", breaks={2001: "change of scope"}
    )  # fmt: skip


def test_heads_axes_legends_and_notes_are_translated() -> None:
    figure = picture()
    with in_language("zh"):
        translate(figure)
    assert picture_texts(figure) == ["云泽县的学生", "口径变化", "学生"]


def test_english_bytes_do_not_depend_on_the_labels() -> None:
    before = png(picture())
    with in_language("zh"):
        assert png(picture()) != before
    assert png(picture()) == before


def test_drawing_twice_changes_nothing() -> None:
    figure = picture()
    with in_language("zh"):
        assert png(figure) == png(figure)


def test_ticks_are_translated_and_numbers_stay() -> None:
    figure = counts({"pupils": 3, "teachers of camels": 12}, title="x")
    with in_language("zh"):
        translate(figure)
    axes = figure.axes[0]
    assert [text.get_text() for text in axes.get_yticklabels()] == ["学生", "teachers of camels"]
    assert "12" in [text.get_text() for text in axes.texts]


def test_ticks_keep_the_language_in_which_they_were_translated() -> None:
    figure = counts({"pupils": 3}, title="x")
    with in_language("zh"):
        translate(figure)
    assert "学生" in picture_texts(figure)


def test_ticks_of_text_axes_are_translated() -> None:
    figure = Figure()
    axes = figure.add_subplot()
    axes.plot(["pupils", "other"], [1, 2])
    axes.yaxis.set_major_formatter(NullFormatter())
    with in_language("zh"):
        translate(figure)
    assert picture_texts(figure) == ["学生", "other"]


def test_a_broken_label_is_broken_anew_and_becomes_no_wider() -> None:
    name = wrap("a long name of a row that is broken into lines", 20)
    figure = counts({name: 3}, title="x")
    before = max(map(width, figure.axes[0].get_yticklabels()[0].get_text().splitlines()))
    with in_language("zh"):
        translate(figure)
    after = figure.axes[0].get_yticklabels()[0].get_text()
    assert "".join(after.split()) == ROWS[2]["zh"]
    assert max(map(width, after.splitlines())) <= before <= HEAD


@pytest.mark.parametrize("text", ["", "学生", "two words", "学生数 pupils of all levels and 各级各类学校"])
def test_wrapping_loses_nothing(text: str) -> None:
    wrapped = wrap(text, 8)
    assert "".join(wrapped.split()) == "".join(text.split())
    assert all(width(line) <= 8 or " " not in line for line in wrapped.splitlines())
