"""All texts are ours; the damage is made by replaying what the tool does."""

from __future__ import annotations

import pytest

from eduplans.codebook import read
from eduplans.documents.damage import find_damage
from eduplans.documents.repair import pollute, restore


def torn_places(text: str) -> list[tuple[int, str]]:
    """Places of a text where a character ends and begins inside two others, with its pronunciation."""
    readings = {row["character"]: row["readings"].split()[0] for row in read("readings")}
    places = []
    for position in range(1, len(text)):
        pair = text[position - 1].encode("gbk")[1:] + text[position].encode("gbk")[:1]
        between = pair.decode("gbk", "ignore")
        if between in readings:
            places.append((position, readings[between]))
    return places


TEXT = (
    "縣教育局營造寧靜環境，向學校師生開展課程建設，有序實施選課走班，成績全科合格率達標，規範辦學行為，維護安全穩定。"
)


def test_the_text_has_places_to_tear() -> None:
    assert len(torn_places(TEXT)) >= 4


@pytest.mark.parametrize(("position", "reading"), torn_places(TEXT))
def test_what_is_torn_is_restored_or_marked(position: int, reading: str) -> None:
    polluted = pollute(TEXT, position, reading)
    (spot,) = find_damage(polluted)
    repaired = polluted[: spot.start] + spot.text + polluted[spot.end :]
    if spot.repaired:
        assert repaired == TEXT
    else:
        assert repaired == polluted
        assert spot.kind == "gloss"


def test_most_places_are_restored() -> None:
    spots = [find_damage(pollute(TEXT, *place))[0] for place in torn_places(TEXT)]
    assert sum(spot.repaired for spot in spots) >= 4


def test_a_gloss_on_the_character_in_front_does_not_hide_it() -> None:
    polluted = pollute("成績全科合格率達標", 2, "nèi").replace("績", "績(jī)")
    (spot,) = find_damage(polluted)
    assert (spot.text, spot.repaired) == ("全科合格率達", True)


def test_the_gloss_of_the_last_torn_character_goes_with_it() -> None:
    polluted = pollute("成績全科合格率達70%", 2, "nèi").replace("_", "_(dá)")
    (spot,) = find_damage(polluted)
    assert spot.text == "全科合格率達"
    assert spot.printed.endswith("_(dá)")
    assert polluted[spot.end :] == "70%"


@pytest.mark.parametrize(
    ("before", "reading", "shifted"), [("安", "kù", "o"), ("寧", "xyz", "o"), ("寧", "kù", "中o"), ("A", "kù", "o")]
)
def test_what_the_bytes_do_not_allow_is_not_restored(before: str, reading: str, shifted: str) -> None:
    assert restore(before, reading, shifted, "", "") == ""


def test_words_of_the_text_decide_between_candidates() -> None:
    from eduplans.documents.repair import _best

    assert _best(["靜", "崁"], "寧", "的", "寧靜的校園") == "靜"
    assert _best(["靜", "崁"], "寧", "的", "") == ""


@pytest.mark.parametrize("text", ["", "學校(xué)", "學校?)", "真的?(de)", "shí)", "學?shi)o"])
def test_no_damage(text: str) -> None:
    assert find_damage(text) == ()


def test_damage_at_the_ends_of_a_text() -> None:
    for text in ("?kù)", "?kù)o", "寧?kù)"):
        (spot,) = find_damage(text)
        assert not spot.repaired
        assert text[spot.start : spot.end] == spot.printed == spot.text
