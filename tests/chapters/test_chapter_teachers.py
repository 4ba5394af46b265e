"""Tests of `eduplans.chapters.teachers`."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from eduplans.chapters import teachers as chapter
from eduplans.plots import png
from eduplans.standards import compare
from eduplans.teachers import (
    Ratios,
    Supply,
    printed_against_computed,
    pupil_teacher_ratios,
    rotations,
    staffing,
    supply,
)
from invented_figures import Cells, documents, figures

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def supplies(frames: Frames) -> tuple[Supply, ...]:
    return supply(frames["figures"])


@pytest.fixture(scope="module")
def ratios(frames: Frames) -> Ratios:
    return pupil_teacher_ratios(frames["national"])


def row(indicator: str, value: int, **cells: object) -> Cells:
    return {"indicator": indicator, "as_printed": f"{value}名", "value": float(value), "unit": "person"} | cells


def test_every_number_of_a_channel_has_a_row(frames: Frames, supplies: tuple[Supply, ...]) -> None:
    table = chapter.flow_table(frames["figures"])
    assert len(table) == len(chapter.supply_figures(supplies))
    assert set(table["status"]) == {"planned", "reported"}
    assert tuple(table["figure"]) == chapter.flow_figures(frames["figures"])


def test_the_report_of_2020_adds_up_without_moves_inside_the_county(supplies: tuple[Supply, ...]) -> None:
    """217 = 17 + 43 + 2 + 148 + 7; with 46 selected inside the county it would be 263."""
    table = chapter.supply_table(supplies).set_index("county")
    own = table.loc["宜黄县"]
    assert (own["sum of channels"], own["with moves inside the county"], own["stated total"]) == ("217", "263", "217人")
    assert own["the stated total is"] == "the sum without moves inside the county"
    assert (own["left"], own["net change"]) == ("45人", "172")
    sentence = chapter.supply_sentence(supplies)
    assert "**217, the stated total**, without those moved inside the county, and 263 with them" in sentence
    assert "**172 more** remain" in sentence
    assert own["of them on contract"] == "148"
    assert "**148**, 68.2 % of the total, are on contract (合同制) and off the establishment (编制)" in sentence


def test_a_total_that_no_sum_makes_is_said_so() -> None:
    found = supply(figures([row("teachers_added", 50), row("teachers_recruited", 20), row("teachers_selected", 5)]))
    assert "**neither is the stated total**" in chapter.supply_sentence(found)
    more = supply(figures([row("teachers_added", 25), row("teachers_recruited", 20), row("teachers_selected", 5)]))
    assert "**25, the stated total**, with them" in chapter.supply_sentence(more)


def test_contracts_have_a_share_only_of_a_total_that_has_them_in_it() -> None:
    """An invented county: 30 of 50 are on contract; of a total that no sum makes, no share is told."""
    rows = [row("teachers_recruited", 20), row("teachers_recruited", 30, measure="购买服务教师")]
    made = chapter.supply_sentence(supply(figures([row("teachers_added", 50), *rows])))
    assert "; **30**, 60 % of the total, are on contract" in made
    other = chapter.supply_sentence(supply(figures([row("teachers_added", 70), *rows])))
    assert "; **30** are on contract" in other
    planned = [cells | {"status": "target"} for cells in (row("teachers_added", 50), *rows)]
    assert "are to be on contract" in chapter.supply_sentence(supply(figures(planned)))
    assert "contract" not in chapter.supply_sentence(supply(figures([row("teachers_added", 20), rows[0]])))


@pytest.mark.parametrize(
    ("measure", "shown"),
    [
        ("学、清溪师范大学毕业生", "…清溪师范大学毕业生"),
        ("、清溪大学毕业生", "…清溪大学毕业生"),
        ("小学、初中教师", "小学、初中教师"),
        ("教师参加信息化培训和", "教师参加信息化培训…"),
        ("教师参加全县教师", "教师参加全县教师…"),
        ("教师参加岗前培训", "教师参加岗前培训"),
    ],
)
def test_cut_words_are_not_shown(measure: str, shown: str) -> None:
    assert chapter.whole_words(measure) == shown


def test_an_open_end_is_shown_as_open() -> None:
    found = supply(figures([row("teachers_recruited", 20, qualifier="more_than")]))
    assert chapter.supply_table(found)["sum of channels"].tolist() == ["20 or more"]


def test_silence_is_named(frames: Frames, supplies: tuple[Supply, ...]) -> None:
    sentence = chapter.silent_sentence(supplies, frames["documents"])
    assert sentence.startswith("3 of 5 documents print numbers of teachers who come, and 1 how many left.")
    assert "大邑县 and 湖里区" in sentence
    alone = supply(figures([row("teachers_recruited", 20)]))
    assert chapter.silent_sentence(alone, documents()).startswith("All 1 documents")


def test_rules_about_teachers_and_why_they_cannot_be_decided(frames: Frames) -> None:
    comparisons = compare(frames["figures"], frames["documents"])
    table = chapter.rules_table(comparisons)
    why = dict(zip(table["rule"], table["why"], strict=True))
    assert why["Pay of teachers 教师平均工资"] == "what it has to be compared with is not printed"
    assert (
        why["Share of funds for teacher training 教师培训经费比例"]
        == "other base, or none shown: of teachers' pay, not of operating funds"
    )
    assert why["Share of teachers rotated 交流轮岗教师比例"] == "only a number of another kind is printed"
    assert len(table) == len(chapter.about_teachers(comparisons))


def test_rotation_implies_who_is_eligible(frames: Frames) -> None:
    found = rotations(frames["figures"])
    table = chapter.rotation_table(found)
    assert table["eligible at most (implied)"].tolist() == ["510"]
    assert table["rotated in % of staff"].tolist() == ["2.35"]
    sentence = chapter.rotation_sentence(found)
    assert "at most 510 teachers count as eligible" in sentence
    assert "The 51名 are heads and teachers together (交流轮岗校长教师人数)." in sentence
    assert "of town schools and good schools (城镇学校和优质学校), who move to rural schools" in sentence
    share = row("teacher_rotation_share", 10) | {"unit": "percent"}
    teachers = rotations(figures([row("teachers_rotated", 40, measure="轮岗教师"), share]))
    assert "heads and teachers together" not in chapter.rotation_sentence(teachers)
    assert len(chapter.rotation_figures(found)) == 3


def test_what_cannot_be_right_says_so(frames: Frames) -> None:
    table = chapter.printed_table(frames["figures"], chapter.PAY)
    assert table["printed"].str.contains("cannot be right").sum() == 1
    assert tuple(table["figure"]) == chapter.printed_figures(frames["figures"], chapter.PAY)
    assert len(chapter.printed_table(frames["figures"], chapter.TRAINING)) >= 6
    assert chapter.printed_figures(frames["figures"], ("cpi",)) == ()


def test_a_rule_on_staff_is_nobody_trained() -> None:
    trained, rule = row("teachers_trained", 40), row("teachers_trained", 1, status="standard")
    table = chapter.printed_table(figures([trained, rule]), chapter.TRAINING)
    assert table["printed"].tolist() == ["40名"]
    share = row("training_funds_share", 5, status="standard") | {"unit": "percent"}
    assert len(chapter.printed_table(figures([share]), chapter.TRAINING)) == 1


def test_staffing_of_the_same_schools(frames: Frames) -> None:
    found = staffing(frames["figures"])
    table = chapter.staffing_table(found)
    assert table["for each 1,000 pupils"].tolist() == ["62.3"]
    assert table["heads"].tolist() == ["2173名 staff"]
    sentence = chapter.staffing_sentence(found, 5)
    assert "Staff are more than teachers" in sentence
    assert "4 of 5 documents print no such pair" in sentence
    assert chapter.staffing_figures(found)


def test_ratios_of_the_nation(ratios: Ratios) -> None:
    table = chapter.ratio_table(ratios).set_index("year")
    assert table.loc["2000", "Primary 小学"] == "22.21"
    assert table.loc["2021", "Primary 小学"] == "16.36 (16.29 to 16.44)"
    assert table.loc["2001", "Preschool 学前教育"].startswith("|37.03")
    assert pd.isna(table.loc["2021", "Higher 高等教育（本专科）"])
    assert chapter.longest(ratios, "preschool") == (2001, 2020)
    sentence = chapter.change_sentence(ratios)
    assert "Primary 小学: 22.2 in 2000, **16.3** in 2023" in sentence
    assert "Preschool 学前教育: 37.0 in 2001, **16.5** in 2020" in sentence


def test_a_mark_on_every_ratio_is_one_line_instead(ratios: Ratios) -> None:
    assert not chapter.ratio_table(ratios).to_csv().count("†")
    assert chapter.copies_note(ratios).startswith("All ratios rest on")
    copies = ratios.copies.copy()
    copies.loc[2000, "primary"] = False
    some = dataclasses.replace(ratios, copies=copies)
    table = chapter.ratio_table(some).set_index("year")
    assert table.loc["2000", ["Primary 小学", "Junior secondary 初中"]].tolist() == ["22.21", "19.03†"]
    assert chapter.copies_note(some) == ""


def test_gaps_and_copies_are_counted(ratios: Ratios) -> None:
    assert "Higher 高等教育（本专科） 2021" in chapter.gaps_sentence(ratios)
    known = int(ratios.values.notna().to_numpy().sum())
    assert chapter.copies_sentence(ratios).startswith(f"Of {known} ratios, ")


def test_a_short_window_has_no_change_to_tell(frames: Frames) -> None:
    short = pupil_teacher_ratios(frames["national"], start=2023, end=2024)
    assert chapter.change_sentence(short).endswith("12.7 in 2023, **12.7** in 2024.")
    assert chapter.printed_ratio_sentence(printed_against_computed(short)) == (
        "No printed ratio was found for these years."
    )


def test_breaks_and_printed_ratios_have_rows(ratios: Ratios) -> None:
    breaks = chapter.ratio_breaks_table()
    assert len(breaks) == 4
    assert set(breaks["what is done"]) == {"not compared across it", "left out from then on"}
    found = printed_against_computed(ratios)
    table = chapter.printed_ratio_table(found)
    assert set(table["agrees"]) == {"yes"}
    assert table["printed"].str.endswith("†").sum() == 1
    assert "12 agree" in chapter.printed_ratio_sentence(found)


def test_pictures_draw_what_the_tables_say(supplies: tuple[Supply, ...], ratios: Ratios) -> None:
    bars = chapter.channel_bars(supplies)
    widths = [sum(patch.get_width() for bar in bars.axes[0].containers for patch in [bar[place]]) for place in range(3)]
    assert widths == [435, 460, 263]
    assert png(bars) == png(chapter.channel_bars(supplies))
    lines = chapter.ratio_lines(ratios)
    drawn = [line.get_xdata() for line in lines.axes[0].get_lines() if line.get_linestyle() == "-"]
    assert not any(
        min(years) < 2021 <= max(years) and 2001 in years and 2000 in years for years in drawn[:3] if len(years)
    )
    assert chapter.plain("**a**") == "a"
    assert chapter.status_name("actual") == "reported"
