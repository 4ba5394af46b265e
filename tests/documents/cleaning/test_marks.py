"""All texts are ours."""

from __future__ import annotations

from eduplans.documents.cleaning.marks import mark_damage, unmark


def test_marks_travel_with_the_text() -> None:
    marked, spots = mark_damage("營造安?kù)o的環境")
    assert len(marked) == len("營造安?kù)o的環境") + 3
    text, (damage,) = unmark(marked.replace("營造", ""), spots)
    assert text == "安?kù)o的環境"
    assert text[damage.start : damage.end] == "?kù)o"


def test_a_restored_place_says_what_stood_there() -> None:
    text, (damage,) = unmark(*mark_damage("寧?kù)o的"))
    assert text == "寧靜的"
    assert (damage.start, damage.end, damage.printed, damage.repaired) == (1, 2, "?kù)o", True)


def test_noncharacters_of_the_source_are_no_marks() -> None:
    marked, spots = mark_damage("學\ufdd0校\ufdd1\ufdd5")
    assert (marked, spots) == ("學校", ())


def test_a_mark_that_was_lost_with_its_line_does_not_shift_the_others() -> None:
    marked, spots = mark_damage("寧?kù)o的\n有序?qū)嵤┻x課")
    text, damage = unmark(marked.replace("\ufdd1", "", 1), spots)
    assert text == "寧靜的\n有序實施選課"
    assert all(0 <= one.start <= one.end <= len(text) for one in damage)


def test_a_place_that_went_with_its_line_leaves_the_others_what_they_are() -> None:
    marked, spots = mark_damage("页脚\ufffd\n寧?kù)o的")
    text, (damage,) = unmark(marked.partition("\n")[2], spots)
    assert (text, damage.printed, text[damage.start : damage.end]) == ("寧靜的", "?kù)o", "靜")


def test_two_losses_in_one_place_are_one() -> None:
    marked, spots = mark_damage("建校\ufffd \ue000三所")
    text, (damage,) = unmark(marked.replace(" ", ""), spots)
    assert (text, damage.start, damage.end, damage.printed) == ("建校三所", 2, 2, "\ufffd\ue000")
