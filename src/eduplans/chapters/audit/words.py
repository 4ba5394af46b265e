"""Sentences of the chapter on the audit, with computed numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.audit.finding import CONSISTENT, INCONSISTENT, SHOWN_IF_THEY_AGREE, VERDICTS
from eduplans.chapters.audit.pictures import equalities
from eduplans.display import escape

if TYPE_CHECKING:
    from eduplans.chapters.audit.data import Audited

__all__ = ["alarm_sentences", "closeness_alt", "reach_sentence", "summary_sentence"]


def summary_sentence(data: Audited) -> str:
    """Say how many relations have which verdict, in all documents and in the one told in full."""
    counts = {verdict: int((data.relations["verdict"] == verdict).sum()) for verdict in VERDICTS}
    own = {verdict: len(data.with_verdict(verdict)) for verdict in VERDICTS}
    return (
        f"In {data.figures['doc'].nunique()} documents the audit found **{len(data.relations)} relations**: "
        f"{counts['consistent']} consistent, {counts['inconsistent']} inconsistent, {counts['cannot tell']} that "
        f"cannot be told. {escape(data.document)} has {len(data.own)} of them: {own['consistent']}, "
        f"{own['inconsistent']} and {own['cannot tell']}. {_weak_sentence(data)}"
    ).rstrip()


def _weak_sentence(data: Audited) -> str:
    """Say how many of those that agree were not much of a test."""
    agree = data.relations[data.relations["verdict"] == CONSISTENT]["relation"]
    only = int(agree.isin(SHOWN_IF_THEY_AGREE).sum())
    again = int((agree == "same_measure").sum())
    if not only + again:
        return ""
    return (
        f"Of the {len(agree)} consistent ones {only} belong to families that are reported only where they agree (the "
        f"members of a list, anniversaries), and {again} are one number printed twice; {len(agree) - only - again} "
        "compare different numbers."
    )


def reach_sentence(data: Audited) -> str:
    """Say how many figures stand in no relation at all."""
    checked = len({one for ids in data.relations["figure_ids"].dropna() for one in ids.split()})
    share = 100 * checked / len(data.figures) if len(data.figures) else 0.0
    return (
        f"Of {len(data.figures)} figures, {checked} ({share:.0f} %) stand in a relation. The others cannot be checked "
        "against anything in their own document, or the rules do not see how."
    )


def alarm_sentences(data: Audited) -> str:
    """Tell what cannot be right, a paragraph each, in all documents."""
    rows = data.relations[data.relations["verdict"] == INCONSISTENT].to_dict("records")
    if not rows:
        return "No relation was found that no reasonable reading makes agree."
    return "\n\n".join(f"- **{escape(row['doc'])}**: {escape(row['sentence'])}" for row in rows)


def closeness_alt(data: Audited) -> str:
    """Say what the picture shows, for who cannot see it."""
    points = equalities(data)
    agree = points[points["verdict"] == "consistent"]
    apart = points[points["verdict"] != "consistent"]
    far = "; ".join(f"{row['label']}: {row['value']:.1f} percent" for row in apart.to_dict("records"))
    agreed = f"{len(agree)} agree within rounding."
    return (
        f"One row for each of {len(points)} printed numbers that others give too, with the computed number in percent "
        f"of it and the interval of rounding. {agreed} {'Apart: ' + far + '.' if far else ''}"
    ).rstrip()
