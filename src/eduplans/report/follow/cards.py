"""What is shown of a figure, or of a value of a series: a card, the same on its page and in the panel."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from eduplans.labels import label
from eduplans.report.follow.names import figure_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eduplans.report.follow.exhibits import Exhibit
    from eduplans.report.follow.facts import Facts
    from eduplans.report.sources import Row

#: Cards stand on pages one folder below the top.
TOP = "../"


def figure_card(row: Row, facts: Facts, used: Sequence[Exhibit]) -> str:
    """Tell all that is known of a figure.

    Parameters
    ----------
    row
        Its row.
    facts
        What else is known.
    used
        Tables and pictures that rest on it.

    Returns
    -------
    str
        HTML of a section with the anchor of the figure.
    """
    name = row["figure_id"]
    own = name.rsplit(":", 1)[1]
    lines = [
        ("phrase", f"<q lang='zh'>{_phrase(row)}</q>"),
        ("printed as", _chinese(row["as_printed"])),
        ("read as", escape(_read_as(row))),
        ("stands in", _stands_in(row, facts)),
        ("measure", _chinese(row.get("measure", ""))),
        ("status", escape(label(row.get("status", "")))),
        ("year", escape(row.get("year", ""))),
        ("level", escape(label(row.get("level", "").replace("_", " ")))),
        ("indicator", _indicator(row, facts)),
        ("certainty", _certainty(row)),
        ("corrections", _corrections(facts.corrections.get(name, ()))),
        *_confirmed(row, facts),
        ("findings of the audit", _findings(facts.findings.get(name, ()))),
        ("used by", uses_list(used)),
        ("on your machine", f"<pre><code>eduplans trace {escape(name)}</code></pre>"),
    ]
    return _card(f"f-{own}", f"<span lang='zh'>{escape(row['as_printed'])}</span> <code>{escape(own)}</code>", lines)


def value_card(row: Row, indicator: str) -> str:
    """Tell all that is known of a value of a national series.

    Parameters
    ----------
    row
        Its row of ``national.csv``.
    indicator
        HTML that says of which indicator it is.

    Returns
    -------
    str
        HTML of a section with the anchor of the value.
    """
    lines = [
        ("printed as", _chinese(row["as_printed"])),
        ("read as", escape(_read_as(row))),
        ("source", escape(row["source"])),
        ("stage", escape(label(row["stage"]))),
        ("seen in", escape(label(row["seen_in"]))),
        ("sources that agree", escape(row["agreeing_sources"])),
        ("other values in print", escape(row["other_values"] or label("none found"))),
        ("trust", escape(label(row["trust"]))),
        ("note", escape(row["note"])),
        ("indicator", indicator),
    ]
    head = f"{escape(row['year'])}, {escape(level_name(row['level']))}: {escape(row['as_printed'])}"
    return _card(f"y-{row['year']}-{row['level']}", head, lines)


def indicator_line(code: str, facts: Facts) -> str:
    """Say what the codebook says of an indicator, with a link to it there."""
    row = facts.indicators.get(code)
    if row is None:
        return escape(code)
    link = f'<a href="{TOP}codebook.html#{escape(code)}">{escape(row["name_zh"])} {escape(row["name_en"])}</a>'
    return f"{link}: {escape(row['definition'])}"


def level_name(level: str) -> str:
    """Name a level of education, as the codebook does, in the language in use."""
    from eduplans import codebook

    names = codebook.read_map("levels", "level", "name_en")
    return label(names.get(level, "") or level.replace("_", " "))


def uses_list(used: Iterable[Exhibit]) -> str:
    """List tables and pictures with links to their places, by page."""
    pages: dict[str, list[Exhibit]] = {}
    for exhibit in used:
        pages.setdefault(exhibit.page, []).append(exhibit)
    if not pages:
        return escape(label("no table or picture"))
    parts = []
    for page, exhibits in pages.items():
        title = escape(exhibits[0].page_title)
        links = "; ".join(
            f'<a href="{TOP}{page}.html#{one.anchor}">{escape(_short_caption(one))}</a>' for one in exhibits
        )
        parts.append(f'<li><a href="{TOP}{page}.html">{title}</a>: {links}</li>')
    return f"<ul>{''.join(parts)}</ul>"


def _short_caption(exhibit: Exhibit, longest: int = 70) -> str:
    caption = exhibit.caption if len(exhibit.caption) <= longest else exhibit.caption[: longest - 1].rstrip() + "…"
    return f"{label(exhibit.kind)} {exhibit.number}: {caption}"


def _card(anchor: str, head: str, lines: Iterable[tuple[str, str]]) -> str:
    said = "".join(f"<dt>{escape(label(term))}</dt><dd>{text}</dd>" for term, text in lines if text)
    return f'<section class="figure-card" id="{escape(anchor)}"><h2>{head}</h2><dl>{said}</dl></section>'


def _phrase(row: Row) -> str:
    phrase, printed = row.get("phrase", ""), row["as_printed"]
    before, found, after = phrase.partition(printed)
    return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}" if found else escape(phrase)


def _chinese(text: str) -> str:
    return f'<span lang="zh">{escape(text)}</span>' if text else ""


def _read_as(row: Row) -> str:
    if not row.get("value"):
        return ""
    qualifier = row.get("qualifier", "exact")
    return label(_value(row["value"], row.get("value_max", ""), row["unit"], qualifier, row["as_printed"]))


@cache
def _value(value: str, value_max: str, unit: str, qualifier: str, as_printed: str) -> str:
    from eduplans.chapters.county.values import value_text

    ends = {"value": float(value), "value_max": float(value_max) if value_max else None}
    return value_text({**ends, "unit": unit, "qualifier": qualifier, "as_printed": as_printed})


def _stands_in(row: Row, facts: Facts) -> str:
    doc, item = row["doc"], row.get("item", "")
    heading = facts.headings.get((doc, item), "")
    page = facts.pages.get(doc)
    title = escape(facts.documents.get(doc, {}).get("title") or facts.title(doc))
    link = f'<a href="{TOP}{page}.html" lang="zh">{title}</a>' if page else title
    of_item = f", {escape(label('item'))} {_chinese(item)} {_chinese(heading)}" if item else ""
    return f"{link} ({escape(facts.title(doc))}){of_item}"


def _indicator(row: Row, facts: Facts) -> str:
    code = row.get("indicator", "")
    if not code:
        return ""
    link = f' · <a href="{TOP}indicators.html#i-{escape(code)}">{escape(label("all figures of it"))}</a>'
    return indicator_line(code, facts) + (link if code in facts.indicators and code != "other" else "")


def _certainty(row: Row) -> str:
    said = [label("readings agree") if row.get("confidence") == "sure" else label("readings differ")]
    said += [label("beside damage")] * (row.get("damaged") == "true") + [label("negated")] * (
        row.get("negated") == "true"
    )
    return escape(", ".join(said)) if row.get("confidence") else ""


def _corrections(rows: Sequence[Row]) -> str:
    if not rows:
        return escape(label("none"))
    parts = [
        f"<li>{escape(row['column'])}: {escape(row['old'])}"
        f" → {escape(row['new'] or label('no value'))} {escape(row['flag'])}. {escape(row['reason'])}</li>"
        for row in rows
    ]
    return f'<ul>{"".join(parts)}</ul><a href="{TOP}corrections.html">{escape(label("all corrections"))}</a>'


def _confirmed(row: Row, facts: Facts) -> list[tuple[str, str]]:
    """Say that a reader found the figure right, as long as it is read as it was then."""
    from eduplans.review.confirmations import as_read

    rows = [one for one in facts.confirmations.get(row["figure_id"], ()) if one["as_read"] == as_read(row)]
    said = ("; ".join(filter(None, (one["date"], one["by"], one["reason"], one["source"]))) for one in rows)
    return [("confirmed by a reader", escape(text)) for text in said]


def _findings(rows: Sequence[Row]) -> str:
    if not rows:
        return escape(label("stands in no relation that the audit knows"))
    parts = [f"<li><strong>{escape(label(row['verdict']))}</strong>: {_others(row)}</li>" for row in rows]
    return f"<ul>{''.join(parts)}</ul>"


def _others(row: Row) -> str:
    """Write the sentence of a finding, then links to the figures that it is about."""
    ids = list(dict.fromkeys(row["figure_ids"].split()))
    printed = dict(zip(row["figure_ids"].split(), row["as_printed"].split("; "), strict=False))
    links = ", ".join(
        f'<a href="{TOP}{figure_target(one).href}" data-card="{escape(one)}">{escape(printed.get(one, one))}</a>'
        for one in ids
    )
    return f"{escape(row['sentence'])} ({links})"
