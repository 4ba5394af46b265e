"""Growth, decomposition, elasticity and implied growth: small functions from frames to frozen results."""

from eduplans.trends.checks import (
    Diagnosis,
    diagnose,
    with_comparable_growth,
    with_last_years_pupils,
    without_year,
)
from eduplans.trends.county import GrowthPair, PupilsBehind, growth_pairs, named_rates, pupils_behind
from eduplans.trends.coverage import Coverage, coverage
from eduplans.trends.elasticity import Elasticity, detectable, elasticity
from eduplans.trends.fixed_b import FixedB, critical_value, fixed_b, long_bandwidth
from eduplans.trends.growth import Decomposition, by_period, decompose, scope_breaks
from eduplans.trends.per_student import PerStudent, per_student
from eduplans.trends.power import Power, power
from eduplans.trends.prices import deflate, price_index
from eduplans.trends.printed import Interval, half_unit, implied_growth, printed_amount
from eduplans.trends.pupils import Pupils, pupils
from eduplans.trends.series import Series, national_series, other_value_gap, with_other_value
from eduplans.trends.unit_roots import Test, adf, engle_granger, kpss, longest_run
from eduplans.trends.wholes import whole_and_parts

__all__ = [
    "Coverage",
    "Decomposition",
    "Diagnosis",
    "Elasticity",
    "FixedB",
    "GrowthPair",
    "Interval",
    "PerStudent",
    "Power",
    "Pupils",
    "PupilsBehind",
    "Series",
    "Test",
    "adf",
    "by_period",
    "coverage",
    "critical_value",
    "decompose",
    "deflate",
    "detectable",
    "diagnose",
    "elasticity",
    "engle_granger",
    "fixed_b",
    "growth_pairs",
    "half_unit",
    "implied_growth",
    "kpss",
    "long_bandwidth",
    "longest_run",
    "named_rates",
    "national_series",
    "other_value_gap",
    "per_student",
    "power",
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
