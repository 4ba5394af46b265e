"""The body of an invented document: sections, items, sentences and tables, with the figures in them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from eduplans.generate.data import read
from eduplans.generate.layouts import Layout, label
from eduplans.generate.prose import plain_sentence
from eduplans.generate.sentences import Figure, Sentence, Setting, say, sentences
from eduplans.generate.tables import tabulate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.generate.chance import Chance

__all__ = ["Block", "compose"]

Thing = TypeVar("Thing")

#: Sentences without a figure for each with one, by kind of document.
_PROSE = {"p": 5.0, "r": 4.4, "b": 2.6}
_ITEMS = (3, 6)
_SENTENCES = (1, 3)
_SUB_ITEMS = (2, 4)
_MOST_SECTIONS = 90  # Chinese numerals of labels stay below one hundred


class Block(NamedTuple):
    """A line, heading or paragraph, or a table with its rows."""

    kind: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


@cache
def _families(letter: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the families that a kind of document speaks of, each with its headings."""
    return tuple(
        (row["family"], tuple(row["headings"].split("|"))) for row in read("families") if letter in row["kinds"]
    )


@cache
def _sections(letter: str) -> tuple[str, ...]:
    return tuple(row["heading"] for row in read("sections") if letter in row["kinds"])


class _Deck(Generic[Thing]):
    """Things drawn one after the other, shuffled anew when all have been drawn."""

    __slots__ = ("_chance", "_left", "_things")

    def __init__(self, things: Sequence[Thing], chance: Chance) -> None:
        self._things, self._chance = things, chance
        self._left: list[Thing] = []

    def take(self) -> Thing:
        if not self._left:
            self._left = self._chance.shuffled(self._things)
        return self._left.pop()


class _Writer:
    """Writes one document until it is as long as it should be."""

    def __init__(self, setting: Setting, layout: Layout, letter: str, chance: Chance) -> None:
        self.setting, self.layout, self.letter, self.chance = setting, layout, letter, chance
        self.blocks: list[Block] = []
        self.truth: list[Figure] = []
        self.characters = 0
        self.families = _Deck(_families(letter), chance)
        self.headings = _Deck(_sections(letter), chance)
        self.decks: dict[str, _Deck[Sentence]] = {}
        self.tables = 0

    def add(self, kind: str, text: str, rows: tuple[tuple[str, ...], ...] = ()) -> None:
        self.blocks.append(Block(kind, text, rows))
        self.characters += len(text) + sum(len(cell) for row in rows for cell in row)

    def paragraph(self, family: str, path: str) -> str:
        """Write sentences of a family, with sentences between them that say nothing in numbers."""
        deck = self.decks.get(family)
        if deck is None:
            deck = self.decks[family] = _Deck(sentences(family, self.letter), self.chance)
        share, draw, parts = _PROSE[self.letter] / (1 + _PROSE[self.letter]), self.chance.draw, []
        for _ in range(self.chance.integer(*_SENTENCES)):
            while draw() < share:
                parts.append(plain_sentence(self.chance))
            parts.append(say(deck.take(), self.setting, path, self.chance, self.truth))
        return "".join(parts)

    def item(self, printed: str, path: str) -> None:
        """Write an item: its heading, and its text or the items below it."""
        name, headings = self.families.take()
        heading = self.chance.one_of(headings)
        if self.layout.sub:
            self.add("heading", printed + heading)
            for number in range(1, 1 + self.chance.integer(*_SUB_ITEMS)):
                sub, sub_name = label(self.layout.sub, number)
                self.add("paragraph", sub + self.paragraph(name, f"{path}/{sub_name}"))
        elif self.layout.run_in and self.layout.item:
            self.add("paragraph", f"{printed}{heading}。{self.paragraph(name, path)}")
        else:
            self.add("heading", printed + heading)
            for _ in range(self.chance.integer(1, 2)):
                self.add("paragraph", self.paragraph(name, path))

    def table(self, path: str) -> None:
        """Put a table where a bulletin has one."""
        self.tables += 1
        made = tabulate(self.setting, path, self.tables, self.chance)
        self.add("line", made.caption)
        self.add("table", "", made.rows)
        self.truth.extend(made.truth)

    def write(self, characters: int) -> None:
        """Write sections until there are so many characters."""
        section = item = 0
        while self.characters < characters and section < _MOST_SECTIONS:
            section += 1
            printed, path = label(self.layout.section, section)
            if not self.layout.item:
                self.item(printed, path)
            else:
                self.add("heading", printed + self.headings.take())
                item = 0 if self.layout.restart else item
                for _ in range(self.chance.integer(*_ITEMS)):
                    item += 1
                    item_printed, name = label(self.layout.item, item)
                    self.item(item_printed, f"{path}/{name}")
                    if self.characters >= characters:
                        break
            if self.letter == "b" and self.tables < _tables() and not self.layout.item:
                self.table(path)


def _tables() -> int:
    return len(read("tables"))


def compose(
    setting: Setting, layout: Layout, letter: str, characters: int, chance: Chance
) -> tuple[list[Block], list[Figure]]:
    """Write the body of a document.

    Parameters
    ----------
    setting
        What its sentences are filled with.
    layout
        How its items are numbered.
    letter
        ``p`` plan, ``r`` report, ``b`` bulletin.
    characters
        How long it is to be; the section that reaches this is the last.
    chance
        The draws of the document.

    Returns
    -------
    blocks : list of Block
    truth : list of Figure
        In reading order.
    """
    writer = _Writer(setting, layout, letter, chance)
    writer.write(characters)
    return writer.blocks, writer.truth
