from __future__ import annotations

import re

import pytest

from eduplans.codebook import read
from eduplans.documents.cleaning import STEPS
from eduplans.documents.vocabulary import pattern, words


@pytest.mark.parametrize("row", read("pollution"), ids=lambda row: row["pattern"][:30])
def test_every_row_is_used_and_compiles(row: dict[str, str]) -> None:
    assert row["step"] in STEPS
    lures = {"bait", "gambling", "promotion", "offer", "entrance"} if row["step"] == "spam" else set()
    assert row["kind"] in {"line", "head", "start", "mark", "word", "word_zh", "inline"} | lures
    assert row["note"]
    re.compile(row["pattern"])
    assert not re.compile(row["pattern"]).fullmatch("")


def test_patterns_of_a_step_are_one() -> None:
    assert pattern("menu", "line") is pattern("menu", "line")
    assert len(words("spam", "word")) == len(set(words("spam", "word"))) > 5


@pytest.mark.parametrize("row", read("kinds"), ids=lambda row: row["word"])
def test_kinds_are_known(row: dict[str, str]) -> None:
    assert row["kind"] in {"plan", "report", "bulletin", "budget", "announcement"}
    assert row["where"] in {"title", "text"}


def test_readings_hold_what_repair_needs() -> None:
    readings = {row["character"]: row["readings"].split() for row in read("readings")}
    assert "xué" in readings["學"]
    assert all(len(one) == 1 and found for one, found in readings.items())
