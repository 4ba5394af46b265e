"""Sentences with slots: what a slot prints becomes text, what it means becomes a row of the truth.

A slot is ``{fact:form:measure:flags}``. The fact is one of the county (`pupils@primary`) or bounds of a number to
draw (`12-60`), for a range with those of its width (`3-5+2-4`). Flags say what differs from a plain statement of the
document about its year: `growth`, `difference`, `baseline`, `standard`, `actual`, `last` (the year before), `noyear`, a
qualifier that stands in front, `L=` a level, `U=` a unit that only the noun behind the number tells, `han` where
Chinese numerals may stand, `unsure` where readers differ. ``{?fact:up:down}`` is a word that follows the sign of a
fact; ``{C}``, ``{Q}``, ``{Y}`` and ``{Y-1}`` are the county, its kind and years.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from eduplans.generate.data import read
from eduplans.generate.printing import Form, Style, forms, printed_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eduplans.generate.chance import Chance
    from eduplans.generate.facts import Facts

__all__ = ["Figure", "Sentence", "Setting", "Slot", "make_slot", "say", "say_slot", "sentences"]

_SLOT = re.compile(r"\{([^}]*)\}")
_BOUNDS = re.compile(r"(\d+(?:\.(\d+))?)-(\d+(?:\.(\d+))?)(?:\+(\d+)-(\d+))?")
_QUALIFIERS = frozenset({"about", "more_than", "at_least", "at_most", "less_than"})
_STATUSES = frozenset({"actual", "target", "standard", "baseline"})
_FLAGS = _QUALIFIERS | _STATUSES | {"growth", "difference", "last", "noyear", "han", "unsure"}


class Figure(NamedTuple):
    """A row of the truth: the columns of the codebook as text (a named tuple: a load has millions of them)."""

    item: str
    as_printed: str
    value: str
    value_max: str
    unit: str
    qualifier: str
    measure: str
    level: str
    year: str
    status: str
    change: str
    confidence: str


class Slot(NamedTuple):
    """A place of a sentence that a number fills."""

    fact: str
    low: float
    high: float
    widths: tuple[int, int] | None
    decimals: int
    form: Form
    unit: str
    qualifier: str
    measure: str
    level: str
    status: str
    change: str
    year: str
    small: bool
    confidence: str


class _Word(NamedTuple):
    """A place that a word fills: a name, a year, or the direction of a change."""

    name: str
    up: str
    down: str


_Piece: TypeAlias = "str | _Word | Slot"


class Sentence(NamedTuple):
    """A sentence, cut into texts and slots."""

    pieces: tuple[_Piece, ...]


class Setting(NamedTuple):
    """What a document fills its sentences with."""

    facts: Facts
    style: Style
    words: Mapping[str, str]
    year: int
    status: str
    #: Numbers that were drawn, so that a document that says a thing twice says the same.
    drawn: dict[tuple[str, str, str], float]


@cache
def sentences(family: str, letter: str) -> tuple[Sentence, ...]:
    """Give the sentences of a family for one kind of document.

    Parameters
    ----------
    family
        Family of indicators, as in ``families.csv``.
    letter
        ``p`` plan, ``r`` report, ``b`` bulletin.

    Returns
    -------
    tuple of Sentence
        A sentence for several levels stands once for each.

    Examples
    --------
    >>> len(sentences("preschool", "p")) > 5
    True
    """
    default = next(row["level"] for row in read("families") if row["family"] == family)
    schools = {row["level"]: row for row in read("levels")}
    found = []
    for row in read("sentences"):
        if row["family"] == family and letter in row["kinds"]:
            for level in row["levels"].split() or [""]:
                text = row["text"]
                if level:
                    text = text.replace("{L}", schools[level]["school"]).replace("{P}", schools[level]["pupils"])
                    text = re.sub(r"@(?=[:}])", f"@{level}", text)
                found.append(Sentence(_pieces(text, level or default)))
    return tuple(found)


def _pieces(text: str, level: str) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    for number, part in enumerate(_SLOT.split(text)):
        if number % 2 == 0:
            if part:
                pieces.append(part)
        elif part.startswith("?"):
            pieces.append(_Word(*part[1:].split(":")))
        elif ":" in part:
            pieces.append(make_slot(part, level))
        else:
            pieces.append(_Word(part, "", ""))
    return tuple(pieces)


def make_slot(text: str, level: str) -> Slot:
    """Read the inside of a slot.

    Parameters
    ----------
    text
        ``fact:form:measure`` and perhaps ``:flags``.
    level
        Level of education where no flag says another.

    Returns
    -------
    Slot

    Raises
    ------
    ValueError
        If a flag is not known.

    Examples
    --------
    >>> slot = make_slot("2-9:所:新建幼儿园:difference", "preschool")
    >>> slot.low, slot.high, slot.unit, slot.change
    (2.0, 9.0, 'school', 'difference')
    """
    fact, form_name, measure, flag_text = (*text.split(":"), "")[:4]
    flags = flag_text.split()
    given = dict(flag.split("=") for flag in flags if "=" in flag)
    plain = {flag for flag in flags if "=" not in flag}
    if plain - _FLAGS or set(given) - {"L", "U"}:
        raise ValueError(f"unknown flags in {text!r}")
    form = forms()[form_name]
    bounds = _BOUNDS.fullmatch(fact)
    low, high, decimals, widths = 0.0, 0.0, 0, None
    if bounds:
        low, high = float(bounds[1]), float(bounds[3])
        widths = (int(bounds[5]), int(bounds[6])) if bounds[5] else None
        decimals = max(len(bounds[2] or ""), len(bounds[4] or ""))
    return Slot(
        "" if bounds else fact, low, high, widths, decimals, form, given.get("U", form.unit),
        _one(plain & _QUALIFIERS, form.qualifier), measure, given.get("L", level), _one(plain & _STATUSES, ""),
        _one(plain & {"growth", "difference"}, "level"), _one(plain & {"last", "noyear"}, "this"),
        "han" in plain, "unsure" if "unsure" in plain else "sure",
    )  # fmt: skip


def _one(found: set[str], default: str) -> str:
    return next(iter(found), default)


def say(sentence: Sentence, setting: Setting, item: str, chance: Chance, truth: list[Figure]) -> str:
    """Fill a sentence.

    Parameters
    ----------
    sentence
        The sentence.
    setting
        What the document fills it with.
    item
        Path of the item it stands in.
    chance
        The draws of the document.
    truth
        Takes the figures of the sentence, in reading order.

    Returns
    -------
    str
    """
    parts = []
    for piece in sentence.pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif isinstance(piece, Slot):
            text, figure = say_slot(piece, setting, item, chance)
            parts.append(text)
            truth.append(figure)
        elif piece.up:
            parts.append(piece.up if setting.facts[piece.name] > 0 else piece.down)
        else:
            parts.append(setting.words[piece.name])
    return "".join(parts)


def say_slot(slot: Slot, setting: Setting, item: str, chance: Chance) -> tuple[str, Figure]:
    """Print the number of a slot, and say what it means."""
    value = abs(setting.facts[slot.fact]) if slot.fact else _drawn(slot, setting, chance)
    printed, said = printed_number(value, slot.form, setting.style, small=slot.small)
    most = ""
    if slot.widths:
        more, most = printed_number(value + _width(slot, setting, chance), slot.form, setting.style, small=False)
        printed = f"{said}-{more}"
    year = setting.year - 1 if slot.year == "last" else setting.year
    return printed, Figure(
        item, printed, said, most, slot.unit, slot.qualifier, slot.measure, slot.level,
        "" if slot.year == "noyear" else str(year), slot.status or setting.status, slot.change, slot.confidence,
    )  # fmt: skip


def _drawn(slot: Slot, setting: Setting, chance: Chance) -> float:
    """Draw a number between the bounds of a slot, or give what was drawn for the same thing before."""
    key = (slot.measure, slot.change, slot.form.printed)
    value = setting.drawn.get(key)
    if value is None:
        if slot.decimals:
            value = round(chance.between(slot.low, slot.high), slot.decimals) * slot.form.factor
        else:
            value = chance.integer(int(slot.low), int(slot.high)) * slot.form.factor
        setting.drawn[key] = value
    return value


def _width(slot: Slot, setting: Setting, chance: Chance) -> float:
    """Draw how far a range reaches, once for a thing."""
    assert slot.widths is not None
    key = (slot.measure, "width", slot.form.printed)
    return setting.drawn.setdefault(key, chance.integer(*slot.widths))
