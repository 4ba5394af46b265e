"""Chapter on a county against yardsticks: what the notebook ``standards`` shows."""

from eduplans.chapters.standards.pictures import margins_picture, picture_figures, picture_sentence, points
from eduplans.chapters.standards.shown import (
    pair_table,
    same_number_sentence,
    show_counties,
    show_pairs,
    summary_sentence,
)
from eduplans.chapters.standards.tables import (
    OUTCOMES,
    county_table,
    silence_table,
    verdict_table,
    wording_table,
    yardstick_table,
)
from eduplans.chapters.standards.words import (
    SOURCE,
    YARDSTICKS,
    amount_text,
    demand,
    indicator_name,
    level_name,
    margin_text,
    national_text,
    reason_text,
    verdict_text,
    when,
    who,
)

__all__ = [
    "OUTCOMES",
    "SOURCE",
    "YARDSTICKS",
    "amount_text",
    "county_table",
    "demand",
    "indicator_name",
    "level_name",
    "margin_text",
    "margins_picture",
    "national_text",
    "pair_table",
    "picture_figures",
    "picture_sentence",
    "points",
    "reason_text",
    "same_number_sentence",
    "show_counties",
    "show_pairs",
    "silence_table",
    "summary_sentence",
    "verdict_table",
    "verdict_text",
    "when",
    "who",
    "wording_table",
    "yardstick_table",
]
