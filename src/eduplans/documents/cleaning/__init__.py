"""Cleaning: pollution goes, content stays, and every step is counted.

Each step is a function from text to text and count. They are reported in the order of `STEPS`, which is the order
in which a reader thinks of them; glosses and script come first in fact, so that the lines of menus and footers can be
recognised in a copy that was converted and glossed.
"""

from __future__ import annotations

from eduplans.documents.cleaning.pipeline import STEPS, Cleaned, clean

__all__ = ["STEPS", "Cleaned", "clean"]
