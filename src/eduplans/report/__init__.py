"""The report: pages for reading, made of executed notebooks and tables, with nothing from another host."""

from __future__ import annotations

from eduplans.report.build import build_report

__all__ = ["build_report"]
