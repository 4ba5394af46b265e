"""Pictures of the chapter on themes, ready for `eduplans.display.show`; each can be read in grey."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import dendrogram as layout

from eduplans.chapters.themes.data import theme_name
from eduplans.chapters.themes.tables import matrix, theme_order
from eduplans.display import number
from eduplans.plots.style import COLOURS, HATCHES, MARKERS, canvas, house_style, legend_below, wrap
from eduplans.themes.lexicon import STRENGTHS
from eduplans.themes.shares import topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from eduplans.chapters.themes.data import Data

#: From this part of the scale on, numbers are white.
_DARK = 0.6
#: Intervals are printed in cells while there are so few documents; a table has them all.
_WITH_INTERVALS = 7
#: Fills of what is no plan.
_GREYS = ("#8c8c8c", "#b4b4b4", "#dcdcdc")


def theme_map(data: Data) -> Figure:
    """Draw the share of each theme in each document as a table of shades with numbers."""
    codes = theme_order(data)
    rows = [_two_lines(theme_name(code)) for code in codes]
    title = f"Themes, percent of {data.unit}"
    return _shades(rows, list(data.names.values()), matrix(data, codes), title, decimals=0, blank_zero=True)


def cosine_map(data: Data) -> Figure:
    """Draw how much documents resemble each other, with intervals; shades run from 0 to 1, whatever the documents."""
    places = [data.alike.docs.index(doc) for doc in data.docs]
    values = data.alike.cosines[np.ix_(places, places)].copy()
    np.fill_diagonal(values, np.nan)
    names = list(data.names.values())
    figure = _shades(names, names, values.tolist(), "Likeness of words (cosine)", decimals=2, high=1.0)
    if len(names) <= _WITH_INTERVALS:
        for (one, other), found in data.alike.estimates.items():
            for row, column in permutations((data.docs.index(one), data.docs.index(other))):
                figure.axes[0].text(
                    column, row + 0.28, f"{number(found.low, 2)}–{number(found.high, 2)}", ha="center", va="center",
                    fontsize=7.5, color=_ink(found.value, 1.0),
                )  # fmt: skip
    return figure


def _shades(
    rows: Sequence[str], columns: Sequence[str], values: list[list[float]], title: str, *, decimals: int,
    blank_zero: bool = False, high: float | None = None,
) -> Figure:  # fmt: skip
    cells = np.array(values, dtype=float)
    high = float(np.nanmax(cells)) if high is None else high
    with house_style():
        figure, axes = canvas(title, "", height=1.5 + (0.36 if blank_zero else 0.5) * len(rows))
        axes.imshow(cells, cmap="Greys", vmin=0.0, vmax=high, aspect="auto")
        for (row, column), value in np.ndenumerate(cells):
            if np.isnan(value) or (blank_zero and value == 0):
                continue
            axes.text(
                column, row, number(value, decimals), ha="center", va="center", fontsize=9.5, color=_ink(value, high)
            )
        axes.set_xticks(range(len(columns)), [wrap(name, 10) for name in columns], fontsize=9.5)
        axes.set_yticks(range(len(rows)), list(rows), fontsize=9)
        axes.tick_params(length=0)
        axes.xaxis.tick_top()
        axes.grid(visible=False)
        for side in axes.spines.values():
            side.set_visible(False)
    return figure


def _ink(value: float, high: float) -> str:
    """Choose black on light shades and white on dark ones."""
    return "white" if high > 0 and value / high > _DARK else "black"


def _two_lines(name: str) -> str:
    """Put the Chinese name under the English one."""
    return "\n".join(name.rsplit(" ", 1))


def topic_dots(data: Data) -> Figure:
    """Draw how often each document names each topic, with intervals."""
    named = topics()
    labels = [_two_lines(f"{english} {chinese}") for english, chinese, _ in named.values()]
    with house_style():
        figure, axes = canvas("Topics, occurrences per 1,000 words", "", height=1.6 + 0.62 * len(named))
        for place, doc in enumerate(data.docs):
            offset = 0.15 * (place - (len(data.docs) - 1) / 2)
            found = [data.topics[doc][code] for code in named]
            values = np.array([one.value for one in found])
            ends = np.array([[one.value - one.low, one.high - one.value] for one in found]).clip(min=0).T
            axes.errorbar(
                values, np.arange(len(named)) + offset, xerr=ends, fmt=MARKERS[place % len(MARKERS)], ms=5,
                color=COLOURS[place % len(COLOURS)], lw=1, label=data.names[doc],
            )  # fmt: skip
        axes.set_yticks(range(len(named)), labels, fontsize=10)
        axes.set_ylim(len(named) - 0.5, -0.5)
        axes.set_xlim(left=-0.5)
        axes.set_xlabel("occurrences per 1,000 words")
        legend_below(figure, axes)
    return figure


def strength_bars(data: Data) -> Figure:
    """Draw how far documents bind as stacked bars; what is no plan is grey, for strength is meant for plans."""
    with house_style():
        figure, axes = canvas(f"Strength, percent of {data.unit}", "", height=1.5 + 0.42 * len(data.docs))
        left = np.zeros(len(data.docs))
        for place, label in enumerate(STRENGTHS):
            values = np.array(
                [100 * data.strengths[doc][label].value if label in data.strengths[doc] else 0.0 for doc in data.docs]
            )
            axes.barh(
                range(len(data.docs)), values, 0.62, left=left, hatch=HATCHES[place], edgecolor="white", linewidth=0.5,
                color=[COLOURS[place] if doc in data.plans else _GREYS[place] for doc in data.docs],
            )  # fmt: skip
            axes.bar([0], [0], lw=0, color=COLOURS[place], hatch=HATCHES[place], edgecolor="white", label=label)
            left += values
        axes.set_yticks(range(len(data.docs)), [wrap(name, 20) for name in data.names.values()], fontsize=10)
        axes.set_ylim(len(data.docs) - 0.5, -0.5)
        axes.set_xlim(0, 100)
        if set(data.docs) - set(data.plans):
            axes.bar([0], [0], color=_GREYS[0], label="grey: no plan, not to be compared")
        axes.set_xlabel("percent")
        axes.grid(visible=False, axis="y")
        legend_below(figure, axes)
    return figure


def dendrogram(data: Data) -> Figure:
    """Draw the tree of documents, joined where their words are alike."""
    tree = layout(data.alike.tree, no_plot=True, labels=[data.names[doc] for doc in data.alike.docs])
    with house_style():
        figure, axes = canvas("Which documents are alike", "", height=1.5 + 0.42 * len(data.docs))
        for across, along in zip(tree["icoord"], tree["dcoord"], strict=True):
            axes.plot(1 - np.array(along), across, color="black", lw=1.4)
        axes.set_yticks([10 * place + 5 for place in range(len(tree["ivl"]))], tree["ivl"], fontsize=10)
        axes.set_ylim(10 * len(tree["ivl"]), 0)
        axes.set_xlim(1.0, 1 - 1.08 * float(data.alike.tree[:, 2].max()))
        axes.set_xlabel("mean cosine at which documents are joined")
        axes.grid(visible=False, axis="y")
    return figure
