"""Generated parts of the pages, as Markdown: start page, lists, tables to download, runs, how to cite."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from eduplans.display import code, escape
from eduplans.report.accuracy import accuracy, columns_sentence
from eduplans.report.cite import citation
from eduplans.report.codebook_page import codebook_page
from eduplans.report.commands_page import commands_page
from eduplans.report.downloads import Download, list_downloads
from eduplans.report.formats import ENDINGS
from eduplans.report.locked import versions_shown
from eduplans.report.python_page import python_page
from eduplans.report.reproduction_page import reproduction
from eduplans.report.sources import county, table_rows
from eduplans.runs.parameters import read_parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from eduplans.report.headline import Headline
    from eduplans.report.sources import Shown, Sources


_QUESTION = "**Question.**"
#: Pages of the documentation, in the order of their reading.
GUIDE = ("tutorial", "how-to", "explanation", "commands", "python", "exercises", "reviewers")
#: So many sentences of the chapters stand above the picture of the start page, after that on how much was read.
_SENTENCES = 2


def generated(sources: Sources, headline: Headline) -> dict[str, str]:
    """Write all generated parts.

    Parameters
    ----------
    sources
        What the report is made of.
    headline
        What the start page repeats.

    Returns
    -------
    dict
        Markdown by file name.
    """
    return {
        "headline.md": _headline(sources, headline),
        "navigation.md": _navigation(sources),
        "chapters.md": _chapters(sources),
        "counties.md": _counties(sources),
        "tables.md": _tables(sources),
        "codebook.md": codebook_page(sources),
        "dictionary.md": _dictionary(),
        "corrections.md": _corrections(sources),
        "parameters.md": _parameters(sources),
        "accuracy.md": accuracy(sources.root),
        "cite.md": citation(sources.root),
        "versions.md": _versions(sources),
        "reproduction.md": reproduction(sources.root),
        "commands.md": commands_page(),
        "python.md": python_page(),
    }


def how_made(shown: Shown, *, exported: bool = False) -> str:
    """Say how a page was made: parameters, command, executed notebook."""
    given = " ".join(f"-p {name}={_word(value)}" for name, value in shown.run.parameters.items())
    how = "with the parameters of this command" if given else "with the parameters that it declares itself"
    command = f"eduplans run notebooks/{shown.run.notebook} {given}".strip()
    return (
        "## How this page was made\n\n"
        f"It is the notebook {code(shown.run.notebook)}, run {how}. The same command on the same tables gives the same "
        "page.\n\n"
        f"```console\n$ {' '.join(command.split()).replace('```', '')}\n```\n\n"
        f'<a href="../notebooks/{shown.run.name}.ipynb" download>Download the executed notebook</a>'
        f"{_all_exports(shown) if exported else ''}. "
        "What it rests on stands under [Versions and inputs](../versions.md)."
    )


def page_link(shown: Shown) -> str:
    """Link to a page by its title, in which a document may have written anything."""
    return f"[{escape(shown.title)}]({shown.page}.ipynb)"


def _all_exports(shown: Shown) -> str:
    link = f'<a href="../exports/{shown.run.name}.zip" download>all its tables and pictures</a>'
    return f", or {link} as files for papers: CSV, LaTeX and HTML, PNG and SVG"


def how_read(root: Path) -> str:
    """Say how often level, year and measure are read right, where that has been measured."""
    sentence = columns_sentence(root)
    if not sentence:
        return ""
    return (
        "## How well its figures are read\n\n"
        f"{sentence} How that was measured, what it does not say and of which kinds the misses are stands under "
        "[Accuracy](../accuracy.md)."
    )


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Write a pipe table.

    Examples
    --------
    >>> print(markdown_table(["a", "b"], [["1", "x|y"]]))
    | a | b |
    | --- | --- |
    | 1 | x\|y |
    """
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(" ".join(cell.split()).replace("|", r"\|") for cell in line) + " |" for line in lines
    )


def _headline(sources: Sources, headline: Headline) -> str:
    figures = sum(int(row.get("figures") or 0) for row in sources.documents)
    items = sum(int(row.get("items") or 0) for row in sources.documents)
    counts = (
        f"From {_documents(sources)} this report reads **[{items} items](counties.md)** and "
        f"**[{figures} figures](figures.md)**, each with the phrase and the place where it is printed."
    )
    parts = [counts, *headline.sentences[:_SENTENCES]]
    if headline.picture is not None:
        parts.append(f"![{escape(headline.alt)}](_generated/headline.png)")
    parts += headline.sentences[_SENTENCES:]
    parts += [f"From the chapter {page_link(shown)}." for shown in headline.chapters]
    return "\n\n".join(parts) + "\n"


def _documents(sources: Sources) -> str:
    """Count the documents by kind: who issued them is not known of all."""
    kinds = Counter(row.get("kind", "") for row in sources.documents)
    named = {kind: count for kind, count in kinds.items() if kind not in {"", "unknown", "other"}}
    parts = [f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in sorted(named.items())]
    rest = len(sources.documents) - sum(named.values())
    parts += [f"{rest} of other or unknown kind"] if rest else []
    several = "" if len(sources.documents) == 1 else "s"
    return f"**[{len(sources.documents)} county-level education document{several}](counties.md)** ({', '.join(parts)})"


def _navigation(sources: Sources) -> str:
    groups = {name: [shown.page for shown in found] for name, found in _groups(sources)}
    blocks: tuple[tuple[str, list[str]], ...] = (
        ("Chapters", ["chapters", *groups.pop("", [])]),  # what has no group stands under the list itself
        *groups.items(),
        ("Counties", ["counties", *(shown.page for shown in sources.counties)]),
        ("Data", ["indicators", "figures", "data", "codebook", "dictionary", "corrections", "accuracy"]),
        ("Using it", ["running", "cite", "versions", "reproduction"]),
    )
    guide = [f"guide/{name}" for name in GUIDE if (sources.root / "docs" / "guide" / f"{name}.md").is_file()]
    blocks += (("Learning it", guide),) if guide else ()  # a project of one's own has none
    return "\n".join(
        "```{toctree}\n:hidden:\n:caption: " + caption + "\n\n" + "\n".join(f"/{name}" for name in names) + "\n```\n"
        for caption, names in blocks
    )


def _groups(sources: Sources) -> list[tuple[str, list[Shown]]]:
    groups: dict[str, list[Shown]] = {}
    for shown in sources.chapters:
        groups.setdefault(shown.run.group, []).append(shown)
    return sorted(groups.items(), key=lambda group: bool(group[0]))


def _chapters(sources: Sources) -> str:
    """List the chapters under the headings of their groups, each notebook with its question where it comes first."""
    asked: set[str] = set()
    parts = []
    for name, found in _groups(sources):
        lines = [f"## {name}\n"] if name else []
        for shown in found:
            question = "" if shown.run.notebook in asked else _question(shown.notebook)
            asked.add(shown.run.notebook)
            lines.append(f"- {page_link(shown)}" + (f"  \n  {question}" if question else ""))
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _question(notebook: Any) -> str:
    """Take the question that a chapter asks from its first lines."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            for paragraph in cell["source"].split("\n\n"):
                if paragraph.startswith(_QUESTION):
                    return " ".join(paragraph.removeprefix(_QUESTION).split())
    return ""


def _counties(sources: Sources) -> str:
    rows = {row["doc"]: row for row in sources.documents}
    lines = []
    for shown in sources.counties:
        row = rows[shown.run.document]
        lines.append(
            [
                page_link(shown),
                *map(
                    escape,
                    (
                        row.get("title") or "not printed",
                        row.get("year") or "not known",
                        row.get("kind") or "not known",
                        county(row) or "not known",
                        row.get("items", ""),
                        row.get("figures", ""),
                    ),
                ),
            ]
        )
    return markdown_table(["page", "title of the document", "year", "kind", "county", "items", "figures"], lines) + "\n"


def _tables(sources: Sources) -> str:
    parts = []
    for stage, title in (("processed", "Processed tables"), ("raw", "Raw tables")):
        found = [download for download in list_downloads(sources.root) if download.stage == stage]
        parts.append(
            f"## {title}\n\n"
            + markdown_table(["table", "number of rows", "columns", "size", "also as"], map(_download_row, found))
        )
        parts.append(_digests(found))
    return "\n\n".join(parts) + "\n"


def _download_row(download: Download) -> list[str]:
    link = f'<a href="{download.path}" download="{download.saved_as}">{download.name}</a>'
    others = " ".join(
        f'<a href="{path}.{ending}" download="{saved}.{ending}" aria-label="{name}: {saved}">{name}</a>'
        for path, saved in [(download.path.removesuffix(".csv"), download.saved_as.removesuffix(".csv"))]
        for ending, name in ENDINGS.items()
    )
    title = f"{link}<br>{html.escape(download.title)}"
    return [title, f"{download.rows:,}", str(download.columns), download.size, others]


def _digests(downloads: Sequence[Download]) -> str:
    lines = "\n".join(f"{download.sha256}  {download.saved_as}" for download in downloads)
    return f"SHA-256 of these files as downloaded:\n\n```text\n{lines}\n```"


def _dictionary() -> str:
    from eduplans.dictionary import data_dictionary

    # Patterns hold signs that Markdown would take for footnotes and emphasis: they are code.
    return re.sub(r"\bmatches ([^\s`;]+)", r"matches `\1`", data_dictionary().split("\n", 1)[1])


def _corrections(sources: Sources) -> str:
    rows = table_rows(sources.root / "data" / "raw" / "corrections.csv")
    figures = {row["figure_id"]: row for row in table_rows(sources.root / "data" / "raw" / "figures.csv")}
    if not rows:
        return "No correction has been made.\n"
    parts = []
    for row in rows:
        figure = figures.get(row["figure_id"], {})
        changed = f"{row['column']}: {row['old']} → {row['new']}" if row.get("new") else f"flag: {row.get('flag', '')}"
        parts.append(
            f"**{escape(figure.get('as_printed', row['figure_id']))}** ({code(row['figure_id'])})\n"
            f": {escape(changed)}\n"
            f": printed in {escape(figure.get('doc', ''))}, item {escape(figure.get('item', ''))}: "
            f"“{escape(figure.get('phrase', ''))}”\n"
            f": reason: {escape(row.get('reason', ''))}\n"
            f": source: {escape(row.get('source', ''))}\n"
        )
    return "\n".join(parts)


def _parameters(sources: Sources) -> str:
    parts = []
    for notebook in dict.fromkeys(shown.run.notebook for shown in sources.runs):
        declared = read_parameters(sources.root / "notebooks" / notebook).values()
        rows = [
            [code(one.name), escape(one.type), code(one.default), escape(one.help), code(one.rule) if one.rule else ""]
            for one in declared
        ]
        table = markdown_table(["name", "type", "default", "what it is", "values"], rows) if rows else "It takes none."
        parts.append(f"### {escape(notebook)}\n\n{table}")
    return "\n\n".join(parts) + "\n"


def _versions(sources: Sources) -> str:
    used = versions_shown(sources.root, sources.runs[0].record.versions)
    inputs: dict[str, str] = {}
    for shown in sources.runs:
        inputs |= dict(shown.record.inputs)
    tables = {name: digest for name, digest in sorted(inputs.items()) if name.startswith("data/")}
    others = {name: digest for name, digest in sorted(inputs.items()) if not name.startswith("data/")}
    return "\n\n".join(
        [
            "## Versions",
            markdown_table(["package", "version"], used),
            "## Runs",
            markdown_table(["run", "notebook", "parameters", "executed notebook"], map(_run_row, sources.runs)),
            "## Tables that the runs read",
            _digest_list(tables),
            "## Notebooks, modules and codebook",
            _digest_list(others),
        ]
    )


def _run_row(shown: Shown) -> list[str]:
    given = (
        ", ".join(f"{name} = {_word(value)}" for name, value in shown.run.parameters.items()) or "as the notebook says"
    )
    link = f'<a href="notebooks/{shown.run.name}.ipynb" download><code>{shown.record.output[:12]}</code></a>'
    return [f"[{escape(shown.run.name)}]({shown.page}.ipynb)", escape(shown.run.notebook), escape(given), link]


def _digest_list(digests: dict[str, str]) -> str:
    return "```text\n" + "\n".join(f"{digest}  {name}" for name, digest in digests.items()) + "\n```"


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
