"""Growth, decomposition, elasticity and implied growth: small functions from frames to frozen results."""

from eduplans.trends.checks import (
    Diagnosis,
    diagnose,
    with_comparable_growth,
    with_last_years_pupils,
    without_year,
)
from eduplans.trends.county import GrowthPair, PupilsBehind, growth_pairs, named_rates, pupils_behind
from eduplans.trends.elasticity import Elasticity, elasticity
from eduplans.trends.growth import Decomposition, by_period, decompose, scope_breaks
from eduplans.trends.per_student import PerStudent, per_student
from eduplans.trends.prices import deflate, price_index
from eduplans.trends.printed import Interval, half_unit, implied_growth, printed_amount
from eduplans.trends.pupils import Pupils, pupils
from eduplans.trends.series import Series, national_series, other_value_gap, with_other_value
from eduplans.trends.wholes import whole_and_parts

__all__ = [
    "Decomposition",
    "Diagnosis",
    "Elasticity",
    "GrowthPair",
    "Interval",
    "PerStudent",
    "Pupils",
    "PupilsBehind",
    "Series",
    "by_period",
    "decompose",
    "deflate",
    "diagnose",
    "elasticity",
    "growth_pairs",
    "half_unit",
    "implied_growth",
    "named_rates",
    "national_series",
    "other_value_gap",
    "per_student",
    "price_index",
    "printed_amount",
    "pupils",
    "pupils_behind",
    "scope_breaks",
    "whole_and_parts",
    "with_comparable_growth",
    "with_last_years_pupils",
    "with_other_value",
    "without_year",
]
