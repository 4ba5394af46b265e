"""Growth, decomposition, elasticity and implied growth: small functions from frames to frozen results."""

from eduplans.trends.county import GrowthPair, growth_pairs
from eduplans.trends.elasticity import Elasticity, elasticity
from eduplans.trends.growth import Decomposition, by_period, decompose, scope_breaks
from eduplans.trends.per_student import PerStudent, per_student
from eduplans.trends.prices import deflate, price_index
from eduplans.trends.printed import Interval, half_unit, implied_growth, printed_amount
from eduplans.trends.pupils import Pupils, pupils
from eduplans.trends.series import Series, national_series, with_other_value

__all__ = [
    "Decomposition",
    "Elasticity",
    "GrowthPair",
    "Interval",
    "PerStudent",
    "Pupils",
    "Series",
    "by_period",
    "decompose",
    "deflate",
    "elasticity",
    "growth_pairs",
    "half_unit",
    "implied_growth",
    "national_series",
    "per_student",
    "price_index",
    "printed_amount",
    "pupils",
    "scope_breaks",
    "with_other_value",
]
