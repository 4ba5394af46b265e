"""Chapter on one document: what the notebook ``county-profile`` shows."""

from eduplans.chapters.county.document import Profile, identity_table, outline_table, profile, reading_table
from eduplans.chapters.county.figures import (
    STATUSES,
    care_sentence,
    count_alt,
    count_sentence,
    families,
    family_counts,
    family_name,
    figure_table,
    flag_table,
    show_figures,
    show_flags,
    unreported,
)
from eduplans.chapters.county.pictures import figures_by_family, rates
from eduplans.chapters.county.rates import rate_points, rate_sentence, show_rates
from eduplans.chapters.county.values import value_text

__all__ = [
    "STATUSES",
    "Profile",
    "care_sentence",
    "count_alt",
    "count_sentence",
    "families",
    "family_counts",
    "family_name",
    "figure_table",
    "figures_by_family",
    "flag_table",
    "identity_table",
    "outline_table",
    "profile",
    "rate_points",
    "rate_sentence",
    "rates",
    "reading_table",
    "show_figures",
    "show_flags",
    "show_rates",
    "unreported",
    "value_text",
]
