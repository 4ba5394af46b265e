"""A copy of a document changes no chapter; the report and its county are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans import tables
from eduplans.chapters import audit, standards, themes
from eduplans.clean import build_processed
from eduplans.ingest import ingest
from eduplans.standards import compare, pairs_of_documents, targets_against_results
from eduplans.teachers import rotations, staffing, supply
from sample_tables import write_sample

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """清溪坪县教育局2023年工作要点
一、建设教师队伍
1.补充教师。计划招聘教师80名，其中小学50名、初中30名。
2.义务教育巩固率达到96%以上。
"""
REPORT = """清溪坪县2023年教育工作自评报告
一、教育事业
1.学生和教师。全县现有小学在校学生16000人，小学专任教师1000人。义务教育巩固率达到96.5%。
2.补充教师。2023年招聘教师80名，其中小学50名、初中31名。
二、教师交流
3.2023年轮岗教师40名，占应交流教师的10%。校长教师交流轮岗比例不低于10%。
"""


def wide(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})


def frames(folder: Path, *, copies: bool) -> dict[str, pd.DataFrame]:
    write_sample(folder)
    raw = folder / "raw"
    for name in ("documents", "items", "item_words", "figures", "damage", "cues"):
        (raw / f"{name}.csv").unlink()
    (raw / "corrections.csv").write_text("figure_id,column,old,new,flag,reason,source\n", encoding="utf-8")
    (folder / "in").mkdir()
    for name, text in (("a-plan", PLAN), ("a-report", REPORT)):
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
        if copies:
            (folder / "in" / f"z-{name}.txt").write_text("首页\n" + wide(text), encoding="utf-8")
    ingest([folder / "in"], raw)
    build_processed(raw, folder / "processed")
    read = {
        name: tables.read_processed(name, folder / "processed") for name in ("documents", "figures", "items", "audit")
    }
    return {**read, "item_words": tables.read_raw("item_words", raw)}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return frames(tmp_path_factory.mktemp("once"), copies=False)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return frames(tmp_path_factory.mktemp("twice"), copies=True)


def test_the_copies_are_there(twice: dict[str, pd.DataFrame]) -> None:
    linked = twice["documents"].set_index("doc")["duplicate_of"]
    assert linked["z-a-plan"] == "a-plan"
    assert linked["z-a-report"] == "a-report"


def test_themes_and_their_years_count_a_copy_once(
    once: dict[str, pd.DataFrame], twice: dict[str, pd.DataFrame]
) -> None:
    one, two = (themes.gather(of["documents"], of["items"], of["item_words"], of["figures"]) for of in (once, twice))
    assert two.docs == one.docs == ("a-plan", "a-report")
    assert two.themes == one.themes
    assert two.topics == one.topics
    assert two.years == one.years
    assert two.explanation("z-a-plan", "一/1")  # one may still look at the copy


def test_standards_and_pairs_count_a_copy_once(once: dict[str, pd.DataFrame], twice: dict[str, pd.DataFrame]) -> None:
    one, two = (compare(of["figures"], of["documents"]) for of in (once, twice))
    assert [found.verdict for found in one].count("met") > 0
    assert two == one
    pairs, of_both = (targets_against_results(of["figures"], of["documents"]) for of in (once, twice))
    assert pairs
    assert of_both == pairs
    assert pairs_of_documents(twice["documents"]) == pairs_of_documents(once["documents"]) == (("a-plan", "a-report"),)
    counted = standards.verdict_table(two, twice["documents"])
    pd.testing.assert_frame_equal(counted, standards.verdict_table(one, once["documents"]))


def test_teachers_count_a_copy_once(once: dict[str, pd.DataFrame], twice: dict[str, pd.DataFrame]) -> None:
    assert staffing(once["figures"])
    assert rotations(once["figures"])
    for estimate in (staffing, rotations, supply):
        assert estimate(twice["figures"]) == estimate(once["figures"])


def test_the_audit_counts_a_copy_once_and_still_tells_it_in_full_when_asked(
    once: dict[str, pd.DataFrame], twice: dict[str, pd.DataFrame]
) -> None:
    one, two = (audit.gather(of["audit"], of["figures"], "a-report") for of in (once, twice))
    assert len(one.with_verdict("cannot tell")) == 1
    pd.testing.assert_frame_equal(audit.by_family(two), audit.by_family(one))
    asked = audit.gather(twice["audit"], twice["figures"], "z-a-report")
    assert len(asked.with_verdict("cannot tell")) == 1
