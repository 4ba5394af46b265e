"""Channels of an invented county: sums, the stated total, moves inside the county, and who left."""

from __future__ import annotations

import math

import pytest

from eduplans import codebook
from eduplans.standards import Bounds
from eduplans.teachers import Supply, channels, supply
from invented_figures import Cells, figures

BASE: Cells = {"unit": "person", "change": "difference"}


def row(indicator: str, value: int, **cells: object) -> Cells:
    return BASE | {"indicator": indicator, "as_printed": f"{value}名", "value": float(value)} | cells


ROWS = (
    row("teachers_added", 60), row("teachers_left", 25), row("teachers_recruited", 41), row("teachers_assigned", 12),
    row("teachers_introduced", 2), row("teachers_transferred", 5), row("teachers_selected", 9),
)  # fmt: skip


def one(*rows: Cells) -> Supply:
    (found,) = supply(figures(rows))
    return found


def test_channels_add_up_without_moves_inside_the_county() -> None:
    found = one(*ROWS)
    assert (found.adds.value, found.with_moves.value, found.reading) == (60, 69, "adds")
    assert found.net == Bounds(35.0, 35.0, 35.0)
    assert len(found.figures) == len(ROWS)


@pytest.mark.parametrize(("total", "reading"), [(69, "with moves"), (61, "neither"), (60, "adds")])
def test_which_sum_is_the_stated_total(total: int, reading: str) -> None:
    assert one(row("teachers_added", total), *ROWS[1:]).reading == reading


def test_a_damaged_channel_changes_the_reading() -> None:
    assert one(*ROWS[:2], row("teachers_recruited", 40), *ROWS[3:]).reading == "neither"
    assert one(*ROWS[:2], row("teachers_recruited", 40, qualifier="more_than"), *ROWS[3:]).reading == "adds"


def test_without_a_total_or_with_two_there_is_no_reading_and_no_net() -> None:
    for rows in (ROWS[1:], (row("teachers_added", 60), row("teachers_added", 70), *ROWS[1:])):
        found = one(*rows)
        assert (found.reading, found.net, found.stated) == ("", None, None)
    assert one(*ROWS[:2]).reading == "", "no channel is named"


def test_targets_and_results_are_kept_apart() -> None:
    found = supply(figures([*ROWS, row("teachers_recruited", 30, status="target", year=2021)]))
    assert [(entry.year, entry.status, entry.adds.value) for entry in found] == [
        (2020, "actual", 60),
        (2021, "target", 30),
    ]


@pytest.mark.parametrize(
    "cells",
    [{"confidence": "unsure"}, {"negated": True}, {"repeats": "x"}, {"flag": "implausible"}, {"unit": "percent"}],
)
def test_what_is_no_sure_number_of_persons_is_left_out(cells: Cells) -> None:
    assert supply(figures([row("teachers_recruited", 30) | cells])) == ()


def test_channels_are_indicators_with_both_names() -> None:
    known = codebook.read_map("indicators", "code", "unit")
    for code, channel in channels().items():
        assert known[channel.indicator] == "person"
        assert (code == channel.indicator) == (channel.measure is None)
        assert channel.name_en
        assert channel.name_zh
        assert channel.counts in {"total", "adds", "inside", "leaves"}


def test_open_ends_of_the_total_and_of_those_who_left_widen_the_net_change() -> None:
    rows = (row("teachers_added", 60, qualifier="more_than"), row("teachers_left", 25, qualifier="at_most"))
    assert one(*rows).net == Bounds(35.0, 35.0, math.inf)
    assert one(row("teachers_added", 60), row("teachers_left", 25, qualifier="at_most")).net == Bounds(35.0, 35.0, 60.0)


@pytest.mark.parametrize(
    ("measure", "code"),
    [
        ("第三方招聘合同制教师", "teachers_contract"),
        ("购买服务教师", "teachers_contract"),
        ("招聘教师", "teachers_recruited"),
    ],
)
def test_contracts_are_a_channel_of_their_own(measure: str, code: str) -> None:
    found = one(row("teachers_recruited", 30, measure=measure), row("teachers_assigned", 5))
    assert [flow.channel.code for flow in found.channels] == [code, "teachers_assigned"]
    assert found.adds.value == 35
    assert found.on_contract == (Bounds(30.0, 30.0, 30.0) if code == "teachers_contract" else None)
