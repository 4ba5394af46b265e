"""Pictures can be read in grey and by the colour-blind: colours differ in lightness, series in marker or hatch."""

from __future__ import annotations

from itertools import combinations, pairwise

import pandas as pd
import pytest

from eduplans.plots import Line, dots, lines, stacked_bars
from eduplans.plots.style import COLOURS, HATCHES, MARKERS, linear, luminance

#: What the colour-blind see of linear red, green and blue (Vienot, Brettel and Mollon 1999).
SEEN = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}
YEARS = pd.RangeIndex(2000, 2003)


def test_every_colour_has_a_marker_and_a_hatch_of_its_own() -> None:
    assert len(set(MARKERS[: len(COLOURS)])) == len(set(HATCHES[: len(COLOURS)])) == len(COLOURS)


def test_colours_alike_in_grey_differ_by_marker_and_hatch() -> None:
    """Some of Okabe and Ito's colours are alike in grey: markers and hatches have to tell them apart."""
    places = {colour: place for place, colour in enumerate(COLOURS)}
    alike = [pair for pair in combinations(COLOURS, 2) if abs(luminance(pair[0]) - luminance(pair[1])) < 0.1]
    assert alike, "no pair is alike: this test can be made stricter"
    for one, other in alike:
        assert MARKERS[places[one]] != MARKERS[places[other]]
        assert HATCHES[places[one]] != HATCHES[places[other]]


def test_no_colour_is_too_light_for_a_line_on_white() -> None:
    assert max(map(luminance, COLOURS)) < 0.5
    assert luminance("#F0E442") > 0.5, "Okabe and Ito's yellow, which is left out"


@pytest.mark.parametrize("kind", SEEN)
def test_neighbours_differ_for_the_colour_blind(kind: str) -> None:
    seen = [
        [sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in SEEN[kind]]
        for colour in COLOURS
    ]
    for one, other in pairwise(seen):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.1


def test_series_of_lines_differ_by_marker() -> None:
    figure = lines([Line(name, pd.Series([1.0, 2.0, 3.0], index=YEARS)) for name in "abcde"], title="x", ylabel="y")
    legend = figure.axes[0].get_legend_handles_labels()[0]
    assert len({handle.get_marker() for handle in legend}) == 5


def test_groups_of_dots_differ_by_marker() -> None:
    figure = dots([("row", float(n), name) for n, name in enumerate("abc")], title="x", xlabel="y")
    assert len({handle.get_marker() for handle in figure.axes[0].get_legend_handles_labels()[0]}) == 3


def test_parts_of_bars_differ_by_hatch() -> None:
    parts = pd.DataFrame({name: [1.0, 2.0, 3.0] for name in "abc"}, index=YEARS)
    figure = stacked_bars(parts, total=None, title="x", ylabel="y")
    assert len({container[0].get_hatch() for container in figure.axes[0].containers}) == 3
