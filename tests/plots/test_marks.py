"""A mark stands where its number is drawn: there the picture has the colour of the series."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from eduplans.plots import Line, counts, dots, lines, png, scatter, stacked_bars
from eduplans.plots.data import read_drawn
from eduplans.plots.style import COLOURS, canvas

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from eduplans.plots.marks import Mark

YEARS = pd.RangeIndex(2000, 2003)


def drawn(figure: Figure) -> tuple[Image.Image, pd.DataFrame, list[Mark | None]]:
    read = read_drawn(figure)
    picture = Image.open(io.BytesIO(png(figure))).convert("RGB")
    marks = read.marks()
    assert len(marks) == len(read.frame)
    return picture, read.frame, marks


def share(picture: Image.Image, mark: Mark | None, colour: str) -> float:
    """Share of the pixels of a mark that are nearly of a colour."""
    assert mark is not None
    left, top, width, height = (part / 100 for part in mark)
    across, up = picture.size
    box = picture.crop((int(left * across), int(top * up), int((left + width) * across), int((top + height) * up)))
    away = np.abs(np.asarray(box, float) - 255 * np.array(to_rgb(colour)))
    return float((away.max(axis=2) < 40).mean())


@pytest.mark.parametrize(
    ("figure", "colours"),
    [
        (lines([Line("one", pd.Series([1.0, 2.0, 4.0], YEARS)), Line("two", pd.Series([4.0, 3.5, 0.5], YEARS))],
               title="T", ylabel="u"), {"one": COLOURS[0], "two": COLOURS[1]}),
        (dots([("a", 10.0, "actual"), ("b", 90.0, "target")], title="T", xlabel="%"),
         {"actual": COLOURS[0], "target": COLOURS[1]}),
        (scatter(pd.DataFrame({"x": [0.0, 1.0], "y": [1.0, 5.0]}, index=["p", "q"]), slope=None, constant=0, title="T",
                 xlabel="x", ylabel="y", line_label=""), {"p": COLOURS[0], "q": COLOURS[0]}),
        (stacked_bars(pd.DataFrame({"one": [1.0, -2.0], "two": [3.0, 4.0]}, index=[1, 2]), total=None, title="T",
                      ylabel="u"), {"one": COLOURS[0], "two": COLOURS[1]}),
        (counts(pd.DataFrame({"one": [3, 1]}, index=["a", "b"]), title="A long head " * 9), {"one": COLOURS[0]}),
    ],
)  # fmt: skip
def test_a_mark_has_the_colour_of_its_series(figure: Figure, colours: dict[str, str]) -> None:
    picture, frame, marks = drawn(figure)
    for series, mark in zip(frame["series"], marks, strict=True):
        assert share(picture, mark, colours[series]) > 0.4, series


def test_shades_stand_in_their_cells_and_what_is_cut_off_has_no_mark() -> None:
    figure, axes = canvas("Shades", "", height=2)
    axes.imshow([[0.0, 1.0]], cmap="gray", aspect="auto", vmin=0, vmax=1)
    picture, _, marks = drawn(figure)
    assert share(picture, marks[0], "#000000") > 0.9
    assert share(picture, marks[1], "#ffffff") > 0.9
    figure, axes = canvas("Cut", "", height=2)
    axes.plot([0, 50], [1, 1], "o", label="points")
    axes.barh([2], [90], label="bar")
    axes.set_xlim(0, 10)
    _, frame, marks = drawn(figure)
    seen = dict(zip(zip(frame["series"], frame["at"], strict=True), marks, strict=True))
    assert seen[("points", 50)] is None
    assert seen[("points", 0)] is not None
    bar = seen[("bar", 2)]
    assert bar is not None
    assert bar[0] + bar[2] <= 100


def test_a_bar_of_nothing_has_a_number_and_no_place() -> None:
    _, frame, marks = drawn(counts({"items": 2, "sections": 0}, title="T"))
    assert list(frame["value"]) == [2, 0]
    assert [mark is None for mark in marks] == [False, True]


def test_reading_the_marks_leaves_the_bytes_of_the_picture() -> None:
    first, second = (counts({"items": 2, "sections": 1}, title="T") for _ in range(2))
    read = read_drawn(first)
    content = png(first)
    read.marks()
    assert png(second) == content == png(first)
