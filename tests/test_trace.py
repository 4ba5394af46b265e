"""From a figure back to its sentence, on a text about an invented county."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.errors import UnknownNameError
from eduplans.ingest import ingest
from eduplans.tables import read_raw
from eduplans.trace import sentence_at, trace

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """清溪坪县2022年教育工作报告

一、投入
1.经费。全县教育支出3.2亿元，增长6%；生均公用经费650元。另有专项资金40万元。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    file = tmp_path / "documents" / "qingxiping-2022-report.txt"
    file.write_text(REPORT, encoding="utf-8")
    ingest([file], tmp_path / "raw")
    return tmp_path


def key(folder: Path, as_printed: str) -> str:
    figures = read_raw("figures", folder / "raw")
    return str(figures.set_index("as_printed")["figure_id"][as_printed])


def test_sentence_heading_and_document_come_back(folder: Path) -> None:
    found = trace(key(folder, "3.2亿元"), folder / "raw", folder / "documents")
    assert found.found == "sentence"
    assert found.sentence == "1.经费。全县教育支出3.2亿元，增长6%；".partition("。")[2]
    assert (found.figure["value"], found.document["doc"]) == (320000000, "qingxiping-2022-report")
    assert found.heading == "经费"


def test_without_the_document_the_table_still_answers(folder: Path) -> None:
    found = trace(key(folder, "650元"), folder / "raw", None)
    assert (found.found, found.sentence, found.figure["as_printed"]) == ("no document", "", "650元")


def test_another_file_of_the_same_name_is_not_taken(folder: Path) -> None:
    (folder / "documents" / "qingxiping-2022-report.txt").write_text(REPORT.replace("3.2", "3.3"), encoding="utf-8")
    assert trace(key(folder, "3.2亿元"), folder / "raw", folder / "documents").found == "no document"


def test_unknown_id_lists_the_nearest(folder: Path) -> None:
    known = key(folder, "40万元")
    with pytest.raises(UnknownNameError, match=known):
        trace(known[:-1] + "x", folder / "raw")


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [(0, 1, "甲3所。"), (4, 6, "乙4所；"), (9, 10, "丙5所")],
)
def test_sentences_end_where_their_marks_stand(start: int, end: int, sentence: str) -> None:
    assert sentence_at("甲3所。乙4所；丙5所\n丁", start, end) == sentence
