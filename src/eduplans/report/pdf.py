"""The whole report as one PDF: contents, numbered tables and pictures, an embedded Chinese font."""

from __future__ import annotations

import base64
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, RunError
from eduplans.progress import Steps
from eduplans.report.follow.exhibits import kind_of
from eduplans.report.sources import read_sources
from eduplans.runs.expect import alt_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eduplans.report.sources import Shown, Sources

_HEADING = re.compile(r"(#{1,4}) (.+)")
_INLINE = re.compile(
    r"(?P<code>`[^`]+`)|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*\s][^*]*?)\*|\[(?P<text>[^\]]+)\]\((?P<href>[^)\s]+)\)"
    r"|\\(?P<escaped>[\\`*_\[\]<>#|~$])|<(?P<tag>/?[a-z][^>]*)>"
)
_SPECIAL = re.compile(r"([\\#$*_`@<>\[\]~=/+'\"-])")
#: A table of more columns than these is set smaller; of more still, across the sheet.
_MANY, _WIDE = 6, 9

_HEAD = """\
#set document(title: "eduplans: figures of Chinese local education", author: "The eduplans developers", date: none)
#set page(paper: "a4", margin: (x: 2cm, y: 2.2cm), numbering: "1")
#set text(font: "Noto Sans SC", size: 9.5pt, lang: "en", region: "CN")
#set par(justify: false, leading: 0.62em)
#set heading(numbering: "1.1")
#show heading.where(level: 1): it => { pagebreak(weak: true); text(size: 17pt, it); v(0.4em) }
#show heading.where(level: 2): set text(size: 12.5pt)
#show heading: set block(above: 1.4em, below: 0.8em)
#show figure: set block(breakable: true)
#show figure.caption: set text(size: 9pt)
#show figure.where(kind: table): set figure.caption(position: top)
#let strokes = (x, y) => if y == 0 { (bottom: 0.8pt, top: 0.8pt) } else { (bottom: 0.3pt + luma(170)) }
#set table(stroke: strokes, inset: (x: 3pt, y: 2.5pt))
#show table.cell.where(y: 0): strong
#show link: set text(fill: rgb("#0b4f8a"))
#show raw: set text(font: ("Noto Sans SC",), size: 8.5pt)
"""


def write_pdf(root: Path, out: Path, steps: Steps | None = None) -> Path:
    """Write the report as a PDF.

    Parameters
    ----------
    root
        The project, with its runs done.
    out
        The file; written beside and renamed.
    steps
        Told of each chapter and county.

    Returns
    -------
    pathlib.Path
        The file. The same runs give the same bytes: it holds no date and takes no font of the system.

    Raises
    ------
    RunError
        Typst, which sets it, is not installed, or runs are missing or cannot be read.
    """
    try:
        import typst
    except ModuleNotFoundError as error:
        raise RunError(
            Problem("typst is not installed, which sets the PDF", remedy='pip install "eduplans[report]"')
        ) from error
    import tempfile

    steps = steps or Steps()
    steps.tell("reading the runs")
    sources = read_sources(root)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.typ").write_text(report_source(sources, folder, steps), encoding="utf-8")
        steps.expect(1)
        steps.tell("setting the PDF")
        content = typst.compile(
            folder / "report.typ", root=folder, font_paths=[_fonts()], ignore_system_fonts=True, timestamp=0
        )  # fmt: skip
        steps.did()
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(f".{out.name}")
    beside.write_bytes(content)
    beside.replace(out)
    return out


def _fonts() -> Path:
    spec = find_spec("zhplot")
    if spec is None or spec.origin is None:
        raise RunError(
            Problem("the package zhplot is missing, which carries the font", remedy='pip install "eduplans[report]"')
        )
    return Path(spec.origin).parent / "fonts"


def report_source(sources: Sources, folder: Path, steps: Steps | None = None) -> str:
    """Write the report in Typst's language, its pictures into a folder.

    Parameters
    ----------
    sources
        What the report is made of.
    folder
        Where the pictures go.
    steps
        Told of each chapter and county.

    Returns
    -------
    str
    """
    count, figures = len(sources.documents), sum(int(row.get("figures") or 0) for row in sources.documents)
    counted = f"{count} documents, {figures} figures, {len(sources.runs)} chapters and pages of counties"
    title = "#v(5cm)#text(size: 26pt)[Figures of Chinese local education]#v(0.5cm)"
    chinese = "#text(size: 15pt)[中国地方教育文件中的数字]#v(1cm)"
    parts = [
        _HEAD,
        f"#align(center)[{title}{chinese}{counted}#v(0.5cm)eduplans]",
        "#pagebreak()",
        "#outline(depth: 2)",
        "#pagebreak()",
        "#outline(title: [Tables], target: figure.where(kind: table))",
        "#outline(title: [Pictures], target: figure.where(kind: image))",
    ]
    every = (*sources.chapters, *sources.counties)
    for number, shown in enumerate((steps or Steps()).through(every, "writing the chapters")):
        parts += _chapter(shown, folder, f"{number:02d}")
    return "\n\n".join(parts) + "\n"


def _chapter(shown: Shown, folder: Path, prefix: str) -> Iterator[str]:
    yield f"= {escaped(shown.title)}"
    pictures = 0
    for place, cell in enumerate(shown.notebook["cells"]):
        if cell["cell_type"] == "markdown":
            source = cell["source"]
            yield markdown(source.partition("\n")[2] if place == 0 and source.startswith("# ") else source)
        outputs = cell.get("outputs", [])
        for number, output in enumerate(outputs):
            data, kind = output.get("data", {}), kind_of(output)
            if kind == "picture":
                pictures += 1
                name = f"{prefix}-{pictures}.png"
                (folder / name).write_bytes(base64.b64decode(data["image/png"]))
                caption = _caption_after(outputs[number + 1 : number + 2])
                yield _picture(name, caption or alt_text(output), alt_text(output))
            elif kind == "table":
                yield table(data["text/html"])
            elif "text/markdown" in data and not (number and kind_of(outputs[number - 1]) == "picture"):
                yield markdown(data["text/markdown"])


def _caption_after(following: Sequence[Any]) -> str:
    for output in following:
        data = output.get("data", {})
        if "text/markdown" in data and "text/html" not in data:
            return " ".join(line for line in data["text/plain"].splitlines() if not line.startswith("*Rests on"))
    return ""


def _picture(name: str, caption: str, alt: str) -> str:
    quoted = alt.replace("\\", "\\\\").replace('"', '\\"')
    words = escaped(caption.replace("**", "").replace("*", ""))
    return f'#figure(image("{name}", width: 88%, alt: "{quoted}"), caption: [{words}])'


def table(page: str) -> str:
    r"""Write a table of `eduplans.display` as a numbered figure of Typst, with its notes below.

    Parameters
    ----------
    page
        Its HTML.

    Returns
    -------
    str
        What it rests on is left out: the pages have it.

    Examples
    --------
    >>> print(table("<figure class='table'><table><caption>A_b</caption><thead><tr><th>n</th></tr></thead>"
    ...             "<tbody><tr><td class='num'>5</td></tr></tbody></table></figure>"))
    #figure(kind: table, caption: [A\_b])[#set text(size: 8pt)
    #table(columns: (auto,), align: (right,), table.header([n]),
    [5],
    )#align(left)[]]
    """
    from lxml import html

    figure = html.fragment_fromstring(page)
    heads = [cell.text_content() for cell in figure.iterfind(".//thead//th")]
    rows = [[*row.iterfind("td")] for row in figure.iterfind(".//tbody/tr")]
    right = [all("num" in row[place].get("class", "") for row in rows) for place in range(len(heads))]
    long = [max((len(row[place].text_content()) for row in rows), default=0) for place in range(len(heads))]
    columns = ", ".join("1fr" if length > 18 else "auto" for length in long)
    align = ", ".join("right" if side else "left" for side in right)
    lines = "\n".join("".join(f"[{_cell(cell.text_content())}], " for cell in row).rstrip() for row in rows)
    notes = [p.text_content() for p in figure.iterfind("figcaption/p")]
    said = "".join(
        f"\n#text(size: 7.5pt)[{escaped(note)}] \\" for note in notes if not note.startswith("Rests on")
    ).removesuffix(" \\")  # fmt: skip
    size = "8pt" if len(heads) <= _MANY else "6.6pt" if len(heads) <= _WIDE else "5.6pt"
    caption = figure.findtext(".//caption") or ""
    header = ", ".join(f"[{_cell(head)}]" for head in heads)
    return (
        f"#figure(kind: table, caption: [{escaped(caption)}])[#set text(size: {size})\n"
        f"#table(columns: ({columns},), align: ({align},), table.header({header}),\n{lines}\n)#align(left)[{said}]]"
    )


def _cell(text: str) -> str:
    """Escape a cell; a long word, such as an id or an address, may break."""
    return re.sub(r"(?<=[\w/])([:/-])(?=\w)", "\\1\u200b", escaped(text)) if len(text) > 12 else escaped(text)


def escaped(text: str) -> str:
    r"""Escape what Typst would take for markup.

    Examples
    --------
    >>> print(escaped("a_b *c* #d [e] 5 - 3"))
    a\_b \*c\* \#d \[e\] 5 \- 3
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def markdown(text: str) -> str:
    r"""Write Markdown, as notebooks have it, in Typst's language: headings, paragraphs, lists, code, tables of pipes.

    Examples
    --------
    >>> print(markdown("## What *is* it?\n\nIt is **7 %**, see [there](x.ipynb).\n\n- one `a_b`\n- two"))
    == What #emph[is] it?
    <BLANKLINE>
    It is #strong[7 %], see there.
    <BLANKLINE>
    - one #raw("a_b")
    - two
    """
    out: list[str] = []
    code = False
    for line in text.splitlines():
        if line.startswith("```"):
            code = not code
            out.append("```" if not code else "```text")
        elif code:
            out.append(line)
        elif found := _HEADING.fullmatch(line.rstrip()):
            out.append(f"{'=' * len(found[1])} {_inline(found[2])}")
        elif line.lstrip().startswith(("- ", "* ")):
            indent = len(line) - len(line.lstrip())
            out.append(" " * indent + f"- {_inline(line.lstrip()[2:])}")
        elif numbered := re.match(r"(\d+)\. (.+)", line):
            out.append(f"+ {_inline(numbered[2])}")
        elif line.startswith("|"):
            out.append("" if set(line) <= set("|-: ") else _inline(line.strip("| ").replace(" | ", "; ")) + " \\")
        else:
            out.append(_inline(line.rstrip()) + (" \\" if line.endswith("  ") else ""))
    return "\n".join(out)


def _inline(text: str) -> str:
    parts, done = [], 0
    for found in _INLINE.finditer(text):
        parts += [_text(text[done : found.start()]), _marked(found)]
        done = found.end()
    return "".join([*parts, _text(text[done:])])


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _marked(found: re.Match[str]) -> str:
    if found["code"]:
        quoted = found["code"].strip("`").replace("\\", "\\\\").replace('"', '\\"')
        return f'#raw("{quoted}")'
    if found["bold"]:
        return f"#strong[{_inline(found['bold'])}]"
    if found["italic"]:
        return f"#emph[{_inline(found['italic'])}]"
    if found["escaped"]:
        return _text(found["escaped"])
    if found["tag"]:
        return ""
    if found["href"].startswith("http"):
        return f'#link("{found["href"]}")[{_inline(found["text"])}]'
    return _inline(found["text"])
