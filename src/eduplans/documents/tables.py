"""Tables in the cleaned text: runs of lines whose cells are split by bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eduplans.model import TableBlock

__all__ = ["find_tables"]


def find_tables(text: str) -> tuple[TableBlock, ...]:
    """Find the tables of a cleaned text."""
    return ()
