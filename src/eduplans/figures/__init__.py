"""Figures: numbers that state an amount, and what they are about.

>>> figures = find_figures_in_text("全县新增学位1200个。", year=2024, kind="report")
>>> [(f.as_printed, f.value, f.unit, f.change, f.measure) for f in figures]
[('1200个', 1200.0, 'place', 'difference', '新增学位')]
"""

from eduplans.figures.find import find_figures, find_figures_in_text, iter_figures

__all__ = ["find_figures", "find_figures_in_text", "iter_figures"]
