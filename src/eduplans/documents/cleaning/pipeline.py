"""The steps of cleaning in order, repeated until nothing changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.documents.cleaning import (
    characters,
    columns,
    entities,
    gloss,
    lines,
    markup,
    mojibake,
    residue,
    scatter,
    script,
    torn,
    typography,
)
from eduplans.documents.cleaning.alphabet import rare_characters
from eduplans.documents.cleaning.marks import DAMAGED, mark_damage, moved, unmark
from eduplans.documents.paragraphs import join_wrapped
from eduplans.model import Cleaning, Damage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from eduplans.documents.damage import Spot

__all__ = ["STEPS", "Cleaned", "clean"]

STEPS = (
    "encoding", "menu", "footer", "spam", "word_residue", "decoration", "gloss", "traditional", "width", "space",
)  # fmt: skip

# removing one thing can lay bare another (a menu entry behind a bullet), so the steps are repeated; texts are
# stable after one or two rounds, and the limit keeps hostile ones from taking longer
_ROUNDS = 6
# these only change how characters look or stand, which lays nothing bare but a gloss behind a blank
_CALM = frozenset({"traditional", "width", "space"})
# these take away whole lines, which lays bare nothing but further lines of the kind, and what steps weigh by its
# share of the text
_LINES = frozenset({"menu", "footer", "spam"})
# these may bring characters into the text that were not in it before
_BRINGS = frozenset({"encoding", "word_residue", "gloss"})


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
    """A step and the test that tells from the rarer characters of a text whether it can have anything to do.

    Both tests and steps may be given more characters than the text has, never fewer.
    """

    name: str
    run: Callable[[str, str], tuple[str, int]]
    can_act: Callable[[str], object]
    weighs: bool = False
    """Whether it weighs how much of the text there is of a thing."""


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
    text = mojibake.show_lost(text)
    alphabet = rare_characters(text)
    spots: tuple[Spot, ...] = ()
    if DAMAGED.search(alphabet):
        text, spots = mark_damage(text)
        alphabet = rare_characters(text)
    repaired = [spot for spot in spots if spot.repaired]
    counts["gloss"] += len(repaired)
    removed["gloss"] += sum(len(spot.printed) - len(spot.text) for spot in repaired)
    steps = _steps(menu)
    text = _rounds(text, alphabet, steps, counts, removed)
    damage: tuple[Damage, ...] = ()
    if spots:
        text, damage = unmark(text, spots)
        # what a mark kept apart may be pollution now that its neighbours meet
        after = _rounds(text, rare_characters(text), steps, counts, removed)
        text, damage = after, moved(damage, text, after)
    return Cleaned(text, tuple(Cleaning(step, counts[step], removed[step]) for step in STEPS), damage, tuple(menu))


def _rounds(text: str, alphabet: str, steps: tuple[_Step, ...], counts: dict[str, int], removed: dict[str, int]) -> str:
    """Repeat the steps; one look at the rarer characters, `alphabet`, spares most of them a pass over the text."""
    done: dict[Callable[[str, str], tuple[str, int]], str] = {}
    after_lines = [step for step in steps if step.weighs or step.name in _LINES]
    coming: Sequence[_Step] = steps
    for _ in range(_ROUNDS):
        again = lines_again = False
        glossed = gloss.TONE.search(alphabet) is not None
        for step in coming:
            # what a step found nothing to do in needs no second look
            if done.get(step.run) is text or not step.can_act(alphabet):
                continue
            after, count = step.run(text, alphabet)
            counts[step.name] += count
            removed[step.name] += len(text) - len(after)
            if after != text:
                lines_again = lines_again or step.name in _LINES
                again = again or glossed or (step.name not in _CALM and step.name not in _LINES)
                if step.name in _BRINGS:
                    alphabet = rare_characters(after)
                elif step.name == "width":
                    alphabet = typography.narrow(alphabet)
                text = after
            elif not count:
                done[step.run] = text
        if not (again or lines_again):
            break
        coming = steps if again else after_lines
    return text


def _steps(menu: list[str]) -> tuple[_Step, ...]:
    """Order the steps of one round; markup, glosses and script go before lines so that those can be recognised."""
    return (
        _Step("encoding", _plain(characters.clean_encoding), characters.UNSEEN.search),
        _Step("encoding", mojibake.clean_mojibake, mojibake.MOJIBAKE.search),
        _Step("word_residue", _plain(entities.clean_entities), entities.ENTITY.search),
        _Step("width", typography.clean_width, typography.WIDE.search),
        _Step("word_residue", _plain(markup.clean_markup), markup.MARKUP.search),
        _Step("decoration", scatter.clean_scattered, scatter.SCATTERED.search, weighs=True),
        _Step("space", torn.clean_torn, torn.TORN.search, weighs=True),
        _Step("gloss", gloss.clean_gloss, gloss.GLOSS.search, weighs=True),
        _Step("traditional", _plain(script.clean_traditional), script.traditional().search),
        _Step("menu", lambda text, _: lines.clean_menu(text, menu), _always),
        _Step("footer", _plain(lines.clean_footer), _always),
        _Step("spam", _plain(lines.clean_spam), _always),
        _Step("word_residue", residue.clean_word_residue, residue.RESIDUE.search),
        _Step("decoration", residue.clean_decoration, residue.DECORATION.search),
        _Step("space", _plain(columns.clean_columns), columns.COLUMNS.search),
        _Step("space", _plain(typography.clean_space), typography.SPACE.search),
        _Step("space", _plain(join_wrapped), typography.SPACE.search),
        _Step("space", _plain(torn.clean_torn_lines), typography.SPACE.search),
    )


def _plain(run: Callable[[str], tuple[str, int]]) -> Callable[[str, str], tuple[str, int]]:
    """Let a step do without the characters."""
    return lambda text, _: run(text)


def _always(alphabet: str) -> bool:
    """Let a step look for itself."""
    return alphabet is not None
