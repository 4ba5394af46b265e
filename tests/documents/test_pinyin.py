from __future__ import annotations

import pytest

from eduplans.documents.pinyin import is_syllable


@pytest.mark.parametrize("syllable", ["shí", "zhuāng", "ér", "lǜ", "yī", "wǒ", "jiǒng", "ǎi", "nüè"])
def test_toned_syllables(syllable: str) -> None:
    assert is_syllable(syllable, toned=True)


@pytest.mark.parametrize("letters", ["de", "app", "shíshí", "bcá", "á́", "", "vr"])
def test_what_is_no_toned_syllable(letters: str) -> None:
    assert not is_syllable(letters, toned=True)


def test_a_tone_may_be_missing_if_asked_so() -> None:
    assert is_syllable("de", toned=False)
    assert not is_syllable("app", toned=False)
