"""Figures: numbers that state an amount, and what they are about.

>>> figures = find_figures_in_text("全县新增学位1200个。", year=2024, kind="report")
>>> [(f.as_printed, f.value, f.unit, f.change, f.measure) for f in figures]
[('1200个', 1200.0, 'place', 'difference', '新增学位')]
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from eduplans.figures.find import find_figures, find_figures_in_text, iter_figures

__all__ = ["find_figures", "find_figures_in_text", "iter_figures"]

if TYPE_CHECKING:
    from pathlib import Path

    from eduplans.api import Figures
    from eduplans.model import Document


class _Room(ModuleType):
    """The room itself, callable: once it is imported it hides the function `eduplans.figures` of the same name."""

    def __call__(self, source: Document | Path | str) -> Figures:
        from eduplans.api import figures

        return figures(source)


sys.modules[__name__].__class__ = _Room
