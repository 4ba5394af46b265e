"""Ingest: documents to raw tables, on texts about invented counties written for these tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from eduplans.documents import read_document
from eduplans.errors import DocumentError, TableError
from eduplans.ingest import TABLES, ingest
from eduplans.tables import read_raw

PLAN = """清溪坪县教育局2023年工作要点

一、发展学前教育
1.增加学位。新建公办幼儿园2所，增加学位600个，普惠性幼儿园覆盖率达到85%以上。
2.保教质量。每学期开展2次督查。
二、建设教师队伍
3.补充教师。招聘教师80名，其中研究生10名。
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "qingxiping-2023-plan.txt"
    file.parent.mkdir()
    file.write_text(PLAN, encoding="utf-8")
    return file


@pytest.fixture
def other(plan: Path) -> Path:
    file = plan.with_name("shuangyantai-2022-plan.txt")
    file.write_text(PLAN.replace("清溪坪", "双岩台").replace("2023", "2022").replace("80名", "45名"), encoding="utf-8")
    return file


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_five_tables_are_written_and_agree(plan: Path, tmp_path: Path) -> None:
    summary = ingest([plan], tmp_path / "raw")
    documents, items, words, figures = (read_raw(name, tmp_path / "raw") for name in TABLES[:4])
    assert [one.doc for one in summary.added] == ["qingxiping-2023-plan"]
    assert list(items["item"]) == ["一", "一/1", "一/2", "二", "二/3"]
    assert set(figures["as_printed"]) >= {"2所", "600个", "85%以上", "80名", "10名"}
    assert documents.loc[0, "figures"] == len(figures) == summary.added[0].figures
    assert words[words["item"] == "二/3"].set_index("word")["count"]["教师"] >= 2


def test_spans_reproduce_what_is_printed(plan: Path, tmp_path: Path) -> None:
    ingest([plan], tmp_path / "raw")
    figures = read_raw("figures", tmp_path / "raw")
    text = read_document(plan).text
    assert [text[row.start : row.end] for row in figures.itertuples()] == list(figures["as_printed"])


def test_same_input_gives_the_same_bytes_in_any_order(plan: Path, other: Path, tmp_path: Path) -> None:
    ingest([plan, other], tmp_path / "one")
    ingest([other], tmp_path / "two")
    ingest([plan], tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_documents_not_given_stay_and_those_given_are_replaced(plan: Path, other: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    ingest([plan, other], raw)
    plan.write_text(PLAN.replace("招聘教师80名", "招聘教师90名"), encoding="utf-8")
    summary = ingest([plan], raw)
    figures = read_raw("figures", raw).set_index("doc")["as_printed"]
    assert (summary.replaced[0].doc, summary.kept) == ("qingxiping-2023-plan", ("shuangyantai-2022-plan",))
    assert "90名" in set(figures["qingxiping-2023-plan"])
    assert "80名" not in set(figures["qingxiping-2023-plan"])
    assert "45名" in set(figures["shuangyantai-2022-plan"])


def test_tables_kept_by_hand_are_never_written(plan: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("corrections.csv", "national.csv"):
        (raw / name).write_text("kept by hand\n", encoding="utf-8")
    ingest([plan], raw)
    assert {(raw / name).read_text(encoding="utf-8") for name in ("corrections.csv", "national.csv")} == {
        "kept by hand\n"
    }


def test_no_numbering_is_an_error_unless_it_is_meant(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("清溪坪县教育局2023年招聘教师80名，新建学校2所。\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="no numbered heading"):
        ingest([file], tmp_path / "raw")
    assert not (tmp_path / "raw").exists()
    ingest([file], tmp_path / "raw", unnumbered=True)
    assert set(read_raw("figures", tmp_path / "raw")["item"].fillna("")) == {""}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("control.txt", b"\x00\x01\x02"),
        ("binary.txt", b"\x00\xff\xd8\x00" * 400),
        ("old.doc", b"\xd0\xcf\x11"),
    ],
)
def test_bad_files_leave_the_good_state_untouched(plan: Path, tmp_path: Path, name: str, content: bytes) -> None:
    raw = tmp_path / "raw"
    ingest([plan], raw)
    before = contents(raw)
    bad = tmp_path / name
    bad.write_bytes(content)
    with pytest.raises(DocumentError, match=name):
        ingest([bad], raw)
    assert contents(raw) == before


def test_a_folder_goes_on_past_bad_files_and_lists_them(plan: Path, tmp_path: Path) -> None:
    (plan.parent / "empty.txt").write_bytes(b"")
    summary = ingest([plan.parent], tmp_path / "raw")
    assert [one.doc for one in summary.added] == ["qingxiping-2023-plan"]
    assert [Path(problem.where).name for problem in summary.failed] == ["empty.txt"]


def test_a_table_needs_no_numbering(tmp_path: Path) -> None:
    table = tmp_path / "enrolment.csv"
    table.write_text("县,在校生(人)\n清溪坪县,1200\n双岩台县,900\n", encoding="utf-8")
    ingest([table], tmp_path / "raw")
    assert list(read_raw("figures", tmp_path / "raw")["value"]) == [1200, 900]


def test_one_file_under_two_names_is_told(plan: Path, tmp_path: Path) -> None:
    shutil.copy(plan, plan.with_name("another-name.txt"))
    told: list[str] = []
    ingest([plan.parent], tmp_path / "raw", tell=told.append)
    assert [line for line in told if "same file as another-name" in line and "qingxiping-2023-plan" in line]


def test_an_id_is_safe_whatever_the_file_is_called(plan: Path, tmp_path: Path) -> None:
    odd = plan.with_name("清溪坪 2023; plan.txt")
    plan.rename(odd)
    summary = ingest([odd], tmp_path / "raw")
    assert summary.added[0].doc == "清溪坪-2023-plan"
    assert set(read_raw("figures", tmp_path / "raw")["doc"]) == {"清溪坪-2023-plan"}


def test_two_files_with_one_id_are_refused(plan: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin" / plan.name
    twin.parent.mkdir()
    shutil.copy(plan, twin)
    with pytest.raises(DocumentError, match="would have the document id"):
        ingest([plan, twin], tmp_path / "raw")


def test_a_malformed_old_table_stops_before_anything_is_written(plan: Path, other: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    ingest([plan], raw)
    with (raw / "figures.csv").open("a", encoding="utf-8") as stream:
        stream.write("one,two\n")
    before = contents(raw)
    with pytest.raises(TableError, match=r"figures\.csv"):
        ingest([other], raw)
    assert contents(raw) == before


@pytest.mark.shared
def test_the_committed_raw_tables_are_what_the_documents_give(shared: Path, root: Path, tmp_path: Path) -> None:
    files = sorted((shared / "documents").glob("*.txt"))
    ingest(files, tmp_path / "raw")
    given = set(pd.read_csv(tmp_path / "raw" / "documents.csv")["doc"])
    committed = set(pd.read_csv(root / "data" / "raw" / "documents.csv")["doc"])
    assert committed == given
    for name in TABLES:
        assert (tmp_path / "raw" / f"{name}.csv").read_bytes() == (root / "data" / "raw" / f"{name}.csv").read_bytes()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("doc", "sections", "items"),
    [("chongyang-2020-plan", 6, 21), ("huli-2020-plan", 5, 30), ("dayi-2021-plan", 6, 25), ("anhua-2025-plan", 5, 30)],
)
def test_outlines_of_the_real_plans(root: Path, doc: str, sections: int, items: int) -> None:
    table = read_raw("items", root / "data" / "raw")
    depth = table[table["doc"] == doc]["depth"]
    assert ((depth == 1).sum(), (depth == 2).sum()) == (sections, items)


def test_two_processes_write_the_tables_of_one(plan: Path, other: Path, tmp_path: Path) -> None:
    (plan.parent / "empty.txt").write_text("清溪坪县没有标题的一句话。", encoding="utf-8")
    one = ingest([plan.parent], tmp_path / "one")
    two = ingest([plan.parent], tmp_path / "two", jobs=2)
    assert one == two
    assert len(one.added) == 2
    assert [problem.where for problem in one.failed] == [str(plan.parent / "empty.txt")]
    for name in TABLES:
        assert (tmp_path / "one" / f"{name}.csv").read_bytes() == (tmp_path / "two" / f"{name}.csv").read_bytes()
