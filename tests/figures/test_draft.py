"""A draft becomes the very figure that the frozen record's own constructor makes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from eduplans.figures.draft import Draft
from eduplans.model import Figure

FIGURE = Figure(
    3, 6, "12所", 12.0, None, "school", "exact", "小学", "primary", 2024, "actual", "level", "sure", "一", "小学12所"
)


def _draft() -> Draft:
    draft = Draft()
    for field in fields(Figure):
        setattr(draft, field.name, getattr(FIGURE, field.name))
    return draft


def test_a_draft_has_the_fields_of_a_figure_in_their_order() -> None:
    assert [field.name for field in fields(Draft)] == [field.name for field in fields(Figure)]
    assert Draft.__slots__ == Figure.__slots__


def test_a_finished_draft_is_the_figure() -> None:
    finished = _draft().finished()
    assert type(finished) is Figure
    assert finished == FIGURE
    assert hash(finished) == hash(FIGURE)
    assert replace(finished, item="二") == replace(FIGURE, item="二")


def test_a_finished_draft_is_frozen() -> None:
    finished = _draft().finished()
    with pytest.raises(FrozenInstanceError):
        finished.start = 1  # type: ignore[misc]
