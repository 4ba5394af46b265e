"""Chapter on funding and enrolment: what the notebook ``funding-and-enrolment`` shows."""

from eduplans.chapters.funding.breaks import both_values, breaks_table, scope_table
from eduplans.chapters.funding.data import CONCEPTS, SOURCE, Funding, concept_name, gather, level_name, year_ranges
from eduplans.chapters.funding.estimates import (
    Choice,
    choice_table,
    choices,
    estimate,
    estimate_sentence,
    interval,
    verdict,
)
from eduplans.chapters.funding.pictures import (
    HOLLOW,
    growth_against_growth,
    growth_by_period,
    growth_by_year,
    per_student_lines,
    pupils_by_level,
    spending_over_time,
)
from eduplans.chapters.funding.students import (
    pair_sentence,
    pair_table,
    per_student_growth,
    per_student_sentence,
    per_student_table,
)
from eduplans.chapters.funding.tables import growth_table, known, money_table, period_table, pupil_table
from eduplans.chapters.funding.words import Facts, facts, period_sentence, rounding_sentence, what_is_missing

__all__ = [
    "CONCEPTS",
    "HOLLOW",
    "SOURCE",
    "Choice",
    "Facts",
    "Funding",
    "both_values",
    "breaks_table",
    "choice_table",
    "choices",
    "concept_name",
    "estimate",
    "estimate_sentence",
    "facts",
    "gather",
    "growth_against_growth",
    "growth_by_period",
    "growth_by_year",
    "growth_table",
    "interval",
    "known",
    "level_name",
    "money_table",
    "pair_sentence",
    "pair_table",
    "per_student_growth",
    "per_student_lines",
    "per_student_sentence",
    "per_student_table",
    "period_sentence",
    "period_table",
    "pupil_table",
    "pupils_by_level",
    "rounding_sentence",
    "scope_table",
    "spending_over_time",
    "verdict",
    "what_is_missing",
    "year_ranges",
]
