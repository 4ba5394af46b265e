"""The steps of cleaning in order, repeated until nothing changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.documents.cleaning.characters import clean_encoding
from eduplans.documents.cleaning.gloss import clean_gloss
from eduplans.documents.cleaning.lines import clean_footer, clean_menu, clean_spam
from eduplans.documents.cleaning.marks import mark_damage, unmark
from eduplans.documents.cleaning.residue import clean_decoration, clean_word_residue
from eduplans.documents.cleaning.script import clean_traditional
from eduplans.documents.cleaning.typography import clean_space, clean_width
from eduplans.model import Cleaning, Damage

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["STEPS", "Cleaned", "clean"]

STEPS = (
    "encoding", "menu", "footer", "spam", "word_residue", "decoration", "gloss", "traditional", "width", "space",
)  # fmt: skip

# removing one thing can lay bare another (a menu entry behind a bullet), so the steps are repeated; texts are
# stable after one or two rounds, and the limit keeps hostile ones from taking longer
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text.

    Parameters
    ----------
    text
        The text; all positions are in it.
    steps
        What each step of `STEPS` did, in that order.
    damage
        Destroyed places.
    menu_lines
        The lines that the menu step removed, cleaned: they tell about issuer and date.
    """

    text: str
    steps: tuple[Cleaning, ...]
    damage: tuple[Damage, ...] = ()
    menu_lines: tuple[str, ...] = ()


def clean(text: str) -> Cleaned:
    """Clean a text.

    Parameters
    ----------
    text
        The text as read.

    Returns
    -------
    Cleaned
        Text, counts, damage and the lines of its menus. Cleaning a cleaned text changes nothing.

    Examples
    --------
    >>> cleaned = clean("学校\u200b３所\\n扫一扫在手机上查看当前页面")
    >>> cleaned.text, [step.step for step in cleaned.steps if step.count]
    ('学校3所', ['encoding', 'footer', 'width'])
    """
    counts = dict.fromkeys(STEPS, 0)
    removed = dict.fromkeys(STEPS, 0)
    menu: list[str] = []

    def run(step: str, function: Callable[[str], tuple[str, int]], before: str) -> str:
        after, count = function(before)
        counts[step] += count
        removed[step] += len(before) - len(after)
        return after

    text, printed = mark_damage(text)
    for _ in range(_ROUNDS):
        start = text
        text = run("encoding", clean_encoding, text)
        text = run("gloss", clean_gloss, text)
        text = run("traditional", clean_traditional, text)
        text = run("menu", lambda whole: clean_menu(whole, menu), text)
        text = run("footer", clean_footer, text)
        text = run("spam", clean_spam, text)
        text = run("word_residue", clean_word_residue, text)
        text = run("decoration", clean_decoration, text)
        text = run("width", clean_width, text)
        text = run("space", clean_space, text)
        if text == start:
            break
    text, damage = unmark(text, printed)
    steps = tuple(Cleaning(step, counts[step], removed[step]) for step in STEPS)
    return Cleaned(text, steps, damage, tuple(menu))
