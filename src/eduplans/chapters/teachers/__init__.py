"""Chapter on teachers: what the notebook ``teachers`` shows."""

from eduplans.chapters.teachers import nation
from eduplans.chapters.teachers.nation import (
    change_sentence,
    copies_note,
    copies_sentence,
    gaps_sentence,
    longest,
    printed_ratio_sentence,
    printed_ratio_table,
    ratio_breaks_table,
    ratio_table,
)
from eduplans.chapters.teachers.pictures import channel_bars, ratio_lines
from eduplans.chapters.teachers.rules import (
    PAY,
    TRAINING,
    about_teachers,
    printed_figures,
    printed_table,
    rotation_figures,
    rotation_sentence,
    rotation_table,
    rule_figures,
    rules_table,
)
from eduplans.chapters.teachers.staffing import staffing_figures, staffing_sentence, staffing_table
from eduplans.chapters.teachers.supply import (
    SOURCE,
    flow_figures,
    flow_table,
    plain,
    silent_sentence,
    status_name,
    supply_figures,
    supply_sentence,
    supply_table,
    whole_words,
)

#: Where national numbers come from.
NATIONAL = nation.SOURCE
#: How to read the table of ratios.
RATIO_NOTE = nation.RATIO_NOTE

__all__ = [
    "NATIONAL",
    "PAY",
    "RATIO_NOTE",
    "SOURCE",
    "TRAINING",
    "about_teachers",
    "change_sentence",
    "channel_bars",
    "copies_note",
    "copies_sentence",
    "flow_figures",
    "flow_table",
    "gaps_sentence",
    "longest",
    "plain",
    "printed_figures",
    "printed_ratio_sentence",
    "printed_ratio_table",
    "printed_table",
    "ratio_breaks_table",
    "ratio_lines",
    "ratio_table",
    "rotation_figures",
    "rotation_sentence",
    "rotation_table",
    "rule_figures",
    "rules_table",
    "silent_sentence",
    "staffing_figures",
    "staffing_sentence",
    "staffing_table",
    "status_name",
    "supply_figures",
    "supply_sentence",
    "supply_table",
    "whole_words",
]
