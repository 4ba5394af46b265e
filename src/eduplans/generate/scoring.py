"""How well the grammar finds the truth of invented documents, by pollution, layout, kind and format.

The scorer is that of the annotations made by reading (`eduplans.scores`). Invented sentences are easier than real
ones and all alike: these scores show what pollution and layout cost, not how well real documents are read.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.generate.document import Order, invent
from eduplans.generate.files import truth_rows
from eduplans.scores import COLUMNS, Score, align, overlap, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["GROUPS", "DocumentScore", "Miss", "score_documents", "score_one", "summed"]

#: What documents are grouped by.
GROUPS = ("pollution", "layout", "kind", "format", "encoding")
_EXACT = ("value", "value_max", "unit", "qualifier", "status", "change", "level", "year", "item")


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that the grammar read otherwise.

    Parameters
    ----------
    doc, item, as_printed, measure
        The figure.
    column
        The column that differs; ``missed`` or ``false`` where the figure itself does.
    true, read
        What it is, and what was read.
    """

    doc: str
    item: str
    as_printed: str
    measure: str
    column: str
    true: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """The score of one document, what it belongs to, and what was read otherwise."""

    doc: str
    groups: dict[str, str]
    score: Score
    misses: tuple[Miss, ...]


def score_one(order: Order, index: int) -> DocumentScore:
    """Make a document, read its file as any other, and score what was found.

    Parameters
    ----------
    order
        What documents are made.
    index
        Number of the document.

    Returns
    -------
    DocumentScore

    Examples
    --------
    >>> done = score_one(Order(characters=600, pollution="none", kinds=("plan",)), 1)
    >>> done.groups["pollution"], done.score.matched > 0
    ('none', True)
    """
    from eduplans.documents import read_document
    from eduplans.figures import find_figures
    from eduplans.printing import number
    from eduplans.rows import codebook_row

    made = invent(order, index)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, made.file)
        path.write_bytes(made.data)
        document = read_document(path)
    found = [
        {key: number(value) for key, value in codebook_row(made.doc, place, figure).items()}
        for place, figure in enumerate(find_figures(document), start=1)
    ]
    pairs, missed, false = align(truth_rows(made), found)
    groups = {name: str(getattr(made, name)) for name in GROUPS}
    return DocumentScore(made.doc, groups, tally(pairs, missed, false), _misses(made.doc, pairs, missed, false))


def score_documents(
    order: Order, documents: int, progress: Callable[[Iterable[int]], Iterable[int]] = iter
) -> list[DocumentScore]:
    """Score the first so many documents; see `score_one`."""
    return list(map(partial(score_one, order), progress(range(documents))))


def summed(scores: Iterable[DocumentScore], group: str) -> dict[str, tuple[int, Score]]:
    """Add the scores of documents up.

    Parameters
    ----------
    scores
        Scores of documents.
    group
        One of `GROUPS`; the empty text for all together.

    Returns
    -------
    dict of str to (int, Score)
        Number of documents and their score by the name of the group, sorted; ``all`` for all together.
    """
    sums: dict[str, tuple[int, Score]] = {}
    for one in scores:
        name = one.groups[group] if group else "all"
        before = sums.get(name)
        sums[name] = (before[0] + 1, before[1] + one.score) if before else (1, one.score)
    return dict(sorted(sums.items()))


def percents(score: Score) -> dict[str, float]:
    """Give a score in percent by name: found, value and unit together, and each column.

    Examples
    --------
    >>> list(percents(score_one(Order(characters=600, pollution="none"), 1).score))[:2]
    ['found_f1', 'value_unit_f1']
    """
    return {
        "found_f1": score.found_f1,
        "value_unit_f1": score.value_unit_f1,
        **{name: score.columns[name].percent for name in COLUMNS},
    }


def _misses(
    doc: str,
    pairs: Iterable[tuple[Mapping[str, str], Mapping[str, str]]],
    missed: Iterable[Mapping[str, str]],
    false: Iterable[Mapping[str, str]],
) -> tuple[Miss, ...]:
    def miss(row: Mapping[str, str], column: str, true: str = "", read: str = "") -> Miss:
        return Miss(doc, row["item"], row["as_printed"], row["measure"], column, true, read)

    found = [miss(row, "missed") for row in missed if row["confidence"] != "unsure"]
    found += [miss(row, "false") for row in false]
    for mine, theirs in pairs:
        if mine["confidence"] != "unsure":
            found += [
                miss(mine, name, mine[name], theirs[name]) for name in _EXACT if not _same(mine[name], theirs[name])
            ]
            if overlap(mine["measure"], theirs["measure"]) < 0.5:
                found.append(miss(mine, "measure", mine["measure"], theirs["measure"]))
    return tuple(found)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return abs(float(one) - float(other)) <= 1e-6 * max(1.0, abs(float(one)))
    except ValueError:
        return False
