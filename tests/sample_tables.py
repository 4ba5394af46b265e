"""Small raw tables about Qingping (青屏县), an invented county, for the tests of tables."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from eduplans import tables
from eduplans.identity import figure_ids
from eduplans.tables.raw import FACTS, STEPS

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

Row = dict[str, object]
DOC = "qingping-2031-report"

#: item, printed form, value, unit, measure, level, status, change of the invented report's figures.
_FIGURES = (
    (None, "85所", 85.0, "school", "各级各类学校数", "all", "actual", "level"),
    ("一/1", "91.5%", 91.5, "percent", "学前三年毛入园率", "preschool", "actual", "level"),
    ("一/1", "1小时", 1.0, "hour", "每天体育活动时间", None, "standard", "level"),
    ("一/2", "77万元", 770000.0, "yuan", "乡镇工作补贴", None, "actual", "level"),
    ("一/2", "3盏", 3.0, "item", "路灯", None, "actual", "level"),
)
_ITEMS = (("一", "一", 1, "总体情况", 40), ("一/1", "1", 2, "学前教育", 60), ("一/2", "2", 2, "教师待遇", 60))


def document_row() -> Row:
    digest = hashlib.sha256(b"invented").hexdigest()
    row: Row = {
        "doc": DOC,
        "title": "青屏县2031年教育工作报告",
        "issuer": "青屏县教育局",
        "number": None,
        "date": "2032-01-15",
        "year": 2031,
        "county": "青屏县",
        "county_code": "999901",
        "province": "虚构省",
        "province_code": "990000",
        "kind": "report",
        "source": "unknown",
    }
    for fact in FACTS:
        row |= {f"{fact}_basis": "printed", f"{fact}_evidence": None}
    row |= {"county_basis": "inferred", "file": f"{DOC}.txt", "format": "txt", "encoding": "utf-8"}
    row |= {"sha256_file": digest, "sha256_text": digest, "characters_file": 230, "characters_text": 220}
    row |= {f"removed_{step}": 0 for step in STEPS}
    return row | {
        "damage": 1,
        "items": len(_ITEMS),
        "figures": len(_FIGURES),
        "segmenter": "rjieba 0.2",
        "version": "0",
    }


def item_rows() -> list[Row]:
    rows, start = [], 60
    for order, (path, label, depth, heading, length) in enumerate(_ITEMS, start=1):
        rows.append(
            {"doc": DOC, "order": order, "item": path, "label": label, "depth": depth, "heading": heading}
            | {"start": start, "end": start + length, "characters": length, "deadline": ""}
        )
        start += length
    return rows


def figure_rows() -> list[Row]:
    ids = figure_ids(DOC, ((item or "", printed) for item, printed, *_ in _FIGURES))
    begin = {None: 5, "一/1": 105, "一/2": 165}
    rows: list[Row] = []
    for order, (figure_id, figure) in enumerate(zip(ids, _FIGURES, strict=True), start=1):
        item, printed, value, unit, measure, level, status, change = figure
        start = begin[item]
        begin[item] = start + 10
        rows.append(
            {"figure_id": figure_id, "doc": DOC, "order": order, "item": item, "as_printed": printed, "value": value}
            | {"value_max": None, "unit": unit, "qualifier": "exact", "measure": measure, "level": level}
            | {"year": 2031, "status": status, "change": change, "confidence": "sure", "start": start}
            | {"end": start + len(printed), "phrase": f"{measure}{printed}", "group": None, "role": "none"}
            | {"damaged": False}
        )
    return rows


def word_rows() -> list[Row]:
    counts = (("一", "县", 2), ("一/1", "学前", 1), ("一/1", "幼儿园", 3), ("一/2", "教师", 4))
    return [{"doc": DOC, "item": item, "word": word, "count": count} for item, word, count in counts]


def damage_rows() -> list[Row]:
    return [{"doc": DOC, "item": "一/2", "start": 180, "end": 182, "printed": "?", "kind": "gloss", "repaired": False}]


def cue_rows() -> list[Row]:
    rows = (
        (None, 14, 15, "stop", "。", None),
        ("一/1", 101, 103, "share", "占比", None),
        ("一/2", 170, 175, "list", "东、西、南", 3),
    )
    return [
        {"doc": DOC, "item": item, "start": start, "end": end, "cue": cue, "printed": printed}
        | {"number": number, "clause": None}
        for item, start, end, cue, printed, number in rows
    ]


def national_rows() -> list[Row]:
    base: Row = {"source": "an invented bulletin", "stage": "final", "note": None, "other_values": None}
    return [
        base
        | {"year": 2030, "indicator": "ger_senior", "level": "senior_all", "value": 90.25, "unit": "percent"}
        | {"as_printed": "90.25%", "seen_in": "copy", "agreeing_sources": 0},
        base
        | {"year": 2030, "indicator": "schools", "level": "junior", "value": 5.0, "unit": "count"}
        | {"as_printed": "5所", "seen_in": "publisher or known press", "agreeing_sources": 0},
        base
        | {"year": 2031, "indicator": "edu_total", "level": "all", "value": 700.0, "unit": "yuan"}
        | {"as_printed": "700元", "seen_in": "copy", "agreeing_sources": 1, "other_values": "701元"},
    ]


def correction_rows() -> list[Row]:
    return [
        {"figure_id": figure_rows()[3]["figure_id"], "column": "value", "old": "770000", "new": None}
        | {"flag": "implausible", "reason": "more than all pay", "source": "the invented report"}
    ]


def confirmation_rows() -> list[Row]:
    rows = (
        (figure_rows()[0], "value=", "2031-03-09", "a reader of the invented report"),
        ({"figure_id": f"{DOC}:0a0a0a0a"}, "value=5", "2031-03-10", None),
    )
    return [
        {"figure_id": figure["figure_id"], "as_read": said, "date": day, "by": by}
        | {"reason": None, "source": "the document"}
        for figure, said, day, by in sorted(rows, key=lambda row: str(row[0]["figure_id"]))
    ]


def frames() -> dict[str, pd.DataFrame]:
    """All raw tables, typed."""
    rows = {
        "documents": [document_row()],
        "items": item_rows(),
        "item_words": word_rows(),
        "figures": figure_rows(),
        "damage": damage_rows(),
        "cues": cue_rows(),
        "corrections": correction_rows(),
        "confirmations": confirmation_rows(),
        "national": national_rows(),
    }
    return {name: tables.frame(name, table_rows) for name, table_rows in rows.items()}


def write_sample(folder: Path) -> Path:
    """Write all raw tables into ``folder/raw`` and give that folder."""
    tables.write_raw_tables(frames(), folder / "raw")
    return folder / "raw"
