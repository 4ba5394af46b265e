"""A table as CSV for spreadsheets, LaTeX for papers, and HTML that pastes into Word."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.exports.shown import Shown

#: A spreadsheet takes what begins so for a formula, in Chinese versions the full width too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Some drop these before they look.
_SKIPPED = " \u3000\xa0\ufeff"
#: A number as it is shown, with sign, separators, marks and percent sign: no formula.
_NUMBER = re.compile(r"[+-]?(?:\d[\d,.]*|\.\d+)(?:[eE][+-]?\d+)?[†‡]*\s?%?")
#: A number as tables show it, and what they show where there is none.
_SHOWN_NUMBER = re.compile(
    r"(?P<number>[+\N{MINUS SIGN}-]?\d{1,3}(?:,\d{3})*(?:\.\d+)?|[+\N{MINUS SIGN}-]?\d+(?:\.\d+)?)"
    r"(?P<marks>[†‡]*)(?P<percent>\s?%)?"
)
_NOTHING = frozenset({"", "–"})
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
#: A longer table is broken over pages in LaTeX.
_LONG = 40
_LATEX = str.maketrans(
    {sign: "\\" + sign for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_CELL = "padding:2pt 5pt;vertical-align:top"
_FONT = "font-family:'Times New Roman',SimSun,serif;font-size:10.5pt"


def neutral(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: an apostrophe before it.

    Parameters
    ----------
    text
        A cell.

    Returns
    -------
    str
        Numbers, also with a sign before and marks after them, stay as they are.

    Examples
    --------
    >>> neutral("=1+2"), neutral("-5 %"), neutral("−5 %"), neutral("@all"), neutral("+12.3†")
    ("'=1+2", '-5 %', '−5 %', "'@all", '+12.3†')
    """
    begins = text.lstrip(_SKIPPED).startswith(_FORMULA)
    return f"'{text}" if begins and not _NUMBER.fullmatch(text) else text


def csv_text(heads: Sequence[str], frame: pd.DataFrame, cells: Sequence[Sequence[str]], shown: Shown) -> str:
    """Write a table as CSV, with its caption, notes, source and what it rests on as lines that begin with ``#``.

    Parameters
    ----------
    heads, cells
        As shown.
    frame
        The table itself: its numbers are written in full, not as they are rounded for reading.
    shown
        The words that go with it.

    Returns
    -------
    str
        All texts in quotation marks, so that ``pandas.read_csv(path, comment="#")`` reads it.

    Examples
    --------
    >>> from eduplans.exports.shown import Shown
    >>> frame = pd.DataFrame({"a": ["=x"], "b": [1 / 3]})
    >>> print(csv_text(["a", "b"], frame, [["=x", "0.33"]], Shown("T", "T", source="s")), end="")
    # T
    # Source: s
    "a","b"
    "'=x",0.3333333333333333
    """
    text = io.StringIO()
    for line in (shown.caption, *shown.lines(whole=True)):
        text.write(f"# {' '.join(line.split())}\n")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    columns = [
        column
        for place, head in enumerate(heads)
        for column in _csv_columns(head, list(frame.iloc[:, place]), [row[place] for row in cells])
    ]
    writer.writerow([neutral(head) for head, _ in columns])
    writer.writerows(zip(*(values for _, values in columns), strict=True))
    return text.getvalue()


def _csv_columns(head: str, values: list[Any], cells: list[str]) -> list[tuple[str, list[Any]]]:
    """Give a column its values: numbers written for reading become numbers, and their marks a column of their own.

    Examples
    --------
    >>> _csv_columns("亿元", ["2,562.6†", "–", "−3.0"], ["2,562.6†", "–", "−3.0"])
    [('亿元', [2562.6, '', -3.0]), ('亿元 mark', ['†', '', ''])]
    >>> _csv_columns("growth", ["+1.4 %", "2 %"], ["+1.4 %", "2 %"])
    [('growth, %', [1.4, 2])]
    """
    read = [_SHOWN_NUMBER.fullmatch(cell) for cell in cells]
    written = [found for found, cell in zip(read, cells, strict=True) if cell not in _NOTHING]
    percent = {bool(found["percent"]) for found in written if found}
    typed = any(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
    if typed or not written or not all(written) or len(percent) > 1:
        return [(head, [_csv_cell(value, cell) for value, cell in zip(values, cells, strict=True)])]
    numbers = [_plain_number(found) if found else "" for found in read]
    marks = [found["marks"] if found else "" for found in read]
    named = f"{head}, %" if percent == {True} and "%" not in head else head
    return [(named, numbers), *([(f"{head} mark", marks)] if any(marks) else [])]


def _plain_number(found: re.Match[str]) -> int | float:
    text = found["number"].replace(",", "").replace("\N{MINUS SIGN}", "-")
    return float(text) if "." in text else int(text)


def _csv_cell(value: Any, cell: str) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or pd.isna(value):
        return neutral(cell)
    return int(value) if float(value).is_integer() else value


def latex(
    heads: Sequence[str], cells: Sequence[Sequence[str]], right: Sequence[bool], shown: Shown, name: str = ""
) -> str:
    r"""Write a table as LaTeX with the rules of the package booktabs.

    Parameters
    ----------
    heads, cells
        As shown; every sign that LaTeX takes for markup is escaped.
    right
        Whether each column is aligned right.
    shown
        The words that go with it: caption above, the others below.
    name
        For ``\label{tab:...}``.

    Returns
    -------
    str
        A ``table``, or a ``longtable`` where it has more rows than a page; the first lines, as comments, say which
        packages it needs.

    Examples
    --------
    >>> from eduplans.exports.shown import Shown
    >>> print(latex(["a_b", "n"], [["50 %", "1"]], [False, True], Shown("T", "T", source="s")), end="")
    % Needs \usepackage{booktabs}; compile with XeLaTeX or LuaLaTeX.
    \begin{table}
    \caption{T}
    \begin{tabular}{lr}
    \toprule
    a\_b & n \\
    \midrule
    50 \% & 1 \\
    \bottomrule
    \end{tabular}
    \par\footnotesize
    Source: s
    \end{table}
    """
    long = len(cells) > _LONG
    columns = "".join("r" if side else "l" for side in right)
    body = _styled(heads, cells, columns, shown, name, long=long)
    packages = r"\usepackage{booktabs}" + (r" and \usepackage{longtable}" if long else "")
    everything = "".join([shown.caption, *shown.lines(), *heads, *(cell for row in cells for cell in row)])
    comment = f"% Needs {packages}; compile with XeLaTeX or LuaLaTeX.\n"
    if _CHINESE.search(everything):
        comment += "% It holds Chinese characters: also \\usepackage{ctex}, which finds a Chinese font.\n"
    comment += _all_it_rests_on(shown)
    notes = " \\\\\n".join(_escaped(line) for line in shown.lines())
    foot = f"{{\\footnotesize\n{notes}\\par}}\n" if long else f"\\par\\footnotesize\n{notes}\n"
    if long:
        return comment + body + (foot if notes else "")
    opening = f"\\begin{{table}}\n\\caption{{{_escaped(shown.caption)}}}\n"
    label = f"\\label{{tab:{name}}}\n" if name else ""
    return comment + opening + label + body + (foot if notes else "") + "\\end{table}\n"


def _all_it_rests_on(shown: Shown) -> str:
    """Write the whole list as a comment, where the line under the table names but the first."""
    lines = shown.lines(whole=True)
    return "" if lines == shown.lines() else f"% {' '.join(lines[-1].split())}\n"


def _styled(
    heads: Sequence[str], cells: Sequence[Sequence[str]], columns: str, shown: Shown, name: str, *, long: bool
) -> str:
    frame = pd.DataFrame([list(map(_escaped, row)) for row in cells], columns=range(len(heads)), dtype=object)
    frame.columns = pd.Index(list(map(_escaped, heads)))
    frame.index = pd.Index(range(len(frame)))
    styler = _unnamed(frame).hide(axis="index")
    if not long:
        return str(styler.to_latex(hrules=True, column_format=columns))
    caption, label = _escaped(shown.caption), f"tab:{name}" if name else None
    return str(
        styler.to_latex(hrules=True, column_format=columns, environment="longtable", caption=caption, label=label)
    )


def _unnamed(frame: pd.DataFrame) -> Any:
    """Give the styler of a frame; two columns of one name, which it refuses, are told apart by an empty group."""
    seen: dict[str, int] = {}
    names = []
    for head in frame.columns:
        names.append(head + "{}" * seen.get(head, 0))
        seen[head] = seen.get(head, 0) + 1
    return frame.set_axis(names, axis=1).style


def _escaped(text: str) -> str:
    r"""Escape for LaTeX; a bracket or asterisk at the beginning would be taken for an option of the line before.

    Examples
    --------
    >>> print(_escaped("[a] & {1} 5 % $ #_"), _escaped("x^~"))
    {}[a] \& \{1\} 5 \% \$ \#\_ x\textasciicircum{}\textasciitilde{}
    """
    escaped = " ".join(text.split()).translate(_LATEX)
    return "{}" + escaped if escaped[:1] in {"[", "*"} else escaped


def html_page(heads: Sequence[str], cells: Sequence[Sequence[str]], right: Sequence[bool], shown: Shown) -> str:
    """Write a table as a page of its own whose styles stand in its tags, so that Word keeps them on pasting.

    Parameters
    ----------
    heads, cells, right
        As for `latex`.
    shown
        The words that go with it.

    Returns
    -------
    str
        Three rules, as papers have them: above, below the heads, below. All ids that it rests on stand in its head.
    """
    top, middle = "border-top:1.5pt solid black", "border-bottom:0.75pt solid black"
    last = len(cells) - 1
    head = _html_row("th", heads, right, f"{top};{middle};font-weight:bold")
    rows = [
        _html_row("td", row, right, "border-bottom:1.5pt solid black" if place == last else "")
        for place, row in enumerate(cells)
    ]
    notes = "".join(
        f'<p style="{_FONT};font-size:9pt;margin:2pt 0">{html.escape(line)}</p>\n' for line in shown.lines()
    )
    caption = html.escape(shown.caption)
    basis = html.escape(", ".join(shown.rests_on), quote=True)
    meta = f'<meta name="rests-on" content="{basis}">' if basis else ""
    return (
        f'<!DOCTYPE html>\n<html>\n<head><meta charset="utf-8">{meta}<title>{caption}</title></head>\n<body>\n'
        f'<p style="{_FONT};font-weight:bold;margin:6pt 0">{caption}</p>\n'
        f'<table style="border-collapse:collapse;{_FONT}">\n<thead>{head}</thead>\n<tbody>\n'
        + "\n".join(rows)
        + f"\n</tbody>\n</table>\n{notes}</body>\n</html>\n"
    )


def _html_row(tag: str, texts: Sequence[str], right: Sequence[bool], style: str) -> str:
    parts = [
        f'<{tag} style="{_CELL};text-align:{"right" if side else "left"}{";" + style if style else ""}">'
        f"{html.escape(text)}</{tag}>"
        for text, side in zip(texts, right, strict=True)
    ]
    return f"<tr>{''.join(parts)}</tr>"
