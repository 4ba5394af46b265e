"""Sentences of the chapter on themes; every number in them is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.chapters.themes.data import theme_name
from eduplans.chapters.themes.tables import close_limit, together
from eduplans.display import fill, number
from eduplans.themes.likeness import TIMES as TREES
from eduplans.themes.resample import SEED, TIMES
from eduplans.themes.shares import topics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eduplans.chapters.themes.data import Data
    from eduplans.themes.resample import Estimate


def resample_note(zero: str = "", times: int = TIMES) -> str:
    """Say how intervals were made.

    Parameters
    ----------
    zero
        What a zero means, where the table has some.
    times
        Number of resamples.

    Returns
    -------
    str

    Examples
    --------
    >>> resample_note(times=400)[:65]
    'In brackets: ends of the 95 percent interval from 400 resamples o'
    """
    return (
        f"In brackets: ends of the 95 percent interval from {number(times, 0)} resamples of the document's items "
        f"(seed {SEED}). It tells how much a number hangs on few items, not how counties differ."
        + (f" 0: {zero}." if zero else "")
    )


def likeness_note() -> str:
    """Say how the intervals of likeness were made."""
    return resample_note(times=TREES)


def warning_sentence(data: Data) -> str:
    """Warn of what so few documents cannot show, with what they are."""
    kinds = data.documents["kind"].value_counts()
    listed = " and ".join(f"{number(count, 0)} of kind {kind}" for kind, count in kinds.items() if count)
    counties, provinces = (data.documents[column].nunique() for column in ("county", "province"))
    twice = (
        "No county appears twice, so that a difference between two documents may come from the year, the county, the "
        "kind of document or the habits of whoever wrote it; nothing here can tell these apart."
        if counties == len(data.documents)
        else "A difference between two documents may come from the year, the county, the kind of document or the "
        "habits of whoever wrote it."
    )
    return fill(
        "A plain warning: {n} documents are {n} documents ({kinds}), of {counties} counties in {provinces} provinces. "
        "{twice} The intervals say how much a number hangs on a few items of a document. They say nothing about "
        "China's counties.",
        n=len(data.documents),
        kinds=listed,
        counties=counties,
        provinces=provinces,
        twice=twice,
    )


def explanation_sentence(data: Data, doc: str, item: str) -> str:
    """Say what one item was judged to be and how clearly."""
    one = data.explanation(doc, item)
    clear = f"a low lead, below {close_limit()} percent" if one.theme.low else "a clear lead"
    further = ", ".join(theme_name(code) for code in one.secondary)
    return fill(
        "Item {item} of {doc} ({heading}) is about {theme}; its score leads the next by {lead} percent, {clear}. "
        "Further themes: {further}. It is {strength} ({why}), and acts mostly by {instrument}.",
        item=item,
        doc=data.names[doc],
        heading=one.facts.heading or "no heading",
        theme=theme_name(one.theme.label),
        lead=number(100 * one.theme.margin, 0),
        clear=clear,
        further=further or "none",
        strength=one.strength.label,
        why=one.strength.reason,
        instrument=one.instrument.label,
    )


def close_sentence(data: Data) -> str:
    """Say how many items have a theme that leads by little."""
    own = [one for one in data.judged.values() if not one.facts.below]
    low = sum(one.theme.low for one in own)
    return fill(
        "Of {n} items with text, {low} have a theme whose score leads the next by less than {limit} percent. Read "
        "these with care: their theme could be another.",
        n=len(own),
        low=low,
        limit=close_limit(),
    )


def agreement_sentence() -> str:
    """Say what the agreement is, for readings and for the method."""
    rows = codebook.read("theme_agreement")
    kappas = {(row["one"], row["other"], row["column"]): float(row["kappa"]) for row in rows}
    columns = ("theme", "strength", "instrument")

    def listed(*pairs: tuple[str, str]) -> str:
        return ", ".join(
            f"{column} " + "/".join(number(kappas[(*pair, column)], 2) for pair in pairs) for column in columns
        )

    return fill(
        "Cohen's kappa of the two readings: {readings}. Of the method with the first/second reading: {method}. Without "
        "the words that only one item uses: {poorer}.{unseen}",
        unseen=_unseen_sentence(rows),
        readings=listed(("first", "second")),
        method=listed(("method", "first"), ("method", "second")),
        poorer=listed(*(("method without words of one item", reading) for reading in ("first", "second"))),
    )


def _unseen_sentence(rows: Sequence[Mapping[str, str]]) -> str:
    row = next((row for row in rows if row["other"] == "reading of sentences"), None)
    if row is None:
        return ""
    return fill(
        " On {n} single sentences of provincial reports, read before the method was run on them, it names the same "
        "theme for {percent} percent (kappa {kappa}): sentences without a heading, many of which speak of several "
        "levels of education.",
        n=row["items"],
        percent=number(float(row["percent"]), 0),
        kappa=number(float(row["kappa"]), 2),
    )


def theme_sentence(data: Data) -> str:
    """Say which themes take most of each document."""
    parts = []
    for doc, name in data.names.items():
        top = sorted(data.themes[doc].items(), key=lambda pair: -pair[1].value)[:3]
        listed = ", ".join(f"{theme_name(code)} ({number(100 * share.value, 0)} percent)" for code, share in top)
        parts.append(f"{name}: {listed}")
    return fill("Most is said about, by document: {parts}.", parts="; ".join(parts))


def topic_sentence(data: Data) -> str:
    """Say for each topic in which document it is named most, and whether the intervals set that one apart."""
    parts = []
    for code, (english, chinese, _) in topics().items():
        rates = {doc: data.topics[doc][code] for doc in data.docs}
        top = max(rates, key=lambda doc: rates[doc].value)
        if rates[top].value:
            parts.append(f"{english} {chinese} in {data.names[top]} ({number(rates[top].value)}{_apart(rates, top)})")
    return fill(
        "Named most, per 1,000 words: {parts}. A star marks a rate whose interval lies above the rates of all other "
        "documents.",
        parts="; ".join(parts),
    )


def year_sentence(data: Data) -> str:
    """Say how often the plans of the first and the last year name each topic."""
    first, last = min(data.years), max(data.years)
    if first == last:
        return fill("All plans are of {year}, so nothing can be said about change.", year=first)
    parts = []
    for code, (english, chinese, _) in topics().items():
        one, other = data.years[first][code], data.years[last][code]
        sign = "" if one.low <= other.high and other.low <= one.high else ", intervals apart"
        parts.append(f"{english} {chinese} {number(one.value)} and {number(other.value)}{sign}")
    return fill(
        "Occurrences per 1,000 words in the plans of {first} and of {last}: {parts}. The plans of the two years are of "
        "different counties: a difference may be one of years, of counties or of writers.",
        first=first,
        last=last,
        parts="; ".join(parts),
    )


def _apart(rates: Mapping[str, Estimate], top: str) -> str:
    return "*" if all(rates[top].low > one.value for doc, one in rates.items() if doc != top) else ""


def binding_sentence(data: Data) -> str:
    """Say how far each document binds and how much of it is quantified."""
    parts = [
        f"{name} {_percent(data.strengths[doc], 'binding')} and {_percent(data.quantified[doc], 'True')}"
        for doc, name in data.names.items()
    ]
    return fill(
        "Binding and quantified, in percent of {unit}: {parts}. Items of a report tell what was done; its figures are "
        "results and bind nobody.",
        unit=data.unit,
        parts="; ".join(parts),
    )


def _percent(shares: Mapping[str, Estimate], label: str) -> str:
    return number(100 * shares[label].value, 0) if label in shares else "0"


def deadline_sentence(data: Data) -> str:
    """Say how many items set a date."""
    dated = data.items["deadline"].notna().groupby(data.items["doc"]).sum()
    parts = ", ".join(f"{name} {int(dated[doc])}" for doc, name in data.names.items())
    return fill(
        "Of {n} items with text, {dated} set a date by which something is to be done ({parts}).",
        n=len(data.items),
        dated=int(dated.sum()),
        parts=parts,
    )


def likeness_sentence(data: Data) -> str:
    """Say which two documents are most alike and whether that is more than chance among the items."""
    ranked = sorted(data.alike.estimates.items(), key=lambda pair: -pair[1].value)
    (one, other), best = ranked[0]
    rivals = sum(estimate.high >= best.low for _, estimate in ranked[1:])
    return fill(
        "Most alike are {one} and {other} (cosine {best}). The intervals of {rivals} of the other {n} pairs reach into "
        "that of this one. {words} words count: those of two characters and more that at least two items use.",
        one=data.names[one],
        other=data.names[other],
        best=number(best.value, 2),
        rivals=rivals,
        n=len(ranked) - 1,
        words=number(len(data.alike.words), 0),
    )


def tree_sentence(data: Data) -> str:
    """Say which merges of the tree most resamples repeat."""
    merges = list(zip(data.alike.merged(), data.alike.support, strict=True))[:-1]
    firm = [f"{together(data, below)} ({number(100 * share, 0)} percent)" for below, share in merges if share >= 0.95]
    return fill(
        "{firm} The tree was built anew for {times} resamples of items.",
        firm=f"At least 95 percent of the resamples repeat: {'; '.join(firm)}."
        if firm
        else "No merge below the last is repeated by 95 percent of the resamples, so the tree orders the documents but "
        "groups none firmly.",
        times=number(TREES, 0),
    )
