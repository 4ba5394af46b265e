"""The data of a picture are what it draws, whatever it draws them with."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from eduplans.plots import Line, counts, dots, lines, scatter, stacked_bars
from eduplans.plots.data import picture_data
from eduplans.plots.style import COLOURS, canvas

YEARS = pd.RangeIndex(2000, 2004)


def rows(figure: object) -> list[list[object]]:
    frame = picture_data(figure)  # type: ignore[arg-type]
    return list(frame.astype(object).to_numpy().tolist())


def test_lines_give_every_point_once_by_series_and_year_across_breaks_and_hollow_points() -> None:
    first = Line(
        "总计 total", pd.Series([1.0, 2.0, 3.0, 5.5], index=YEARS), pd.Series([True, False, False, True], YEARS)
    )
    second = Line("other", pd.Series([1.0, None, 3.5, 5.0], index=YEARS))
    figure = lines([first, second], title="S", ylabel="亿元", breaks={2002: "scope"}, hollow_label="copy")
    assert rows(figure) == [
        ["总计 total", 2000, 1.0], ["总计 total", 2001, 2.0], ["总计 total", 2002, 3.0], ["总计 total", 2003, 5.5],
        ["other", 2000, 1.0], ["other", 2002, 3.5], ["other", 2003, 5.0],
    ]  # fmt: skip


def test_bars_are_named_by_their_ticks_and_sums_by_the_legend() -> None:
    parts = pd.DataFrame({"pupils": [1.0, -2.0], "per pupil": [3.0, 4.0]}, index=[2001, 2002])
    figure = stacked_bars(parts, total=parts.sum(axis=1), title="Growth", ylabel="points", total_label="sum")
    assert rows(figure) == [
        ["pupils", "2001", 1], ["pupils", "2002", -2], ["per pupil", "2001", 3], ["per pupil", "2002", 4],
        ["sum", "2001", 4], ["sum", "2002", 2],
    ]  # fmt: skip
    parts.loc[2002, "pupils"] = None
    figure = stacked_bars(parts, total=None, title="Growth", ylabel="points")
    assert rows(figure) == [["pupils", "2001", 1], ["per pupil", "2001", 3], ["per pupil", "2002", 4]], (
        "not found is no 0"
    )
    assert rows(counts({"items": 3, "节 sections": 1}, title="Outline")) == [["items", 3], ["节 sections", 1]]


def test_dots_and_named_points() -> None:
    figure = dots([("巩固率 retention", 99.5, "actual"), ("入学率 enrolment", 90.0, "target")], title="R", xlabel="%")
    assert rows(figure) == [["actual", "巩固率 retention", 99.5], ["target", "入学率 enrolment", 90.0]]
    points = pd.DataFrame({"pupils": [0.0, 1.0], "spending": [1.0, 3.0]}, index=["云泽县", "清禾县"])
    drawn = scatter(points, slope=2.0, constant=1.0, title="G", xlabel="N", ylabel="S", line_label="line")
    assert rows(drawn) == [["云泽县", 0, 1], ["清禾县", 1, 3], ["line", 0, 1], ["line", 1, 3]]


def test_intervals_shades_and_a_legend_of_its_own() -> None:
    figure, axes = canvas("Intervals", "", height=2)
    axes.errorbar([2.0, 4.0], [0, 1], xerr=[[0.5, 1.0], [1.5, 2.0]], ls="", marker="o", label="one")
    axes.set_yticks([0, 1], ["a", "b"])
    axes.axvline(3)
    assert picture_data(figure).to_dict("list") == {
        "series": ["one", "one"], "at": ["a", "b"], "value": [2, 4], "from": [1.5, 3.0], "to": [3.5, 6.0],
    }  # fmt: skip
    figure, axes = canvas("Shades", "", height=2)
    axes.imshow([[1.0, 2.0], [3.0, 4.0]])
    axes.set_xticks([0, 1], ["x", "y"])
    axes.set_yticks([0, 1], ["a", "b"])
    assert rows(figure) == [["a", "x", 1.0], ["a", "y", 2.0], ["b", "x", 3.0], ["b", "y", 4.0]]
    figure, axes = canvas("Grey bars", "", height=2)
    axes.barh([0, 1], [5.0, 6.0], hatch="///", color=["grey", "white"])
    axes.bar([0], [0], hatch="///", color=COLOURS[0], label="binding")
    axes.set_yticks([0, 1], ["a", "b"])
    assert rows(figure) == [["binding", "a", 5], ["binding", "b", 6]]


@pytest.mark.parametrize("make", [lambda: counts({"a": 1}, title="T"), lambda: canvas("T", "", height=2)[0]])
def test_data_can_be_written_as_json(make: object) -> None:
    frame = picture_data(make())  # type: ignore[operator]
    assert json.loads(json.dumps(frame.astype(object).to_numpy().tolist())) == frame.to_numpy().tolist()
