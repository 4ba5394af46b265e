"""A county against yardsticks: national targets and norms, and a plan's targets against a later report's results."""

from eduplans.standards.bounds import Bounds, Judgement, judge, printed_bounds, row_bounds
from eduplans.standards.compare import compare, national_figure
from eduplans.standards.plans import TargetResult, pairs_of_documents, targets_against_results
from eduplans.standards.result import Comparison, National
from eduplans.standards.yardsticks import Standard, read_standards, standards

__all__ = [
    "Bounds",
    "Comparison",
    "Judgement",
    "National",
    "Standard",
    "TargetResult",
    "compare",
    "judge",
    "national_figure",
    "pairs_of_documents",
    "printed_bounds",
    "read_standards",
    "row_bounds",
    "standards",
    "targets_against_results",
]
