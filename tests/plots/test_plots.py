"""Tests of the pictures of `eduplans.plots`."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib import font_manager
from PIL import Image

from eduplans.plots import Line, counts, dots, font_family, house_style, lines, png, scatter, stacked_bars
from eduplans.plots.style import COLOURS, HATCHES, MARKERS, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

YEARS = pd.RangeIndex(2000, 2006, name="year")
VALUES = pd.Series([1.0, 2.0, np.nan, 4.0, 5.0, 6.0], index=YEARS)
PARTS = pd.DataFrame({"在校生": [1.0, -2.0, np.nan], "生均": [-3.0, 4.0, np.nan]}, index=[2001, 2002, 2003])


def line_picture() -> Figure:
    hollow = pd.Series([True, False, False, False, False, True], index=YEARS)
    other = Line("公告数", pd.Series({2003: 3.5}))
    return lines(
        [Line("普通高中 senior", VALUES, hollow), Line("负 negative", -VALUES)],
        title="学生 pupils",
        ylabel="万人",
        breaks={2004: "scope"},
        extra=[other],
        hollow_label="转载 copy",
    )


def scatter_picture() -> Figure:
    points = pd.DataFrame({"x": [-1.0, 0.5, 2.0], "y": [3.0, 1.0, 2.0]}, index=[2001, 2002, 2003])
    return scatter(points, slope=-0.3, constant=2.0, title="增长", xlabel="学生", ylabel="经费", line_label="拟合 fit")


PICTURES: dict[str, Callable[[], Figure]] = {
    "lines": line_picture,
    "stacked_bars": lambda: stacked_bars(
        PARTS, total=PARTS.sum(axis=1, min_count=1), title="增长", ylabel="点", total_label="和", absent={2003: "未见"}
    ),
    "dots": lambda: dots([("巩固率", 99.0, "actual"), ("巩固率", 95.0, "target")], title="比率", xlabel="%"),
    "counts": lambda: counts({"崇阳县": 3, "安化县": 0}, title="数字", xlabel="个"),
    "scatter": scatter_picture,
}


@pytest.mark.parametrize("name", PICTURES)
def test_every_glyph_is_there_without_a_system_font(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = PICTURES[name]()
        png(figure)
    families = {text.get_fontfamily()[0] for text in figure.findobj(mpl.text.Text) if text.get_text()}
    assert families == {"sans-serif"}
    path = font_manager.findfont(font_manager.FontProperties(family=[font_family()]), fallback_to_default=False)
    assert "zhplot" in path


@pytest.mark.parametrize("name", PICTURES)
def test_same_picture_same_bytes_without_version_or_time(name: str) -> None:
    first, second = png(PICTURES[name]()), png(PICTURES[name]())
    assert first == second
    assert png_texts(first) == {}


def png_texts(data: bytes) -> dict[str, str]:
    """The text chunks of a PNG, such as Software and time stamps."""
    found, place = {}, 8
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        if kind in {b"tEXt", b"iTXt", b"zTXt", b"tIME"}:
            key, _, value = data[place + 8 : place + 8 + length].partition(b"\0")
            found[key.decode("latin-1")] = value.decode("latin-1")
        place += 12 + length
    return found


def test_the_reader_of_text_chunks_finds_what_matplotlib_writes() -> None:
    buffer = io.BytesIO()
    figure = PICTURES["counts"]()
    with house_style():
        figure.savefig(buffer, format="png")
    assert "Software" in png_texts(buffer.getvalue())


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_left_open_or_set(name: str) -> None:
    before = dict(mpl.rcParams)
    png(PICTURES[name]())
    assert plt.get_fignums() == []
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_is_cut_at_the_edge(name: str) -> None:
    pixels = np.asarray(Image.open(io.BytesIO(png(PICTURES[name]()))).convert("L"))
    edges = (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1])
    assert all((edge == 255).all() for edge in edges)


def test_negative_numbers_have_a_true_minus_sign() -> None:
    figure = line_picture()
    png(figure)
    labels = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    assert any(label.startswith("\N{MINUS SIGN}") for label in labels)
    assert not any("-" in label for label in labels)


def test_points_on_both_sides_of_a_break_are_not_joined() -> None:
    joined = [
        line for line in line_picture().axes[0].lines if line.get_linestyle() == "-" and len(line.get_xdata()) > 1
    ]
    spans = {(int(min(line.get_xdata())), int(max(line.get_xdata()))) for line in joined if line.get_zorder() == 2}
    assert spans == {(2000, 2003), (2004, 2005)}


def test_values_seen_only_in_copies_are_hollow() -> None:
    figure = line_picture()
    hollow = [line for line in figure.axes[0].lines if line.get_markerfacecolor() == "white" and len(line.get_xdata())]
    assert [list(line.get_xdata()) for line in hollow] == [[2000, 2005]]
    assert "转载 copy" in [text.get_text() for text in figure.legends[0].get_texts()]


def test_a_missing_value_is_a_gap_and_not_zero() -> None:
    drawn = np.concatenate([line.get_ydata() for line in lines([Line("x", VALUES)], title="", ylabel="").axes[0].lines])
    assert 0.0 not in drawn
    assert np.isnan(drawn).any()


def test_bars_stack_away_from_zero_on_their_own_side() -> None:
    figure = PICTURES["stacked_bars"]()
    spans = [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in figure.axes[0].patches]
    assert spans == [(0, 1), (0, -2), (0, 0), (0, -3), (0, 4), (0, 0)]
    assert "未见" in [text.get_text() for text in figure.axes[0].texts]


def test_series_differ_without_colour() -> None:
    assert len(set(MARKERS)) == len(MARKERS) >= len(COLOURS) - 1
    assert len(set(HATCHES)) == len(HATCHES) >= len(COLOURS) - 1
    figure = line_picture()
    markers = [
        line.get_marker() for line in figure.axes[0].lines if line.get_label() in {"普通高中 senior", "负 negative"}
    ]
    assert len(set(markers)) == 2


def test_colours_can_be_told_apart_by_the_red_green_blind() -> None:
    # Deuteranopia after Vienot, Brettel and Mollon (1999), in linear light.
    matrix = np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]])
    seen = np.array([matrix @ (np.array(mpl.colors.to_rgb(colour)) ** 2.2) for colour in COLOURS])
    gaps = [np.abs(seen[i] - seen[j]).max() for i in range(len(seen)) for j in range(i)]
    assert min(gaps) > 0.1


def test_long_labels_break_into_lines() -> None:
    assert all(len(line) <= 10 for line in wrap("义务教育" * 10, 20).split("\n"))
    assert "".join(wrap("义务教育" * 10, 20).split("\n")) == "义务教育" * 10
    assert wrap("plain words stay whole", 12).split("\n") == ["plain words", "stay whole"]


def test_a_part_keeps_its_look_where_another_is_empty() -> None:
    both = counts(pd.DataFrame({"a": [1, 2], "b": [3, 0]}, index=["x", "y"]), title="")
    one = counts(pd.DataFrame({"a": [0, 0], "b": [3, 0]}, index=["x", "y"]), title="")
    assert both.axes[0].patches[2].get_facecolor() == one.axes[0].patches[0].get_facecolor()
    assert [text.get_text() for text in one.legends[0].get_texts()] == ["b"]


def test_counts_show_zero_as_zero() -> None:
    texts = [text.get_text() for text in PICTURES["counts"]().axes[0].texts]
    assert texts == ["3", "0"]


def test_a_long_legend_makes_the_picture_taller_and_an_extra_point_takes_its_series_colour() -> None:
    few = lines([Line("a", VALUES)], title="t", ylabel="y")
    point = Line("computed", pd.Series({2003: 3.5}), place=1)
    many = lines([Line(str(place), VALUES) for place in range(7)], title="t", ylabel="y", extra=[point])
    assert many.get_figheight() > few.get_figheight()
    (cross,) = [line for line in many.axes[0].lines if line.get_marker() == "x"]
    assert cross.get_color() == COLOURS[1]
