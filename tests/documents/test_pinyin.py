from __future__ import annotations

import pytest

from eduplans.documents.pinyin import is_syllable, syllables


@pytest.mark.parametrize("syllable", ["shí", "zhuāng", "ér", "lǜ", "yī", "wǒ", "jiǒng", "ǎi", "nüè"])
def test_toned_syllables(syllable: str) -> None:
    assert is_syllable(syllable, toned=True)


@pytest.mark.parametrize("letters", ["de", "app", "shíshí", "bcá", "á́", "", "vr"])
def test_what_is_no_toned_syllable(letters: str) -> None:
    assert not is_syllable(letters, toned=True)


def test_a_tone_may_be_missing_if_asked_so() -> None:
    assert is_syllable("de", toned=False)
    assert not is_syllable("app", toned=False)


@pytest.mark.parametrize(
    ("letters", "number"),
    [
        ("tègǎng", 2),
        ("yòu'ér", 2),
        ("yì wù jiào yù", 4),
        ("xuéshēngmen", 3),
        ("shí", 1),
        ("résumé", 0),
        ("", 0),
        ("de", 0),
    ],
)
def test_syllables_of_words(letters: str, number: int) -> None:
    assert syllables(letters) == number
