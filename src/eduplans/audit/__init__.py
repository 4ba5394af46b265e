"""The arithmetic of prose: relations between the figures of one document, and whether they hold.

`audit` takes the tables and gives findings; `audit_table` makes ``data/processed/audit.csv`` of them. The names are
imported on first use, so that reading documents, which needs only the cues, stays fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eduplans.audit.finding import RELATIONS, VERDICTS, Finding
    from eduplans.audit.intervals import Interval
    from eduplans.audit.run import audit, audit_table

__all__ = ["RELATIONS", "VERDICTS", "Finding", "Interval", "audit", "audit_table"]

_FROM = {"RELATIONS": "finding", "VERDICTS": "finding", "Finding": "finding", "Interval": "intervals", "audit": "run",
         "audit_table": "run"}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FROM[name]}"), name)
