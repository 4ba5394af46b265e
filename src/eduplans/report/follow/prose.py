"""Links in sentences: a number leads to the figure that it is, or to all that the table or picture beside it rests on.

A sentence of a page does not say itself what it rests on; the tables and pictures of its section do. A number in it
that is one of their printed forms, or one value of their series in a year that the sentence names, leads there; any
other that was computed leads to the list of what the nearest of them rests on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.report.follow.cells import Piece, RowLinker
from eduplans.report.follow.names import Target
from eduplans.report.follow.table import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from eduplans.report.follow.exhibits import Exhibit
    from eduplans.report.follow.facts import Facts

#: Name in the metadata of a sentence's output under which the exhibits of its section wait, the nearest first.
BESIDE = "beside"
_HEADING = re.compile(r"#+ ")
#: No numbers: code, links, tags, the line of the source, names and ids with digits in them, paths of items.
_NONE = (
    r"`[^`]*`|\[[^\]]*\]\([^)]*\)|<[^>]*>|\*(?:Source|Rests on|来源|依据)[:：][^\n]*\*|[A-Za-z_\\][\w\\]*-?\d[\w\\-]*"
    r"|[一二三四五六七八九十\d]+/[（）()一二三四五六七八九十\d/]+|item \S+|^\d+\\?\. "
)
#: Years and spans of years, and what statistics prints with every interval.
_YEARS = (
    r"(?<![\d.,])(?:19|20)\d\d(?:[–-](?:(?:19|20)\d\d|\d\d))?(?![\d.,]\d|\d| ?[%万亿元人])"
    r"|(?<!\d)9[059] %(?= interval| of)"
)
_NUMBER = r"(?<![\w.,])[+−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?: ?%)?(?![\w.]*\d)"
_TOKEN = re.compile(rf"(?P<none>{_NONE}|{_YEARS})|(?P<number>{_NUMBER})", re.MULTILINE)
_A_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,])")
#: Texts in code, and the fields in them.
_TEXT = re.compile(r'"([^"\n]*)"')
_FIELD = re.compile(r"\{[^{}]*\}")
#: A number with fewer digits is found by chance among the values of some years.
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the sentences of a section.

    Parameters
    ----------
    exhibits
        Tables and pictures that rest on something, the nearest first.
    facts
        What there is to lead to.
    template
        The code that shows the sentence: numbers in its texts are typed, not computed.
    """

    exhibits: tuple[Exhibit, ...]
    facts: Facts
    template: str = ""

    def linked(self, text: str, top: str = "../") -> str:
        """Write the links of a sentence into its Markdown.

        Parameters
        ----------
        text
            The sentence.
        top
            From the page to the top of the report.

        Returns
        -------
        str
        """
        if not self.exhibits:
            return text
        printed = list(self._printed(text))
        pieces, done = [], 0
        for start, end, target in sorted([*printed, *self._numbers(text, printed)], key=lambda one: one[0]):
            pieces += [text[done:start], anchor(Piece(text[start:end], target), top)]
            done = end
        return "".join([*pieces, text[done:]])

    def _printed(self, text: str) -> Iterator[tuple[int, int, Target]]:
        """Find printed forms of figures that the exhibits of the section rest on, outside code and links."""
        names = tuple(dict.fromkeys(name for one in self.exhibits for name in one.rests_on))
        linker = RowLinker(_joined(self.exhibits[0], names), self.facts, ())
        closed = [found.span() for found in _TOKEN.finditer(text) if found["none"]]
        for start, end, target in linker.printed_forms(text):
            if not any(first < end and start < last for first, last in closed):
                yield start, end, target

    def _numbers(
        self, text: str, taken: Iterable[tuple[int, int, Target]]
    ) -> Iterator[tuple[int, int, Target]]:  # fmt: skip
        spans = [(start, end) for start, end, _ in taken]
        years = tuple(dict.fromkeys(_A_YEAR.findall(text)))
        nearest = self.exhibits[0]
        linker = RowLinker(nearest, self.facts, ())
        for found in _TOKEN.finditer(text):
            start, end = found.span()
            said = found["number"]
            if said and not any(first < end and start < last for first, last in spans) and said not in self._typed():
                value = linker.value_of_years(said, years) if sum(map(str.isdigit, said)) >= _DIGITS else None
                yield start, end, value or Target(f"{nearest.basis}.html#{nearest.anchor}")

    def _typed(self) -> set[str]:
        said = " ".join(_FIELD.sub(" ", text) for text in _TEXT.findall(self.template))
        return {found["number"] for found in _TOKEN.finditer(said) if found["number"]}


def note_beside(notebook: Any, order: Sequence[Exhibit], kinds: Mapping[int, int]) -> None:
    """Note at every sentence of a notebook which tables and pictures stand beside it.

    Parameters
    ----------
    notebook
        The notebook; the metadata of its outputs are changed.
    order
        Its tables and pictures.
    kinds
        Place of an output's exhibit in `order`, by the identity of the output.
    """
    before: list[int] = []
    for section in _sections(notebook):
        places = [(place, kinds[id(output)]) for place, output in enumerate(section) if id(output) in kinds]
        resting = [(place, number) for place, number in places if order[number].rests_on]
        for place, output in enumerate(section):
            if "text/markdown" in output.get("data", {}) and "text/html" not in output["data"]:
                above = [number for at, number in reversed(resting) if at < place]
                below = [number for at, number in resting if at > place]
                output.setdefault("metadata", {})[BESIDE] = above + below or before[-1:]
        before += [number for _, number in resting]


def link_sentences(notebook: Any, exhibits: Sequence[Exhibit], facts: Facts, top: str = "../") -> None:
    """Write links into the sentences of a page.

    Parameters
    ----------
    notebook
        The notebook of the page, after `note_beside`; it is changed.
    exhibits
        Its tables and pictures.
    facts
        What there is to lead to.
    top
        From the page to the top of the report.
    """
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if BESIDE in output.get("metadata", {}):
                those = tuple(exhibits[number] for number in output["metadata"][BESIDE])
                beside = Beside(those, facts, cell["source"])
                output["data"]["text/markdown"] = beside.linked(output["data"]["text/markdown"], top)


def _sections(notebook: Any) -> Iterator[list[Any]]:
    """Go through the outputs of a notebook by section."""
    section: list[Any] = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and any(map(_HEADING.match, cell["source"].splitlines())):
            yield section
            section = []
        section += cell.get("outputs", [])
    yield section


def _joined(exhibit: Exhibit, names: tuple[str, ...]) -> Exhibit:
    from dataclasses import replace

    return replace(exhibit, rests_on=names)
