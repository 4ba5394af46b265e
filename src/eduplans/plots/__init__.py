"""Pictures: house style, a Chinese font that needs no system font, and the few kinds of picture used.

Every function returns a figure that pyplot never sees, so nothing stays open; `png` turns it into bytes, the same
on every run. Nothing here computes; colours are those of Okabe and Ito (2008), told apart by the colour-blind, and
every series also differs by marker or hatch so that it can be read in grey.
"""

from eduplans.plots.bars import counts, stacked_bars
from eduplans.plots.dots import dots
from eduplans.plots.lines import Line, lines
from eduplans.plots.scatter import scatter
from eduplans.plots.style import font_family, house_style, png

__all__ = ["Line", "counts", "dots", "font_family", "house_style", "lines", "png", "scatter", "stacked_bars"]
