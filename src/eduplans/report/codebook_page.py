"""The page of the codebook: every indicator with its definition, and what the documents print of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.report.sources import county, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from eduplans.report.sources import Row, Sources

_EXAMPLES = 3
_WORDINGS = 8
#: So many levels are all that there are in practice.
_ANY_LEVEL = 10
_DIRECTIONS = {
    "higher": "a higher value is wanted 越高越好",
    "lower": "a lower value is wanted 越低越好",
    "none": "neither higher nor lower is better 无方向",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$:^\"'=@-])")


def codebook_page(sources: Sources) -> str:
    """Write the codebook of indicators with examples from the tables.

    Parameters
    ----------
    sources
        What the report is made of.

    Returns
    -------
    str
        Markdown: an index of all codes, then each family with its indicators. Every indicator has its code as
        anchor and says so where no document prints a figure of it.
    """
    processed = sources.root / "data" / "processed"
    figures: dict[str, list[Row]] = {}
    for row in table_rows(processed / "figures.csv"):
        figures.setdefault(row["indicator"], []).append(row)
    national = Counter(row["indicator"] for row in table_rows(processed / "national.csv"))
    places = _places(sources)
    families = by_family()
    parts = [_counts(figures), _index(families)]
    for family, rows in families:
        parts.append(f"## {family['name_zh']} {family['name_en']}")
        for entry in rows:
            code = entry["code"]
            parts += _indicator(entry, figures.get(code, []), national[code], places)
    return "\n\n".join(parts) + "\n"


def by_family() -> list[tuple[Mapping[str, str], list[Mapping[str, str]]]]:
    """Group the indicators by family, both in the order of the codebook.

    Returns
    -------
    list of tuple
        Row of the family and rows of its indicators.

    Examples
    --------
    >>> [family["family"] for family, _ in by_family()][:2]
    ['spending', 'pupils_schools']
    """
    rows = codebook.read("indicators")
    return [
        (family, [row for row in rows if row["family"] == family["family"]])
        for family in codebook.read("indicator_families")
    ]


def plain(text: str) -> str:
    r"""Escape what Markdown would take for more than characters.

    Examples
    --------
    >>> print(plain("数字(智慧)校园_*"))
    数字\(智慧\)校园\_\*
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _places(sources: Sources) -> dict[str, str]:
    """Name each document in Markdown, with a link where the report has a page of it."""
    pages = {shown.run.document: shown for shown in sources.counties}
    names = {}
    for row in sources.documents:
        doc = row["doc"]
        name = plain(" ".join(part for part in (county(row), row.get("year", "")) if part) or doc)
        names[doc] = f"[{name}]({pages[doc].page}.ipynb)" if doc in pages else name
    return names


def _counts(figures: Mapping[str, Sequence[Row]]) -> str:
    total = sum(map(len, figures.values()))
    named = total - len(figures.get("other", []))
    codes = len(codebook.read("indicators")) - 1  # all but `other`
    seen = len(set(figures) - {"other"})
    share = f" ({100 * named / total:.0f} %)" if total else ""
    return (
        f"The codebook names **{codes} indicators**; the documents print figures of **{seen}** of them. "
        f"Of **{total} figures**, **{named}**{share} have a named indicator. An indicator without figures may still be "
        "printed in a document: where no rule recognises the words, the figure is under `other`."
    )


def _index(families: Sequence[tuple[Mapping[str, str], Sequence[Mapping[str, str]]]]) -> str:
    lines = []
    for family, rows in families:
        links = " · ".join(f'<a href="#{row["code"]}">{row["name_zh"]}</a>' for row in rows)
        lines.append(f"**{family['name_zh']} {family['name_en']}**\n: {links}\n")
    return "\n".join(lines)


def _indicator(row: Mapping[str, str], figures: Sequence[Row], national: int, places: Mapping[str, str]) -> list[str]:
    # The anchor is written out: Sphinx would turn the underscores of a code into hyphens. The margin keeps the name,
    # which stands above it, out of the bar that covers the top of a phone.
    head = (
        f'<span id="{row["code"]}" style="scroll-margin-top: 9rem"></span>`{row["code"]}`: {plain(row["definition"])}.'
    )
    if row["definition_zh"]:
        head += f" {plain(row['definition_zh'])}。"
    entries: list[tuple[str, list[str]]] = []
    if row["unit"]:
        kind = [row["unit"].replace(" ", ", "), _levels(row["levels"]), _DIRECTIONS[row["direction"]]]
        entries.append(("Unit, levels, direction 单位、学段、方向", ["; ".join(kind)]))
    entries.append(("Source of the definition 定义来源", [plain(row["source"])]))
    if row["note"]:
        entries.append(("Note 备注", [plain(row["note"])]))
    wordings = _wordings(figures)
    if wordings:
        entries.append(("In the documents as 文中写作", [wordings]))
    entries.append(("Figures 数据", list(_figures(figures, national, places))))
    listed = ["\n".join([f"{term}", *(f": {line}" for line in lines)]) for term, lines in entries]
    # Without these entries the search finds no section by one of its two names: it wants half of a heading.
    entry = "\n\n".join(f"```{{index}} single: {row[name]}\n```" for name in ("name_zh", "name_en"))
    return [f"### {row['name_zh']} {row['name_en']}", entry, head, *listed]


def _levels(codes: str) -> str:
    names = codebook.read_map("levels", "level", "name_zh")
    if len(codes.split()) >= _ANY_LEVEL:
        return "any level 各学段"
    return ", ".join(f"{code} {names[code]}" for code in codes.split())


def _wordings(figures: Sequence[Row]) -> str:
    """Measures as the documents word them, the most frequent first."""
    counted = Counter(row["measure"] for row in figures if row["measure"])
    shown = sorted(counted, key=lambda measure: (-counted[measure], len(measure), measure))
    more = f" … and {len(shown) - _WORDINGS} more" if len(shown) > _WORDINGS else ""
    return "; ".join(map(plain, shown[:_WORDINGS])) + more


def _figures(figures: Sequence[Row], national: int, places: Mapping[str, str]) -> Iterator[str]:
    if figures:
        documents = len({row["doc"] for row in figures})
        yield f"{_number(len(figures), 'figure')} in {_number(documents, 'document')}"
    else:
        yield "no figure with this code 文中无此代码的数据"
    if national:
        yield f"{_number(national, 'value')} in the national statistics"
    for row in examples(figures):
        item = f", item {plain(row['item'])}" if row["item"] else ""
        what = f" {plain(row['measure'])}" if row["measure"] else ""
        place = places.get(row["doc"], plain(row["doc"]))
        yield f"**{plain(row['as_printed'])}**{what}: {place}{item}, `{row['figure_id']}`"


def examples(figures: Sequence[Row]) -> list[Row]:
    """Choose what shows an indicator best: sure figures without a flag, of as many documents as there are.

    Parameters
    ----------
    figures
        Rows of the processed figures of one indicator.

    Returns
    -------
    list of dict
        At most three rows.
    """
    in_document: Counter[str] = Counter()
    printed: set[tuple[str, str]] = set()
    ranked = []
    for row in sorted(figures, key=_doubt):
        same = (row["doc"], row["as_printed"])  # a document that prints a figure twice shows nothing new
        ranked.append((_doubt(row), same in printed, in_document[row["doc"]], row))
        in_document[row["doc"]] += 1
        printed.add(same)
    return [row for *_, row in sorted(ranked, key=lambda entry: entry[:3])[:_EXAMPLES]]


def _doubt(row: Row) -> tuple[bool, bool]:
    return row["confidence"] != "sure", bool(row["flag"])


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
