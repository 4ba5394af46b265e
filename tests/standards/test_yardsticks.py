"""The table of targets and norms: what is in it, and what a fault in it does."""

from __future__ import annotations

import pytest

from eduplans import codebook
from eduplans.errors import TableError
from eduplans.standards import read_standards, standards

ROWS = {row["code"]: row for row in codebook.read("standards")}


def values(*codes: str) -> list[float | None]:
    by_code = {one.code: one.value for one in standards()}
    return [by_code[code] for code in codes]


def test_the_targets_for_2020_are_those_that_were_published() -> None:
    """Values as the Ministry of Education and the State Council published them; sources in the table."""
    codes = ("preschool-enrolment-2020", "inclusive-kindergartens-2020", "public-kindergartens-2020", "retention-2020")
    assert values(*codes) == [85, 80, 50, 95]
    assert values("senior-enrolment-2020", "large-classes-2020", "oversize-classes-2020") == [90, 5, 0]
    assert values("primary-class-size", "junior-class-size", "rotation", "rotation-backbone") == [45, 50, 10, 20]
    assert values("primary-staff", "junior-staff", "senior-staff", "teacher-pay") == [19, 13.5, 12.5, None]


@pytest.mark.parametrize("code", sorted(ROWS))
def test_the_number_stands_in_the_wording(code: str) -> None:
    row = ROWS[code]
    number = {
        "oversize-classes-2020": "全部消除",
        "teacher-pay": "不低于",
        "digital-campus-2022": "全体",
        "primary-homework-grades-1-2": "不布置",
    }.get(code)
    printed = number or {"500": "8:20", "480": "8:00"}.get(row["value"], row["value"])
    assert printed in row["wording"]


def test_every_row_says_where_its_wording_was_seen() -> None:
    for one in standards():
        assert one.seen_at, one.code
        assert one.base, one.code
        assert one.scope, one.code
        assert bool(one.url) == (one.url_basis != "not found"), one.code


@pytest.mark.parametrize(
    ("words", "force"),
    [("争取", "goal to strive for"), ("基本消除", "basic goal"), ("原则上", "in principle")],
)
def test_how_strictly_follows_the_wording(words: str, force: str) -> None:
    found = [one for one in standards() if words in one.wording]
    assert found
    assert {one.force for one in found} == {force}


def test_another_base_has_words_and_words_of_press_are_not_those_of_the_document() -> None:
    for one in standards():
        assert (one.other_base is None) == (not one.other_base_why), one.code
        assert ("press conference" in one.seen_at) <= (one.words_of != "document"), one.code
        assert ("普通高中" in one.wording) <= (one.level == "senior_general"), one.code
        assert one.instead is None or one.instead[0] in ROWS, one.code


def test_training_funds_are_of_operating_funds_and_a_share_of_pay_is_another_base() -> None:
    one = next(one for one in standards() if one.code == "training-funds")
    assert one.base == "operating funds"
    assert one.other_base is not None
    assert one.other_base.search("教师培训经费占教师工资总额比例")
    assert not one.other_base.search("教师培训经费占公用经费比例")


def test_a_norm_holds_from_its_first_to_its_last_year_and_a_provinces_own_only_there() -> None:
    by_code = {one.code: one for one in standards()}
    funds = by_code["primary-operating-funds"]
    assert [funds.holds_for(year) for year in (2019, 2020, 2022, 2023)] == [False, True, True, False]
    own = by_code["preschool-enrolment-jiangxi-2020"]
    assert own.holds_for(2020, "360000")
    assert not own.holds_for(2020, "420000")


@pytest.mark.parametrize(
    ("column", "cell", "what"),
    [
        ("indicator", "no_such_code", "no such indicator"),
        ("level", "kindergarten", "no such level"),
        ("sense", "more", "has to be one of"),
        ("value", "viel", "not a number"),
        ("wording", "", "is needed"),
        ("other_base", "(", "not an expression"),
        ("other_base_why", "(=a word", "expressions with their words"),
        ("instead", "three teachers", "code, sense and number"),
        ("level_shown", "普通", "a wider level needs"),
        ("words_of", "hearsay", "has to be one of"),
        ("year", "", "a target has a year"),
    ],
)
def test_a_damaged_row_is_named_with_its_column(column: str, cell: str, what: str) -> None:
    damaged = dict(ROWS["retention-2020"]) | {column: cell}
    with pytest.raises(TableError, match=what) as caught:
        read_standards([damaged])
    assert {(problem.row, problem.column) for problem in caught.value.problems} >= {(2, column)}


def test_all_faults_come_at_once_and_a_code_stands_once() -> None:
    row = dict(ROWS["retention-2020"])
    with pytest.raises(TableError) as caught:
        read_standards([row, row, row | {"code": "other", "unit": "stone", "force": "maybe"}])
    assert [problem.column for problem in caught.value.problems] == ["code", "force", "unit"]
