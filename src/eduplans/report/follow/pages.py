"""Pages to follow figures on: one a document, one a series, one a run for what it rests on, and one of indicators."""

from __future__ import annotations

import json
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from eduplans.display import escape as markdown
from eduplans.labels import label
from eduplans.report.follow.cards import indicator_line, level_name, uses_list
from eduplans.report.follow.names import figure_target, target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from eduplans.report.follow.exhibits import Exhibit
    from eduplans.report.follow.facts import Facts
    from eduplans.report.follow.whole import Follow
    from eduplans.report.sources import Row

_FENCE = "``````"
_NO_FIGURE = "It rests on no figure: its numbers are those of the code or of the source it names."


def follow_pages(follow: Follow) -> dict[str, str]:
    """Write the pages to follow figures on.

    Parameters
    ----------
    follow
        What is known, and all tables and pictures.

    Returns
    -------
    dict
        Markdown by path in the folder that Sphinx reads.
    """
    facts = follow.facts
    pages = {f"figures/{doc}.md": _document(doc, follow) for doc in facts.documents}
    pages |= {f"series/{name}.md": _series(name, follow) for name in facts.series}
    runs: dict[str, list[Exhibit]] = {}
    for exhibit in follow.exhibits:
        runs.setdefault(exhibit.basis, []).append(exhibit)
    pages |= {f"{name}.md": _basis(those, facts) for name, those in runs.items()}
    pages["_generated/follow.md"] = _index(facts, runs)
    pages["_generated/indicators.md"] = _indicators(facts)
    return pages


def follow_scripts(follow: Follow) -> dict[str, str]:
    """Write the cards of the panel, a script a document and series, loaded when the first of it is asked for.

    Parameters
    ----------
    follow
        What is known, with the cards.

    Returns
    -------
    dict
        JavaScript by path in the report. A script can be loaded by a page that was opened as a file; data cannot.
    """
    scripts = {}
    for doc in follow.facts.documents:
        cards = {row["figure_id"]: follow.figures[row["figure_id"]] for row in follow.facts.of_document(doc)}
        scripts[f"figures/{doc}.js"] = _script(f"figures/{doc}", cards)
    for name, rows in follow.facts.series.items():
        cards = {f"{name}@{row['year']}-{row['level']}": "" for row in rows}
        cards = {card: follow.values[card] for card in cards}
        scripts[f"series/{name}.js"] = _script(f"series/{name}", cards)
    return scripts


def _script(name: str, cards: Mapping[str, str]) -> str:
    said = json.dumps(cards, ensure_ascii=False, indent=0).replace("</", "<\\/")
    return f"eduplansCards({json.dumps(name)}, {said});\n"


def raw(html: str) -> str:
    """Put HTML into Markdown as it is."""
    if not html.strip():
        return ""
    fence = _FENCE
    while fence in html:  # a cell must not end it
        fence += "`"
    return f"{fence}{{raw}} html\n{html}\n{fence}\n"


def _page(title: str, *parts: str) -> str:
    return "\n\n".join(["---\norphan: true\n---", f"# {markdown(title)}", *parts]) + "\n"


def _document(doc: str, follow: Follow) -> str:
    facts = follow.facts
    rows = facts.of_document(doc)
    page = facts.pages.get(doc)
    title = facts.documents[doc].get("title") or doc
    back = f'<a href="../{page}.html">{escape(label("the page of this document"))}</a> · ' if page else ""
    links = " ".join(
        f'<a href="#f-{row["figure_id"].rsplit(":", 1)[1]}"><span lang="zh">{escape(row["as_printed"])}</span></a>'
        for row in rows
    )
    head = (
        f'<p lang="zh">{escape(title)}</p><p>{back}{len(rows):,} {escape(label("figures"))}</p>'
        f"<h2>{escape(label('What rests on this document'))}</h2>{uses_list(follow.used.get(doc, ()))}"
        f'<nav class="figure-list" aria-label="{escape(label("figures"))}">{links}</nav>'
    )
    cards = "\n".join(follow.figures[row["figure_id"]] for row in rows)
    return _page(f"{label('Figures of')} {facts.title(doc)}", raw(head), raw(cards))


def _series(name: str, follow: Follow) -> str:
    facts = follow.facts
    rows = facts.series[name]
    code = rows[0]["indicator"]
    resting = (those for one, those in follow.used.items() if one.split("/", 1)[0] == name)
    exhibits = list(dict.fromkeys(one for those in resting for one in those))
    head = (
        f"<p>{indicator_line(code, facts)}</p>"
        f"<h2>{escape(label('What rests on this series'))}</h2>{uses_list(exhibits)}"
    )
    years = []
    for year in dict.fromkeys(row["year"] for row in rows):
        lines = "".join(_value_row(row) for row in rows if row["year"] == year)
        years.append(f'<tbody id="y-{year}">{lines}</tbody>')
    heads = ("year", "level", "printed as", "source", "seen in", "sources that agree", "other values in print", "note")
    said = "".join(f'<th scope="col">{escape(label(one))}</th>' for one in heads)
    caption = escape(f"{name}: {len(rows):,}")
    table = (
        f'<div class="table-wrapper" tabindex="0" role="region" aria-label="{caption}"><table class="values">'
        f"<caption>{caption}</caption><thead><tr>{said}</tr></thead>{''.join(years)}</table></div>"
    )
    return _page(f"{label('Series')} {name}", raw(head), raw(table))


def _value_row(row: Row) -> str:
    cells = (
        row["year"], level_name(row["level"]), row["as_printed"], row["source"], label(row["seen_in"]),
        row["agreeing_sources"], row["other_values"], row["note"],
    )  # fmt: skip
    said = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr id="y-{row["year"]}-{row["level"]}">{said}</tr>'


def _basis(exhibits: Sequence[Exhibit], facts: Facts) -> str:
    parts = []
    for one in exhibits:
        back = f'<a href="../{one.page}.html#{one.anchor}">{escape(label("to the " + one.kind))}</a>'
        head = f"{label(one.kind)} {one.number}: {one.caption}"
        parts.append(
            f'<section id="{one.anchor}" class="basis"><h2>{escape(head)}</h2><p>{back}</p>'
            f"{_names(one, facts)}</section>"
        )
    return _page(f"{label('What it rests on:')} {exhibits[0].page_title}", raw("\n".join(parts)))


def _names(exhibit: Exhibit, facts: Facts) -> str:
    """List what an exhibit rests on: figures by document, then all else."""
    names = list(dict.fromkeys(exhibit.rests_on))
    if not names:
        return f"<p>{escape(label(_NO_FIGURE))}</p>"
    by_document: dict[str, list[str]] = {}
    for name in names:
        if name in facts.figures:
            by_document.setdefault(facts.figures[name]["doc"], []).append(name)
    parts = []
    for doc, ids in by_document.items():
        links = "; ".join(_figure_link(one, facts) for one in ids)
        title = f'<a href="../figures/{escape(doc)}.html">{escape(facts.title(doc))}</a>'
        parts.append(f"<p><strong>{title}</strong> ({len(ids):,} / {len(facts.of_document(doc)):,}): {links}</p>")
    others = [_other_link(name, facts) for name in names if name not in facts.figures]
    if others:
        parts.append(f"<p>{', '.join(others)}</p>")
    return "".join(parts)


def _figure_link(name: str, facts: Facts) -> str:
    row = facts.figures[name]
    said = f"{row.get('measure', '')} {row['as_printed']}".strip()
    link = f'class="follow" data-card="{escape(name)}" href="../{escape(figure_target(name).href)}"'
    return f'<a {link} lang="zh">{escape(said)}</a>'


def _other_link(name: str, facts: Facts) -> str:
    where = target(name, facts)
    return f'<a href="../{escape(where.href)}">{escape(name)}</a>' if where else escape(name)


def _index(facts: Facts, runs: Mapping[str, Sequence[Exhibit]]) -> str:
    documents = "".join(
        f'<li><a href="figures/{escape(doc)}.html">{escape(facts.title(doc))}</a>: '
        f"{len(facts.of_document(doc)):,} {escape(label('figures'))}</li>"
        for doc in facts.documents
    )
    series = "".join(
        f'<li><a href="series/{name}.html">{name}</a> {escape(_indicator_name(rows[0]["indicator"], facts))}: '
        f"{len(rows):,} {escape(label('values'))}, {rows[0]['year']}–{rows[-1]['year']}</li>"
        for name, rows in sorted(facts.series.items())
    )
    bases = "".join(
        f'<li><a href="{page}.html">{escape(those[0].page_title)}</a>: '
        f"{len(those):,} {escape(label('tables and pictures'))}</li>"
        for page, those in runs.items()
    )
    blocks = (("Figures of documents", documents), ("National series", series), ("By chapter", bases))
    return "\n".join(f"## {label(head)}\n\n{raw(f'<ul>{items}</ul>')}" for head, items in blocks if items)


def _indicator_name(code: str, facts: Facts) -> str:
    row = facts.indicators.get(code, {})
    return " ".join(row[key] for key in ("name_zh", "name_en") if row.get(key))


def _indicators(facts: Facts) -> str:
    """Every indicator that the documents print, with all its figures over documents."""
    by_code: dict[str, list[Row]] = {}
    for row in facts.figures.values():
        by_code.setdefault(row.get("indicator", ""), []).append(row)
    families: dict[str, list[str]] = {}
    for code, known in facts.indicators.items():
        if code in by_code and code != "other":
            families.setdefault(known["family"], []).append(code)
    from eduplans import codebook

    names = {row["family"]: row for row in codebook.read("indicator_families")}
    counts = Counter(row["doc"] for code in by_code for row in by_code[code])
    parts = [
        f"{sum(map(len, families.values())):,} {label('indicators')}, {sum(counts.values()):,} {label('figures')}."
    ]
    for family, codes in families.items():
        parts.append(f"## {names[family]['name_zh']} {names[family]['name_en']}")
        for code in codes:
            known = facts.indicators[code]
            parts += [f"### {known['name_zh']} {known['name_en']}", raw(_indicator(code, by_code[code], facts))]
    return "\n\n".join(parts) + "\n"


def _indicator(code: str, rows: Iterable[Row], facts: Facts) -> str:
    heads = ("document", "printed as", "measure", "level", "year", "status")
    said = "".join(f'<th scope="col">{escape(label(one))}</th>' for one in heads)
    lines = []
    for row in rows:
        link = (
            f'<a class="follow" data-card="{escape(row["figure_id"])}" href="{figure_target(row["figure_id"]).href}">'
        )
        cells = (
            f'<a href="figures/{escape(row["doc"])}.html">{escape(facts.title(row["doc"]))}</a>',
            f'{link}<span lang="zh">{escape(row["as_printed"])}</span></a>',
            f'<span lang="zh">{escape(row["measure"])}</span>',
            escape(level_name(row["level"])) if row.get("level") else "–",
            escape(row.get("year", "")) or "–",
            escape(label(row.get("status", ""))),
        )
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    definition = f'<p id="i-{escape(code)}" class="anchor">{indicator_line(code, facts).replace("../", "")}</p>'
    return (
        f'{definition}<div class="table-wrapper"><table class="values"><thead><tr>{said}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )
