"""Copies of a text behind other pollution are linked, templates are not; all plans and counties here are invented."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from eduplans import tables
from eduplans.clean import build_processed
from eduplans.documents import document_from_text
from eduplans.duplicates import Fingerprint, find_duplicates, fingerprint
from eduplans.figures import find_figures
from eduplans.ingest import ingest
from sample_tables import write_sample

if TYPE_CHECKING:
    from pathlib import Path

LINES = (
    "一、发展学前教育",
    "1.增加学位。新建公办幼儿园{a}所，增加学位{b}个，普惠性幼儿园覆盖率达到{c}%以上。",
    "2.提高保教质量。落实教育评价改革要求，每学期开展{d}次督查，引导幼儿园科学保教。",
    "二、建设教师队伍",
    "3.补充教师。招聘教师{e}名，其中研究生{f}名，优先满足乡村学校需要。",
    "4.加强师德师风建设，落实立德树人根本任务，全面提高育人质量，办好人民满意的教育。",
    "三、保障教育经费",
    "5.投入资金{g}万元，改造薄弱学校{h}所。严格执行财务制度，提高资金使用效益。",
    "6.资助困难学生{i}人次，做到应助尽助，不让一名学生因家庭经济困难而失学。",
)
NUMBERS = dict(zip("abcdefghi", (3, 720, 86, 2, 80, 12, 2360, 5, 1840), strict=True))


def plan(county: str = "清溪坪县", year: int = 2023, **numbers: int) -> str:
    body = "\n".join(LINES).format(**{**NUMBERS, **numbers})
    return f"{county}教育局{year}年工作要点\n\n为做好{year}年{county}教育工作，制定本要点。\n{body}\n"


def taken(text: str) -> str:
    document = document_from_text(text, "invented")
    return str(fingerprint(document, find_figures(document)))


def wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "0" <= sign <= "9" or sign == "%" else sign for sign in text)


def traditional(text: str) -> str:
    import opencc

    return str(opencc.OpenCC("s2t").convert(text))


POLLUTIONS = {
    "width": wide,
    "script": traditional,
    "line breaks": lambda text: text.replace("，", "，\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n  "),
    "menu": lambda text: f"首页\n政务公开\n当前位置：首页 > 政务公开 > 工作计划\n{text}",
    "footer": lambda text: f"{text}\n扫一扫在手机上查看当前页面\n网站地图 | 联系我们\n主办：清溪坪县人民政府办公室",
    "glosses": lambda text: text.replace("幼儿园", "幼(yòu)儿园").replace("督查", "督(dū)查"),
    "decoration": lambda text: text.replace("一、", "★一、").replace("2.", "●2."),
    "a strange line": lambda text: f"{text}\n本页已被浏览，请您继续关注本站的其他栏目和最新消息",
}


@pytest.mark.parametrize("pollution", POLLUTIONS)
def test_the_same_text_behind_other_pollution_is_a_copy(pollution: str) -> None:
    clean, polluted = plan(), POLLUTIONS[pollution](plan())
    assert clean != polluted
    assert find_duplicates([("a", taken(clean)), ("b", taken(polluted))]) == {"b": "a"}


def test_everything_at_once_is_still_a_copy() -> None:
    text = plan()
    for pollution in ("glosses", "width", "menu", "footer", "script", "blank lines"):
        text = POLLUTIONS[pollution](text)
    assert find_duplicates([("b", taken(plan())), ("a", taken(text))]) == {"b": "a"}


@pytest.mark.parametrize(
    "other",
    [
        plan("双岩台县"),
        plan("石梁市"),
        plan(year=2024),
        plan(e=81),
        plan(g=2361),
        plan(c=87),
        plan().replace("3.补充教师。招聘教师80名，其中研究生12名，优先满足乡村学校需要。\n", ""),
    ],
)
def test_another_county_year_or_figure_is_another_document(other: str) -> None:
    assert find_duplicates([("a", taken(plan())), ("b", taken(other))]) == {}


def test_a_county_that_is_named_once_in_a_text_without_title_tells() -> None:
    body = plan().partition("制定本要点。\n")[2]
    one, two = (body.replace("5.投入", f"5.{county}投入") for county in ("清溪坪县", "双岩台县"))
    assert find_duplicates([("a", taken(one)), ("b", taken(two))]) == {}


def test_a_text_without_figures_is_a_copy_only_where_it_is_equal() -> None:
    text = (
        "清溪坪县教育局工作要点\n一、加强师德师风建设\n落实立德树人根本任务，全面提高育人质量。\n"
        "二、推进课程改革\n完善校本教研制度，提升课堂水平。"
    )
    near = text + "\n三、做好宣传\n讲好教育故事。"
    assert find_duplicates([("a", taken(text)), ("b", taken(text.replace("，", ",\n"))), ("c", taken(near))]) == {
        "b": "a"
    }


def test_hundreds_of_plans_of_one_template_stay_apart_and_their_copies_are_found() -> None:
    draw = random.Random(20260815)
    syllables = "清溪坪双岩台云泽石梁柳湾禾丰银杏白鹤望川桐山"
    written, copies = [], {}
    for number in range(240):
        county = "".join(draw.sample(syllables, 3)) + "县"
        same_figures = number % 3 == 0
        numbers = NUMBERS if same_figures else {name: draw.randrange(2, 3000) for name in NUMBERS}
        text = plan(county, 2010 + number % 7, **numbers)
        written.append((f"p{number:03d}", taken(text)))
        if number % 20 == 0:
            written.append((f"q{number:03d}", taken(POLLUTIONS["menu"](wide(text)))))
            copies[f"q{number:03d}"] = f"p{number:03d}"
    assert find_duplicates(written) == copies
    draw.shuffle(written)
    assert find_duplicates(written) == copies


def test_a_fingerprint_is_small_and_reads_what_it_wrote() -> None:
    written = taken(plan())
    assert len(written) < 600
    assert str(Fingerprint.read(written)) == written
    assert tables.RAW["documents"].column("fingerprint").pattern


def test_copies_are_told_and_counted_once(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write_sample(tmp_path)
    for name in ("documents", "items", "item_words", "figures", "damage", "cues"):
        (raw / f"{name}.csv").unlink()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a-plan.txt").write_text(plan(), encoding="utf-8")
    (tmp_path / "in" / "b-plan.txt").write_text(POLLUTIONS["menu"](wide(plan())), encoding="utf-8")
    (raw / "corrections.csv").write_text("figure_id,column,old,new,flag,reason,source\n", encoding="utf-8")
    told: list[str] = []
    summary = ingest([tmp_path / "in"], raw, tell=told.append)
    assert summary.duplicates == (("b-plan", "a-plan"),)
    assert [line for line in told if "the same text as a-plan" in line]
    build_processed(raw, tmp_path / "processed")
    figures = tables.read_processed("figures", tmp_path / "processed")
    panel = tables.read_processed("panel", tmp_path / "processed")
    assert set(figures["doc"]) == {"a-plan", "b-plan"}
    assert set(panel["doc"]) == {"a-plan"}
    assert figures[figures["doc"] == "b-plan"]["repeats"].notna().all()
