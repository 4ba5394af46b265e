"""All texts are about counties that do not exist."""

from __future__ import annotations

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.damage import find_damage
from eduplans.figures import find_figures


def test_a_lost_character_is_damage_and_leaves_its_place() -> None:
    document = document_from_text("青禾县新建\ue012学校12所。", "x")
    assert document.text == "青禾县新建学校12所。"
    assert [(one.start, one.end, one.printed, one.kind, one.repaired) for one in document.damage] == [
        (5, 5, "\ue012", "lost", False)
    ]


def test_two_numbers_do_not_become_one() -> None:
    document = document_from_text("在校生5\ufffd\ufffd0人。", "x")
    assert document.text == "在校生5\ufffd0人。"
    assert document_from_text(document.text, "x").text == document.text
    assert "50人" not in [figure.as_printed for figure in find_figures(document)]


def test_a_figure_beside_a_loss_says_so_and_one_far_away_does_not() -> None:
    document = document_from_text("新建\ufffd学校12所。" + "全县教育工作平稳推进，" * 4 + "招聘教师80名。", "x")
    assert [(figure.as_printed, figure.damaged) for figure in find_figures(document)] == [
        ("12所", True), ("80名", False),
    ]  # fmt: skip


def test_a_private_character_that_begins_a_line_is_a_bullet() -> None:
    document = document_from_text("青禾县\n\ue06c新建学校3所\n\uf0d8招聘教师", "x")
    assert document.damage == ()
    assert document.text == "青禾县\n新建学校3所\n招聘教师"


@pytest.mark.parametrize("text", ["", "新建学校3所。", "安静(?)的", "why?(a)"])
def test_nothing_is_lost_in_a_whole_text(text: str) -> None:
    assert find_damage(text) == ()


def test_glosses_and_losses_in_reading_order_without_overlap() -> None:
    spots = find_damage("校園寧?kù)o的\ufffd早晨\ue000寧?kù)o的")
    assert [(spot.start, spot.kind) for spot in spots] == [(3, "gloss"), (9, "lost"), (12, "lost"), (14, "gloss")]
