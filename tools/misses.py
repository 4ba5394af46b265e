"""Name the figures that the grammar missed, found where there is none, or read with a wrong value or unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.scores import align, value_and_unit_agree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Row = Mapping[str, str]

#: No phrase is longer: it shows the place, and is no copy of the text.
LONGEST = 40
_ENDS = "。；;！？\n"


def misses(name: str, group: str, text: str, reference: Sequence[Row], found: Sequence[Row]) -> list[dict[str, str]]:
    """List what the grammar got wrong in one text, in reading order of each kind.

    Parameters
    ----------
    name, group
        The text and what it belongs to.
    text
        The cleaned text that both rows are about.
    reference, found
        Rows with the columns of the codebook, and `start`.

    Returns
    -------
    list of dict
        `text`, `group`, `item`, `kind` (missed, false, value), `as_printed`, `phrase` around it of at most 40
        characters, `reading` (what the readers have) and `grammar` (what the grammar has; empty: nothing).

    Examples
    --------
    >>> row = {"as_printed": "5所", "value": "5", "value_max": "", "unit": "school", "item": "一", "start": "3",
    ...        "confidence": "sure"}
    >>> misses("yunze", "documents", "云泽县5所小学", [row], [])[0]["phrase"]
    '云泽县5所小学'
    """
    pairs, missed, false = align(reference, found)
    sure = [row for row in missed if row["confidence"] != "unsure"]
    wrong = [pair for pair in pairs if pair[0]["confidence"] != "unsure" and not value_and_unit_agree(*pair)]

    def one(kind: str, row: Row, reading: str, grammar: str) -> dict[str, str]:
        return {
            "text": name, "group": group, "item": row["item"], "kind": kind, "as_printed": row["as_printed"],
            "phrase": phrase(text, row), "reading": reading, "grammar": grammar,
        }  # fmt: skip

    return [
        *(one("missed", row, _amount(row), "") for row in sure),
        *(one("value", mine, _amount(mine), _amount(theirs)) for mine, theirs in wrong),
        *(one("false", row, "", _amount(row)) for row in false),
    ]


def phrase(text: str, row: Row) -> str:
    """Cut the words around a figure out of its text, within its sentence and not longer than 40 characters."""
    printed = row["as_printed"]
    start = int(row["start"])
    if text[start : start + len(printed)] != printed:  # the places of the readers may be of an older cleaning
        places = _places(text, printed)
        start = min(places, key=lambda place: abs(place - start), default=-1)
    if start < 0:
        return printed[:LONGEST]
    room = max(0, LONGEST - len(printed))
    low, high = max(0, start - room // 2), min(len(text), start + len(printed) + room - room // 2)
    before, after = text[low:start], text[start + len(printed) : high]
    for end in _ENDS:
        before, after = before.rpartition(end)[2], after.partition(end)[0]
    return f"{before}{printed}{after}".strip()[:LONGEST]


def _places(text: str, printed: str) -> Iterator[int]:
    place = text.find(printed)
    while place >= 0:
        yield place
        place = text.find(printed, place + 1)


def _amount(row: Row) -> str:
    ends = [f"{float(row[name]):,.12g}" for name in ("value", "value_max") if row[name]]
    return f"{'–'.join(ends)} {row['unit']}".strip()
