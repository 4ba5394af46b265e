from __future__ import annotations

import pytest

from eduplans.documents.cleaning.gloss import clean_gloss


@pytest.mark.parametrize("gloss", ["(shí)", "（shí）", "[shí]", "【shí】", "〔shí〕", "<shí>", "( shí )"])
def test_a_toned_syllable_in_any_bracket_goes(gloss: str) -> None:
    assert clean_gloss(f"時{gloss}間") == ("時間", 1)


@pytest.mark.parametrize("kept", ["(app)", "(APP)", "(de)", "(vr)", "(shi)", "(2020)", "(kbù)", "(xxá)"])
def test_other_brackets_stay_where_glosses_are_rare(kept: str) -> None:
    text = f"應用{kept}管理，時(shí)間"
    assert clean_gloss(text) == (f"應用{kept}管理，時間", 1)


def test_untoned_syllables_go_only_where_glosses_are_dense() -> None:
    dense = "時(shí)" * 25
    assert clean_gloss(dense + "的(de)應用(app)") == ("時" * 25 + "的應用(app)", 26)


def test_a_gloss_needs_a_character_in_front() -> None:
    assert clean_gloss("拼音 (shí)") == ("拼音 (shí)", 0)
