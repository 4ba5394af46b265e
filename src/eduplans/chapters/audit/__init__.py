"""The chapter on the audit: which numbers of a document agree, which do not, and what cannot be told."""

from __future__ import annotations

from eduplans.chapters.audit.data import SOURCE, Audited, gather, ids
from eduplans.chapters.audit.pictures import closeness, equality_ids
from eduplans.chapters.audit.tables import agreeing, alarm_ids, alarms, by_document, by_family, undecided
from eduplans.chapters.audit.words import alarm_sentences, closeness_alt, reach_sentence, summary_sentence

__all__ = [
    "SOURCE", "Audited", "agreeing", "alarm_ids", "alarm_sentences", "alarms", "by_document", "by_family", "closeness",
    "closeness_alt", "equality_ids", "gather", "ids", "reach_sentence", "summary_sentence", "undecided",
]  # fmt: skip
