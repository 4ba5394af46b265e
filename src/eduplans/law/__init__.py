"""Rules of law on the funds of education, clause by clause: holds, fails, or cannot be decided.

The functions take growth on the year before with what rounding leaves open, and give a verdict that names its
figures. What is not known is None and never decides anything; a level without the level of the year before is not
growth. The clauses with their wording and source are data: the codebook's ``law_clauses``.
"""

from eduplans.law.clauses import gdp_share, three_increases, together, two_non_decreases
from eduplans.law.county import CountyClause, county_clauses
from eduplans.law.growth import growth_of_amounts, growth_of_values, printed_growth
from eduplans.law.model import UNDECIDED, ClauseResult, Evidence, Growth, Verdict, clause
from eduplans.law.national import NationalClause, national_clauses

__all__ = [
    "UNDECIDED",
    "ClauseResult",
    "CountyClause",
    "Evidence",
    "Growth",
    "NationalClause",
    "Verdict",
    "clause",
    "county_clauses",
    "gdp_share",
    "growth_of_amounts",
    "growth_of_values",
    "national_clauses",
    "printed_growth",
    "three_increases",
    "together",
    "two_non_decreases",
]
