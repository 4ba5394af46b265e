"""Workbooks (.xlsx): the values of the visible sheets, merged cells spread over what they cover."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from eduplans.documents.formats.archive import DAMAGED, check_archive
from eduplans.documents.formats.grid import cell_text, spanned
from eduplans.documents.formats.sheet import sheet_lines
from eduplans.documents.limits import DEFAULTS, Limits
from eduplans.errors import DocumentError, Problem

__all__ = ["read"]

_OLE = b"\xd0\xcf\x11\xe0"
_NO_NAME = re.compile(r"(?:sheet|工作表|表)\s?\d*", re.IGNORECASE)
_DECIMALS = re.compile(r"\.(0+)")
_DAMAGED = (*DAMAGED, InvalidFileException, LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError)


def read(data: bytes, where: str, limits: Limits = DEFAULTS) -> tuple[str, str]:
    """Read a workbook.

    Formulas give the values that the spreadsheet program kept with them.

    Parameters
    ----------
    data
        The file.
    where
        Its name, for errors.
    limits
        What it may cost.

    Returns
    -------
    tuple of str and str
        Text and encoding (that of its XML, ``utf-8``).

    Raises
    ------
    DocumentError
        If it is encrypted, damaged, too large, or its formulas hold no values.
    """
    if data.startswith(_OLE):
        raise DocumentError(
            Problem(
                "the workbook is encrypted, or a legacy .xls under another name",
                where=where,
                remedy="open it in a spreadsheet program, take the password off and save it as .xlsx",
            )
        )
    try:
        # the library warns of styles and extensions that do not matter here
        with warnings.catch_warnings(action="ignore"):
            lines = _lines(data, where, limits)
    except _DAMAGED as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(
            Problem(f"the workbook is damaged: {error}", where=where, remedy="open it and save it again")
        ) from error
    return "\n".join(lines), "utf-8"


def _lines(data: bytes, where: str, limits: Limits) -> list[str]:
    check_archive(data, where, limits)
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    lines = [
        line for sheet in _visible(workbook, where, limits) for line in _sheet(sheet, len(workbook.worksheets) > 1)
    ]
    if not lines and _formulas(data):
        raise DocumentError(
            Problem(
                "the formulas of the workbook hold no values",
                where=where,
                remedy="open it in a spreadsheet program and save it, which computes them",
            )
        )
    return lines


def _visible(workbook: Any, where: str, limits: Limits) -> list[Any]:
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    # a sheet can claim a million empty rows, which would all be made
    cells = sum(sheet.max_row * sheet.max_column for sheet in sheets)
    if cells > limits.cells:
        problem = limits.over("cells", f"the workbook spans {cells:,} cells", where)
        raise DocumentError(
            replace(problem, remedy=f"delete the empty rows and columns behind the tables, {problem.remedy}")
        )
    return sheets


def _sheet(sheet: Any, named: bool) -> list[str]:
    rows = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        text = rows[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, merged.max_row):
            for column in range(merged.min_col - 1, merged.max_col):
                rows[row][column] = rows[row][column] or spanned(text)
    lines = sheet_lines(rows)
    # the name of a sheet heads a table that has no title of its own
    if lines and named and " | " in lines[0] and not _NO_NAME.fullmatch(sheet.title):
        lines.insert(0, cell_text([sheet.title]))
    return lines


def _text(cell: Any) -> str:
    value, form = cell.value, cell.number_format or ""
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return _number(value, form)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, (date, time)) else cell_text([str(value)])


def _number(value: float, form: str) -> str:
    """Write a number without the noise of binary fractions, and a percentage as the sheet shows it."""
    if "%" in form:
        decimals = _DECIMALS.search(form)
        return f"{value * 100:.{len(decimals[1]) if decimals else 0}f}%"
    return str(value) if isinstance(value, int) else f"{value:.15g}"


def _formulas(data: bytes) -> bool:
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return any(cell.data_type == "f" for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row)
