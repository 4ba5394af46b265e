"""Check of methods: what the notebook ``methods-check`` shows."""

from eduplans.chapters.methods.compare import (
    Compared,
    check_table,
    compare_all,
    reference_table,
    summary_sentence,
    value_table,
)
from eduplans.chapters.methods.coverage import (
    MORE,
    SHORT,
    SLOPE,
    Coverage,
    all_coverage,
    coverage_sentence,
    coverage_table,
    draws_sentence,
    national_coverage,
    panel_coverage,
    passing,
)
from eduplans.chapters.methods.pictures import coverage_picture
from eduplans.chapters.methods.results import CHECKS

__all__ = [
    "CHECKS",
    "MORE",
    "SHORT",
    "SLOPE",
    "Compared",
    "Coverage",
    "all_coverage",
    "check_table",
    "compare_all",
    "coverage_picture",
    "coverage_sentence",
    "coverage_table",
    "draws_sentence",
    "national_coverage",
    "panel_coverage",
    "passing",
    "reference_table",
    "summary_sentence",
    "value_table",
]
