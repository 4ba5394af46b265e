"""Chapter on plans as policy: what the notebook ``themes`` shows.

`gather` estimates everything once; the other functions lay it out.
"""

from eduplans.chapters.themes.data import SOURCE, Data, gather
from eduplans.chapters.themes.pictures import cosine_map, dendrogram, strength_bars, theme_map, topic_dots
from eduplans.chapters.themes.tables import (
    agreement_table,
    close_table,
    cosine_table,
    deadline_table,
    distinctive_table,
    document_table,
    evidence_table,
    instrument_table,
    strength_table,
    theme_table,
    topic_table,
    topic_words_table,
    tree_table,
    year_table,
)
from eduplans.chapters.themes.words import (
    agreement_sentence,
    binding_sentence,
    close_sentence,
    deadline_sentence,
    explanation_sentence,
    likeness_sentence,
    resample_note,
    theme_sentence,
    topic_sentence,
    tree_sentence,
    warning_sentence,
    year_sentence,
)

__all__ = [
    "SOURCE",
    "Data",
    "agreement_sentence",
    "agreement_table",
    "binding_sentence",
    "close_sentence",
    "close_table",
    "cosine_map",
    "cosine_table",
    "deadline_sentence",
    "deadline_table",
    "dendrogram",
    "distinctive_table",
    "document_table",
    "evidence_table",
    "explanation_sentence",
    "gather",
    "instrument_table",
    "likeness_sentence",
    "resample_note",
    "strength_bars",
    "strength_table",
    "theme_map",
    "theme_sentence",
    "theme_table",
    "topic_dots",
    "topic_sentence",
    "topic_table",
    "topic_words_table",
    "tree_sentence",
    "tree_table",
    "warning_sentence",
    "year_sentence",
    "year_table",
]
