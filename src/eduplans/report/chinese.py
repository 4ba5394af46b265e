"""The pages in Chinese: the same outputs with headings, tables and captions in Chinese; prose stays English."""

from __future__ import annotations

import copy
import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

from eduplans.display import escape
from eduplans.labels import in_language, label
from eduplans.report.follow import link_sentences
from eduplans.report.missing import remarks
from eduplans.report.sources import county, table_rows
from eduplans.runs.notebook import write_notebook, write_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from eduplans.report.follow import Follow
    from eduplans.report.headline import Headline
    from eduplans.report.sources import Sources

#: Folder of the pages in Chinese, in the report and in ``docs``.
FOLDER = "zh"
#: What both languages share stands outside that folder.
_SHARED = re.compile(r"""(["(])\.\./(?=(?:exports|figures|basis|series|data|notebooks|cite)/|codebook|cite\.html)""")
_PAGE = re.compile(r"\[([^\]]+)\]\(\.\./(versions|accuracy|codebook)\.md\)")
_HEADING = re.compile(r"(#+) (.+)")
_BOTH = re.compile(r"[^\u3400-\u9fff]*[A-Za-z][^\u3400-\u9fff]* (?P<zh>[\u3400-\u9fff].*)")
_KIND = re.compile(r" ?\(([a-z]+)\)")
_SOURCE = re.compile(r"\*(?P<said>(?:Source|Rests on): .+)\*")
_NAMED = re.compile(r'aria-label="([^"]*)"')
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|~$])")


def in_chinese(text: str) -> str:
    """Give a heading in Chinese: as the labels have it, or its own Chinese half.

    Examples
    --------
    >>> in_chinese("Teachers 教师"), in_chinese("The documents 文件语料"), in_chinese("云泽县 2024")
    ('教师', '文件语料', '云泽县 2024')
    """
    with in_language("zh"):
        said = label(text)
        said = _KIND.sub(lambda found: f"（{label(found[1])}）", said)
    half = _BOTH.fullmatch(text)
    return half["zh"] if said == text and half else said


def chinese_notebook(notebook: Any) -> Any:
    """Put headings, tables and captions of a page into Chinese.

    Parameters
    ----------
    notebook
        The source of the page in English, with its links.

    Returns
    -------
    nbformat.NotebookNode
        A copy.
    """
    notebook = copy.deepcopy(notebook)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = _headings(_shared(cell["source"]))
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                data["text/html"] = _shared(chinese_html(data["text/html"]))
            elif "text/markdown" in data:
                data["text/markdown"] = "  \n".join(map(_caption, data["text/markdown"].split("  \n")))
    return notebook


def _headings(source: str) -> str:
    lines = []
    for line in source.splitlines():
        found = _HEADING.fullmatch(line)
        lines.append(f"{found[1]} {in_chinese(found[2])}" if found else line)
    return "\n".join(lines)


def _shared(text: str) -> str:
    """Lead to what stands outside the folder of the pages in Chinese, as an address of a page and not of its source."""
    return _SHARED.sub(r"\1../../", _PAGE.sub(r'<a href="../../\2.html">\1</a>', text))


def _caption(line: str) -> str:
    found = _SOURCE.fullmatch(line)
    with in_language("zh"):
        if found:
            return f"*{escape(label(_ESCAPED.sub(chr(92) + '1', found['said'])))}*"
        return label(line)


def chinese_html(page: str) -> str:
    """Put the texts of a table into Chinese, each as a whole; links stay where they are.

    Examples
    --------
    >>> chinese_html("<table><tr><th>year</th><td><a href='#x'>not found</a></td></tr></table>")
    '<table><tr><th>年份</th><td><a href="#x">未找到</a></td></tr></table>'
    """
    from lxml import etree, html

    parts = html.fragments_fromstring(page)
    with in_language("zh"):
        for part in parts:
            if isinstance(part, str):
                continue
            for element in part.iter():
                if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
                    continue
                element.text = _text(element.text)
                if element is not part:
                    element.tail = _text(element.tail)
    return "".join(
        part if isinstance(part, str) else etree.tostring(part, encoding="unicode", method="html") for part in parts
    )


def chinese_overlay(page: str) -> str:
    """Put the links on a picture into Chinese: what they are called together, and where they lead.

    Examples
    --------
    >>> chinese_overlay('<div aria-label="not found"><a href="../basis/a.html" aria-label="x: 1"></a></div>')
    '<div aria-label="未找到"><a href="../../basis/a.html" aria-label="x: 1"></a></div>'
    """
    with in_language("zh"):
        return _shared(_NAMED.sub(lambda found: f'aria-label="{label(found[1])}"', page, count=1))


def _text(text: str | None) -> str | None:
    if not text or not text.strip():
        return text
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    said = label(inner)
    half = _BOTH.fullmatch(inner)
    return before + (half["zh"] if said == inner and half and len(inner) < 80 else said) + after


def stage_chinese(
    sources: Sources, docs: Path, staged: Path, pages: Mapping[str, Any], headline: Headline, follow: Follow
) -> None:  # fmt: skip
    """Write what Sphinx reads for the pages in Chinese.

    Parameters
    ----------
    sources
        What the report is made of.
    docs
        The prose of the report; its folder ``zh`` holds that in Chinese.
    staged
        Folder to be written.
    pages
        Notebooks of the English pages by path without ending.
    headline
        What the start page repeats.
    follow
        What the numbers lead to.
    """
    shutil.copytree(docs / FOLDER, staged)
    shutil.copy(docs / "conf.py", staged / "conf.py")
    shutil.copytree(docs / "_static", staged / "_static")
    for name, notebook in pages.items():
        page = chinese_notebook(notebook)
        link_sentences(page, follow.of_page(name), follow.facts, top="../../")
        write_notebook(page, staged / f"{name}.ipynb")
    for name, text in remarks(_generated(sources, headline), sources.missing).items():
        write_text(staged / "_generated" / name, text)
    if headline.picture is not None:
        (staged / "_generated" / "headline.png").write_bytes(headline.picture)


def _generated(sources: Sources, headline: Headline) -> dict[str, str]:
    figures, items = (
        sum(int(row.get(name) or 0) for row in sources.documents) for name in ("figures", "items")
    )  # fmt: skip
    count = len(sources.documents)
    counted = f"本报告从 **[{count} 份县级教育文件](counties.md)** 中读出 **[{items} 个条目](counties.md)** 和 "
    counted += f"**{_to('figures', figures)} 个数字**，每个都附有短语和出处。"
    said = [counted, *_sentences(sources)]
    if headline.picture is not None:
        said.append(f"![{escape(headline.alt)}](_generated/headline.png)")
    said += [f"见 [{escape(in_chinese(shown.title))}]({shown.page}.ipynb)。" for shown in headline.chapters]
    return {
        "headline.md": "\n\n".join(said) + "\n",
        "chapters.md": _chapters(sources),
        "counties.md": _counties(sources),
        "navigation.md": _navigation(sources),
    }


def _sentences(sources: Sources) -> list[str]:
    """Say what the audit and the codebook found, from the tables."""
    processed = sources.root / "data" / "processed"
    verdicts = Counter(row["verdict"] for row in table_rows(processed / "audit.csv"))
    figures = table_rows(processed / "figures.csv")
    said = []
    if verdicts:
        one, no, open_ = (verdicts[name] for name in ("consistent", "inconsistent", "cannot tell"))
        total = sum(verdicts.values())
        said.append(
            f"核对同一文件内的数字，得到 **{_to('data', total)} 个关系**：{_to('data', one)} 个一致，"
            f"{_to('data', no)} 个矛盾，{_to('data', open_)} 个无法判定。"
        )
    if figures:
        codes = {row["indicator"] for row in figures} - {"other", ""}
        targets = sum(row["status"] == "target" for row in figures)
        said.append(
            f"这些数字涉及 **{_to('indicators', len(codes))} 个指标**，其中 {_to('indicators', targets)} 个是目标值。"
        )
    return said


def _to(page: str, number: int) -> str:
    """Link a number to the page, shared by both languages, that lists what it counts."""
    return f'<a class="follow" href="../{page}.html">{number}</a>'


def _chapters(sources: Sources) -> str:
    groups: dict[str, list[str]] = {}
    for shown in sources.chapters:
        groups.setdefault(in_chinese(shown.run.group), []).append(
            f"- [{escape(in_chinese(shown.title))}]({shown.page}.ipynb)"
        )
    ordered = sorted(groups.items(), key=lambda group: bool(group[0]))
    return "\n".join((f"## {name}\n\n" if name else "") + "\n".join(lines) + "\n" for name, lines in ordered)


def _counties(sources: Sources) -> str:
    from eduplans.report.pages import markdown_table

    rows = {row["doc"]: row for row in sources.documents}
    lines = []
    with in_language("zh"):
        for shown in sources.counties:
            row = rows[shown.run.document]
            lines.append(
                [
                    f"[{escape(shown.title)}]({shown.page}.ipynb)",
                    escape(row.get("title") or "未印"),
                    escape(row.get("year") or "不详"),
                    escape(label(row.get("kind") or "not known")),
                    escape(county(row).replace("(inferred)", "（推断）") or "不详"),
                    row.get("items", ""),
                    row.get("figures", ""),
                ]
            )
    return markdown_table(["页面", "文件标题", "年份", "种类", "县区", "条目", "数字"], lines) + "\n"


def _navigation(sources: Sources) -> str:
    blocks = (
        ("章节", ["chapters", *(shown.page for shown in sources.chapters)]),
        ("县区", ["counties", *(shown.page for shown in sources.counties)]),
        ("数据", ["data"]),
    )
    return "\n".join(
        "```{toctree}\n:hidden:\n:caption: " + caption + "\n\n" + "\n".join(f"/{name}" for name in names) + "\n```\n"
        for caption, names in blocks
    )
