"""Sentences of the chapter on themes; every number in them is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.chapters.themes.data import theme_name
from eduplans.chapters.themes.tables import UNSEEN, close_limit, together, year_head
from eduplans.display import NONE, fill, number
from eduplans.scores import Share
from eduplans.themes.judge import strength_by_words
from eduplans.themes.likeness import TIMES as TREES
from eduplans.themes.resample import SEED, TIMES
from eduplans.themes.shares import topics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eduplans.chapters.themes.data import Data
    from eduplans.themes.classify import Explanation
    from eduplans.themes.resample import Estimate


def resample_note(zero: str = "", times: int = TIMES) -> str:
    """Say how intervals were made.

    Parameters
    ----------
    zero
        What it means that there is nothing, where the table has such cells.
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
        + (f" {NONE}: {zero}." if zero else "")
    )


def year_note() -> str:
    """Say what the intervals of years cannot say."""
    return f"{resample_note('not named')} The interval of a year tells nothing about other plans of that year."


def strength_note() -> str:
    """Say which rows of the table of strength depend on each other, and what strength is meant for."""
    return (
        f"{resample_note('no such item')} Binding and quantified are not independent: targets and deadlines add to the "
        "score of binding. By words alone: judged anew without them. Strength is meant for plans and should not be "
        "compared with a report."
    )


def instrument_note() -> str:
    """Say how the instruments relate to Hood's."""
    return (
        f"{resample_note('no such item')} After Hood (1983): nodality is persuasion, authority is regulation, treasure "
        "is supply, organisation is organisation; but supply holds staff and buildings besides money."
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
    """Say what the agreement is, for readings and for the method, and that none of this is a test."""
    rows = codebook.read("theme_agreement")
    kappas = {(row["one"], row["other"], row["column"]): float(row["kappa"]) for row in rows}
    columns = ("theme", "strength", "instrument")

    def listed(*pairs: tuple[str, str]) -> str:
        return ", ".join(
            f"{column} " + "/".join(number(kappas[(*pair, column)], 2) for pair in pairs) for column in columns
        )

    return fill(
        "All other rows are no test of the method. Cohen's kappa of the two readings: {readings}. Of the method with "
        "the first/second reading, which the weights were chosen with: {method}. The same without the words that only "
        "one item uses: {poorer}.",
        readings=listed(("first", "second")),
        method=listed(("method", "first"), ("method", "second")),
        poorer=listed(*(("method without words of one item", reading) for reading in ("first", "second"))),
    )


def unseen_sentence() -> str:
    """Say how far the method agrees on text that it was not made with; nothing where none was read."""
    row = next((row for row in codebook.read("theme_agreement") if row["other"] == UNSEEN), None)
    if row is None:
        return ""
    low, high = Share(round(float(row["percent"]) / 100 * int(row["items"])), int(row["items"])).interval
    return fill(
        "**On unseen text the method names the same {column} as a reader for {percent} percent of {n} sentences** (95 "
        "percent interval {low} to {high}; kappa {kappa}). This is the number to trust it by. They are single "
        "sentences of provincial reports, read before the method was run on them: without a heading, and many speak of "
        "several levels of education.",
        column=row["column"],
        n=row["items"],
        percent=number(float(row["percent"]), 0),
        low=number(low, 0),
        high=number(high, 0),
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
        "documents. It is the largest of {n}, chosen after looking, for each of {topics} topics: the star is no test.",
        parts="; ".join(parts),
        n=len(data.docs),
        topics=len(topics()),
    )


def year_sentence(data: Data) -> str:
    """Say how often the plans of the first and the last year name each topic."""
    first, last = min(data.years), max(data.years)
    if first == last:
        return fill("All plans are of {year}, so nothing can be said about change.", year=first)
    several = min(data.plans_of(first), data.plans_of(last)) > 1
    parts = []
    for code, (english, chinese, _) in topics().items():
        one, other = data.years[first][code], data.years[last][code]
        apart = several and (one.low > other.high or other.low > one.high)
        sign = ", intervals apart" if apart else ""
        parts.append(f"{english} {chinese} {number(one.value)} and {number(other.value)}{sign}")
    return fill(
        "Occurrences per 1,000 words in {first} and in {last}: {parts}. {alone}",
        first=year_head(data, first),
        last=year_head(data, last),
        parts="; ".join(parts),
        alone=_years_alone(data, first, last),
    )


def _years_alone(data: Data, first: str, last: str) -> str:
    """Say what keeps a difference of two years from being one of years."""
    single = [year for year in (first, last) if data.plans_of(year) == 1]
    said = (
        f"Of {' and of '.join(single)} there is one plan: resampling its items cannot tell the year from the plan, "
        "so no difference is called large or small. "
        if single
        else ""
    )
    rows = data.documents[data.documents["doc"].isin(data.plans)]
    counties = [set(rows.loc[rows["year"].astype(str) == year, "county"]) for year in (first, last)]
    if counties[0] & counties[1]:
        return f"{said}A difference may be one of years or of writers."
    return (
        f"{said}The plans of the two years are of different counties: a difference may be one of years, of counties or "
        "of writers."
    )


def _apart(rates: Mapping[str, Estimate], top: str) -> str:
    return "*" if all(rates[top].low > one.value for doc, one in rates.items() if doc != top) else ""


def binding_sentence(data: Data) -> str:
    """Say how far each plan binds, and by its words alone; apart from these, what is no plan."""
    parts = [
        f"{data.names[doc]} {_percent(data.strengths[doc], 'binding')}, {_percent(data.by_words[doc], 'binding')} and "
        f"{_percent(data.quantified[doc], 'True')}"
        for doc in data.plans
    ]
    return fill(
        "Binding, binding by words alone, and quantified, in percent of {unit} of each plan: {parts}. Of {n} binding "
        "items {lost} would not be binding by words alone.{others}",
        unit=data.unit,
        parts="; ".join(parts),
        n=len(_binding(data, data.plans)),
        lost=sum(strength_by_words(one.facts).label != "binding" for one in _binding(data, data.plans)),
        others="".join(_no_plan(data, doc) for doc in data.docs if doc not in data.plans),
    )


def _binding(data: Data, docs: Sequence[str]) -> list[Explanation]:
    return [
        one
        for (doc, _), one in data.judged.items()
        if doc in docs and not one.facts.below and one.strength.label == "binding"
    ]


def _no_plan(data: Data, doc: str) -> str:
    """Say by which words a document binds that is no plan, and that this is not to be compared."""
    adds: dict[str, float] = {}
    for one in _binding(data, [doc]):
        for part in strength_by_words(one.facts).contributions:
            if part.label == "binding":
                adds[part.what] = adds.get(part.what, 0.0) + part.score
    words = ", ".join(word for word, _ in sorted(adds.items(), key=lambda pair: (-pair[1], pair[0]))[:3])
    return fill(
        " {name}: {binding} percent are called binding, {words} percent by words of duty alone{listed}. Its figures "
        "are results; strength is meant for plans and should not be compared with a {kind}.",
        name=data.names[doc],
        binding=_percent(data.strengths[doc], "binding"),
        words=_percent(data.by_words[doc], "binding"),
        listed=f" ({words})" if words else "",
        kind=data.documents.set_index("doc").loc[doc, "kind"],
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
