"""The steps of cleaning in order, repeated until nothing changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.documents.cleaning import characters, columns, gloss, lines, markup, residue, script, typography
from eduplans.documents.cleaning.marks import mark_damage, moved, unmark
from eduplans.documents.paragraphs import join_wrapped
from eduplans.model import Cleaning, Damage

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["STEPS", "Cleaned", "clean"]

STEPS = (
    "encoding", "menu", "footer", "spam", "word_residue", "decoration", "gloss", "traditional", "width", "space",
)  # fmt: skip

# removing one thing can lay bare another (a menu entry behind a bullet), so the steps are repeated; texts are
# stable after one or two rounds, and the limit keeps hostile ones from taking longer
_ROUNDS = 6
# these only change how characters look or stand, which lays nothing bare but a gloss behind a blank
_CALM = frozenset({"traditional", "width", "space"})
_RARE = re.compile("[^\u4e00-\u9fff0-9a-z，。、；：“”《》]")


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
        The lines that the menu step removed, in reading order: they tell about issuer and date.
    """

    text: str
    steps: tuple[Cleaning, ...]
    damage: tuple[Damage, ...] = ()
    menu_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    """A step and the test that tells from the rarer characters of a text whether it can have anything to do."""

    name: str
    run: Callable[[str], tuple[str, int]]
    can_act: Callable[[str], object]


def clean(text: str) -> Cleaned:
    r"""Clean a text.

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
    >>> cleaned = clean("学校\u200b３所\n扫一扫在手机上查看当前页面")
    >>> cleaned.text, [step.step for step in cleaned.steps if step.count]
    ('学校3所', ['encoding', 'footer', 'width'])
    """
    counts = dict.fromkeys(STEPS, 0)
    removed = dict.fromkeys(STEPS, 0)
    menu: list[str] = []
    text, spots = mark_damage(text)
    repaired = [spot for spot in spots if spot.repaired]
    counts["gloss"] += len(repaired)
    removed["gloss"] += sum(len(spot.printed) - len(spot.text) for spot in repaired)
    steps = _steps(menu)
    text, damage = unmark(_rounds(text, steps, counts, removed), spots)
    if spots:
        # what a mark kept apart may be pollution now that its neighbours meet
        after = _rounds(text, steps, counts, removed)
        text, damage = after, moved(damage, text, after)
    return Cleaned(text, tuple(Cleaning(step, counts[step], removed[step]) for step in STEPS), damage, tuple(menu))


def _rounds(text: str, steps: tuple[_Step, ...], counts: dict[str, int], removed: dict[str, int]) -> str:
    for _ in range(_ROUNDS):
        # one look at the rarer characters spares most steps a pass over the text
        alphabet = "".join(set(_RARE.findall(text)))
        again, glossed = False, gloss.TONE.search(alphabet) is not None
        for step in steps:
            if not step.can_act(alphabet):
                continue
            after, count = step.run(text)
            counts[step.name] += count
            removed[step.name] += len(text) - len(after)
            again = again or (after != text and (step.name not in _CALM or glossed))
            if step.name == "width" and count:
                alphabet = "".join(set(_RARE.findall(after)))
            text = after
        if not again:
            break
    return text


def _steps(menu: list[str]) -> tuple[_Step, ...]:
    """Order the steps of one round; markup, glosses and script go before lines so that those can be recognised."""
    return (
        _Step("encoding", characters.clean_encoding, characters.UNSEEN.search),
        _Step("width", typography.clean_width, typography.WIDE.search),
        _Step("word_residue", markup.clean_markup, markup.MARKUP.search),
        _Step("gloss", gloss.clean_gloss, gloss.TONE.search),
        _Step("traditional", script.clean_traditional, _always),
        _Step("menu", lambda text: lines.clean_menu(text, menu), _always),
        _Step("footer", lines.clean_footer, _always),
        _Step("spam", lines.clean_spam, _always),
        _Step("word_residue", residue.clean_word_residue, residue.RESIDUE.search),
        _Step("decoration", residue.clean_decoration, residue.DECORATION.search),
        _Step("space", columns.clean_columns, columns.COLUMNS.search),
        _Step("space", typography.clean_space, typography.SPACE.search),
        _Step("space", join_wrapped, typography.SPACE.search),
    )


def _always(alphabet: str) -> bool:
    """Let a step look for itself."""
    return alphabet is not None
