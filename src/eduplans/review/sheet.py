"""The sheet of a review: a workbook in which a reader confirms or corrects the figures of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans import tables
from eduplans.corrections import apply_corrections
from eduplans.errors import Problem, UnknownNameError
from eduplans.review.columns import (
    ADDED,
    AS_READ,
    COLUMNS,
    EDITABLE,
    GUIDE,
    IMPLAUSIBLE,
    JUDGEMENTS,
    MEANINGS,
    NOT_A_FIGURE,
    RIGHT,
    SHEET,
    VOCABULARIES,
)
from eduplans.review.confirmations import as_read, read_confirmations
from eduplans.tables.cells import to_text
from eduplans.tables.store import read_text_checked

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NOTHING = dict.fromkeys(ADDED, "")
_WIDTHS = {"heading": 28, "phrase": 60, "measure": 32, "as_printed": 16, "look": 30, "reason": 40, "source": 32}
_HOW = (
    "Compare each row with the document.",
    "逐行与原文核对。",
    f"Right: choose '{RIGHT}' in the column judgement.",
    f"无误:在 judgement 栏选 {RIGHT}。",
    "It is kept with the day of saving, or that in the column date, and a name only where one stands in by.",
    "确认连同保存日期(或 date 栏所填)一并保留;by 栏可不填姓名。",
    "Read wrongly: change the coloured cells and write the reason.",
    "读错:改有颜色的单元格,并在 reason 栏写明理由。",
    f"Printed wrongly, the right cell not known: '{IMPLAUSIBLE}' and the reason.",
    f"原文有误而正确值不明:选 {IMPLAUSIBLE},并写理由。",
    f"No amount at all, such as the number of a road: '{NOT_A_FIGURE}' and the reason.",
    f"不是数据(如路名编号):选 {NOT_A_FIGURE},并写理由。",
    "Save as XLSX, then: eduplans review --back THIS-FILE",
    "存为 XLSX,再运行 eduplans review --back 本文件",
)


def write_review(doc: str, data: Path, out: Path) -> int:
    """Write the sheet of a document.

    Parameters
    ----------
    doc
        Its id.
    data
        The data folder (`eduplans.tables.data_folder`); figures are read from ``raw``, findings of the audit from
        ``processed`` where they are there.
    out
        The workbook to write (``.xlsx``).

    Returns
    -------
    int
        Rows, one a figure.

    Raises
    ------
    UnknownNameError
        No document has this id.
    """
    rows = _rows(doc, data)
    book = _workbook(rows)
    out.parent.mkdir(parents=True, exist_ok=True)
    tables.write_files({out: _bytes(book)})
    return len(rows)


def _rows(doc: str, data: Path) -> list[dict[str, str]]:
    """Cells of the sheet as text, corrections that are there already applied."""
    raw = data / "raw"
    figures, text = read_text_checked(raw / "figures.csv", tables.find_table("figures", tables.RAW))
    known = sorted(set(tables.read_raw("documents", raw)["doc"]))
    if doc not in known:
        raise UnknownNameError(Problem("no such document", value=doc, remedy="there are " + ", ".join(known)))
    corrections = tables.read_raw("corrections", raw)
    own = to_text(apply_corrections(text, corrections, raw).figures)
    records = [
        {str(name): str(cell) for name, cell in row.items()} for row in own[own["doc"] == doc].to_dict("records")
    ]
    items = tables.read_raw("items", raw)
    headings = dict(zip(items["doc"] + "\n" + items["item"], items["heading"], strict=True))
    added, confirmed = _added(corrections), read_confirmations(raw).set_index("figure_id").to_dict("index")
    looks = _looks(figures[figures["doc"] == doc], data)
    return [
        {
            **{name: row[name] for name in ("figure_id", "item", "phrase", "as_printed", *EDITABLE)},
            "heading": headings.get(f"{doc}\n{row['item']}", ""),
            "look": "; ".join(looks[row["figure_id"]]),
            **_NOTHING,
            "source": _source(row["item"]),
            **_confirmed(row, confirmed),
            **added.get(row["figure_id"], {}),
        }
        for row in records
    ]


def _confirmed(row: dict[str, str], confirmed: Mapping[Hashable, Mapping[Hashable, str]]) -> dict[str, str]:
    """Give what an earlier review said of a figure that is still read as it was confirmed."""
    found = confirmed.get(row["figure_id"])
    if found is None or found["as_read"] != as_read(row):
        return {}
    return {"judgement": RIGHT, **{name: found[name] for name in ("reason", "source", "date", "by")}}


def _source(item: str) -> str:
    return f"the document, item {item}" if item else "the document"


def _added(corrections: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Give what earlier reviews said of each figure."""
    words = {flag: word for word, flag in JUDGEMENTS.items() if flag}
    added = {}
    for figure_id, group in corrections.fillna("").groupby("figure_id"):
        flags = [words[flag] for flag in group["flag"] if flag]
        added[str(figure_id)] = {
            "judgement": next(iter(flags), ""),
            "reason": "; ".join(dict.fromkeys(group["reason"])),
            "source": "; ".join(dict.fromkeys(group["source"])),
        }
    return added


def _looks(figures: pd.DataFrame, data: Path) -> dict[str, list[str]]:
    """Why each figure deserves a look."""
    looks = {str(row.figure_id): _own_doubts(row) for row in figures.itertuples()}
    if (data / "processed" / "audit.csv").exists():
        audit = tables.read_processed("audit", data / "processed")
        for row in audit[audit["verdict"] == "inconsistent"].itertuples():
            for figure_id in str(row.figure_ids).split():
                if figure_id in looks:
                    looks[figure_id].append("the audit finds it inconsistent with others")
    return looks


def _own_doubts(row: object) -> list[str]:
    doubts = {
        "the grammar is not sure": getattr(row, "confidence") == "unsure",  # noqa: B009
        "destroyed characters stand beside it": bool(getattr(row, "damaged")),  # noqa: B009
        "no year was found": pd.isna(getattr(row, "year")),  # noqa: B009
        "no measure was found": pd.isna(getattr(row, "measure")),  # noqa: B009
    }
    return [words for words, holds in doubts.items() if holds]


def _workbook(rows: Sequence[dict[str, str]]) -> Workbook:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    if sheet is None:  # a new workbook has a sheet
        raise RuntimeError
    sheet.title = SHEET
    _fill(sheet, rows)
    _dress(sheet, len(rows))
    guide = book.create_sheet(GUIDE)
    for line in (*((line, "") for line in _HOW), ("", ""), *MEANINGS.items()):
        guide.append(line)
    guide.column_dimensions["A"].width = 24
    kept = book.create_sheet(AS_READ)
    kept.sheet_state = "hidden"
    _fill(kept, rows)
    return book


def _fill(sheet: Worksheet, rows: Sequence[dict[str, str]]) -> None:
    """Write cells as text: a spreadsheet must neither round a number nor take a cell for a formula."""
    sheet.append(COLUMNS)
    for place, row in enumerate(rows, start=2):
        for column, name in enumerate(COLUMNS, start=1):
            cell = sheet.cell(place, column)
            if row[name]:
                cell.value = row[name]
                cell.data_type = "s"
                cell.quotePrefix = row[name][0] in "=+-@"
            cell.number_format = "@"


def _dress(sheet: Worksheet, rows: int) -> None:
    """Colour what may be changed, offer the words of each vocabulary, freeze the head."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    open_to_change = PatternFill("solid", fgColor="FFF4D6")
    for column, name in enumerate(COLUMNS, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 14)
        sheet.cell(1, column).font = Font(bold=True)
        for place in range(2, rows + 2):
            cell = sheet.cell(place, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if name in (*EDITABLE, *ADDED):
                cell.fill = open_to_change
        words = tuple(JUDGEMENTS) if name == "judgement" else VOCABULARIES.get(name, ())
        # a list in a cell's rule may hold 255 characters
        if rows and words and len(",".join(words)) <= 255:
            choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{rows + 1}")
            sheet.add_data_validation(choice)
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "F2"
    sheet.auto_filter.ref = sheet.dimensions


def _bytes(book: Workbook) -> bytes:
    import io

    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
