"""Checks across the raw tables: what one table says of another has to be there, and has to be the same.

Each check is a function from the tables to its problems; `CHECKS` lists them with the table whose rows they go
through, for the messages and for the validation report.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.errors import Problem
from eduplans.identity import figure_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Relation:
    """A check across tables.

    Parameters
    ----------
    table
        The table whose rows are gone through.
    name
        The rule, in words.
    find
        From all frames to the rows that break it: index in the frame, column, value.
    """

    table: str
    name: str
    find: Callable[[Frames], Iterator[tuple[int, str, object]]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: rows gone through, and the problems."""

    table: str
    name: str
    rows: int
    problems: tuple[Problem, ...]


def _cells(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """Go through some columns by row; through arrays, as rows of pandas make an object of every Arrow cell."""
    return zip(*(frame[name].to_numpy(dtype=object) for name in names), strict=True)


def _known_documents(table: str) -> Relation:
    def find(frames: Frames) -> Iterator[tuple[int, str, object]]:
        docs = frames[table]["doc"]
        for index in docs.index[~docs.isin(frames["documents"]["doc"])]:
            yield index, "doc", docs[index]

    return Relation(table, "the document is in documents.csv", find)


def _known_items(table: str) -> Relation:
    def find(frames: Frames) -> Iterator[tuple[int, str, object]]:
        known = set(_cells(frames["items"], "doc", "item"))
        named = set(_cells(frames[table][["doc", "item"]].dropna(), "doc", "item"))
        unknown = list(named - known)
        if unknown:
            pairs = pd.MultiIndex.from_frame(frames[table][["doc", "item"]])
            for index in frames[table].index[pairs.isin(unknown)]:
                yield index, "item", frames[table]["item"][index]

    return Relation(table, "the item is in items.csv", find)


def _inside_item(table: str) -> Relation:
    def find(frames: Frames) -> Iterator[tuple[int, str, object]]:
        items = frames["items"]
        spans = {(doc, item): (start, end) for doc, item, start, end in _cells(items, "doc", "item", "start", "end")}
        first = items.groupby("doc")["start"].min().to_dict()
        frame = frames[table]
        rows = zip(frame.index, _cells(frame, "doc", "item", "start", "end"), strict=True)
        for index, (doc, item, start, end) in rows:
            before = (0, first.get(doc, float("inf")))
            low, high = before if pd.isna(item) else spans.get((doc, item), (start, end))
            if start < low or end > high:
                yield index, "start", f"{start}-{end}"

    return Relation(table, "the span lies inside its item", find)


def _consecutive(table: str) -> Relation:
    def find(frames: Frames) -> Iterator[tuple[int, str, object]]:
        frame = frames[table].sort_values(["doc", "order"], kind="stable")
        expected = frame.groupby("doc").cumcount() + 1
        for index in frame.index[frame["order"] != expected]:
            yield index, "order", frame["order"][index]

    return Relation(table, "order counts 1, 2, 3 ... in each document", find)


def _in_reading_order(table: str) -> Relation:
    def find(frames: Frames) -> Iterator[tuple[int, str, object]]:
        frame = frames[table].sort_values(["doc", "order"], kind="stable")
        before = frame.groupby("doc")["end"].shift().fillna(0)
        for index in frame.index[frame["start"] < before]:
            yield index, "start", frame["start"][index]

    return Relation(table, "spans follow each other without overlap", find)


def _counted(table: str) -> Relation:
    def find(frames: Frames) -> Iterator[tuple[int, str, object]]:
        documents = frames["documents"]
        counts = frames[table]["doc"].value_counts()
        expected = documents["doc"].map(counts).fillna(0)
        for index in documents.index[documents[table] != expected]:
            yield index, table, documents[table][index]

    return Relation("documents", f"{table} is the number of rows in {table}.csv", find)


def _inside_text(frames: Frames) -> Iterator[tuple[int, str, object]]:
    length = frames["documents"].set_index("doc")["characters_text"]
    items = frames["items"]
    for index in items.index[items["end"] > items["doc"].map(length).fillna(items["end"])]:
        yield index, "end", items["end"][index]


def _reproducible(frames: Frames) -> Iterator[tuple[int, str, object]]:
    ordered = frames["figures"].sort_values(["doc", "order"], kind="stable")
    ordered = ordered.assign(item=ordered["item"].fillna(""), index=ordered.index)
    rows = _cells(ordered, "doc", "figure_id", "as_printed", "item", "index")
    for doc, own in groupby(rows, key=itemgetter(0)):
        _, found, printed, items, places = zip(*own, strict=True)
        for index, one, made in zip(places, found, figure_ids(str(doc), zip(items, printed, strict=True)), strict=True):
            if one != made:
                yield index, "figure_id", one


#: All checks across the raw tables that ingest writes.
CHECKS: tuple[Relation, ...] = (
    *(_known_documents(table) for table in ("items", "item_words", "figures", "damage", "cues")),
    *(_known_items(table) for table in ("item_words", "figures", "damage", "cues")),
    *(_inside_item(table) for table in ("figures", "damage")),
    *(_consecutive(table) for table in ("items", "figures")),
    *(_in_reading_order(table) for table in ("items", "figures")),
    *(_counted(table) for table in ("items", "figures", "damage")),
    Relation("items", "the item ends inside the cleaned text", _inside_text),
    Relation("figures", "the id follows from document, item, printed form and occurrence", _reproducible),
)


def check_relations(frames: Frames, where: Mapping[str, str] | None = None) -> tuple[Checked, ...]:
    """Check the raw tables against each other.

    Parameters
    ----------
    frames
        Typed raw tables by name; a check whose tables are not all given is left out.
    where
        File of each table for messages; ``name.csv`` where not given.

    Returns
    -------
    tuple of Checked
        One for each check.
    """
    done = []
    for check in CHECKS:
        needed = {check.table, "documents", "items"}
        if needed <= frames.keys() and (check.table != "documents" or check.name.split(" ")[0] in frames):
            place = (where or {}).get(check.table, f"{check.table}.csv")
            problems = tuple(
                Problem(
                    "the tables contradict each other",
                    where=place,
                    row=int(index) + 2,
                    column=column,
                    value=str(value),
                    rule=check.name,
                )
                for index, column, value in check.find(frames)
            )
            done.append(Checked(check.table, check.name, len(frames[check.table]), problems))
    return tuple(done)
