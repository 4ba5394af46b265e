"""Teachers who come, move and leave, by channel, as documents plan or report them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.codebook import read
from eduplans.standards import Bounds, row_bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in which teachers come, move or leave.

    Parameters
    ----------
    code, name_en, name_zh
        Its name in this project, in English and in Chinese.
    indicator, measure
        Of which figures it is: those of an indicator whose measure has an expression; None: all others of it.
    counts
        ``total``, ``adds``, ``inside`` (a move inside the county) or ``leaves``.
    contract
        Whether they are on contract (合同制, 购买服务) and not on the establishment (编制).
    note
        What else a reader has to know.
    """

    code: str
    indicator: str
    measure: re.Pattern[str] | None
    name_en: str
    name_zh: str
    counts: str
    contract: bool
    note: str


@dataclass(frozen=True, slots=True)
class Flow:
    """One printed number of teachers of a channel.

    Parameters
    ----------
    doc, place, year
        The document, its county, and the year it is about.
    channel
        The way.
    level, status
        Level of education (empty where none is named); ``actual`` or ``target``.
    as_printed, measure, figure_id
        The figure.
    bounds
        What the qualifier leaves open; counts are exact.
    """

    doc: str
    place: str
    year: int | None
    channel: Channel
    level: str
    status: str
    as_printed: str
    measure: str
    figure_id: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Supply:
    """What one document says about teachers who come and leave in one year, planned or reported.

    Parameters
    ----------
    doc, place, year, status
        The document, its county, the year, ``actual`` or ``target``.
    channels
        Numbers of single channels, moves inside the county included.
    stated
        The total that the document states; None where it states none, or several.
    left
        Teachers who left; None where the document does not say, or says several.
    adds
        Sum of the channels that add to the county.
    with_moves
        The same with moves inside the county.
    """

    doc: str
    place: str
    year: int | None
    status: str
    channels: tuple[Flow, ...]
    stated: Flow | None
    left: Flow | None
    adds: Bounds
    with_moves: Bounds

    @property
    def reading(self) -> str:
        """Which sum of channels is the stated total.

        Returns
        -------
        str
            ``adds``, ``with moves``, ``both``, ``neither``, or empty where there is no total or no channel.
        """
        if self.stated is None or not self.channels:
            return ""
        fits = [_meet(self.stated.bounds, total) for total in (self.adds, self.with_moves)]
        return {(True, True): "both", (True, False): "adds", (False, True): "with moves"}.get(
            (fits[0], fits[1]), "neither"
        )

    @property
    def net(self) -> Bounds | None:
        """Stated total less those who left; None where one is missing."""
        if self.stated is None or self.left is None:
            return None
        come, gone = self.stated.bounds, self.left.bounds
        return Bounds(come.value - gone.value, come.low - gone.high, come.high - gone.low)

    @property
    def on_contract(self) -> Bounds | None:
        """Teachers of channels on contract, as far as the words of the document say so; None where none is named."""
        found = [flow for flow in self.channels if flow.channel.contract]
        return _sum(found) if found else None

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of all figures that this rests on."""
        ends = [flow for flow in (self.stated, self.left) if flow]
        return tuple(flow.figure_id for flow in (*ends, *self.channels))


def channels() -> dict[str, Channel]:
    """All channels of the codebook by their code, those that a measure tells apart before the others of an indicator.

    Examples
    --------
    >>> channels()["teachers_selected"].counts
    'inside'
    """
    found = [
        Channel(
            code=row["code"],
            indicator=row["indicator"],
            measure=re.compile(row["measure"]) if row["measure"] else None,
            name_en=row["channel_en"],
            name_zh=row["channel_zh"],
            counts=row["counts"],
            contract=row["contract"] == "yes",
            note=row["note"],
        )
        for row in read("teacher_channels")
    ]
    return {one.code: one for one in sorted(found, key=lambda one: one.measure is None)}


def flows(figures: pd.DataFrame) -> tuple[Flow, ...]:
    """Take the numbers of teachers who come, move and leave out of the figures.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    tuple of Flow
        Results and targets in persons, in reading order; neither repeated nor denied nor flagged ones.
    """
    known = tuple(channels().values())
    rows = figures[
        figures["indicator"].isin([channel.indicator for channel in known])
        & figures["unit"].eq("person")
        & figures["status"].isin(["actual", "target"])
        & figures["confidence"].eq("sure")
        & ~figures["negated"].astype(bool)
        & figures["repeats"].isna()
        & figures["flag"].isna()
    ].sort_values(["doc", "order"])
    return tuple(_flow(row, _channel(row, known)) for row in rows.to_dict("records"))


def _channel(row: Row, known: Sequence[Channel]) -> Channel:
    return next(
        channel
        for channel in known
        if channel.indicator == row["indicator"]
        and (channel.measure is None or channel.measure.search(_text(row["measure"])))
    )


def supply(figures: pd.DataFrame) -> tuple[Supply, ...]:
    """Add up the channels of every document, year and status, and set the stated total beside the sum.

    adds = Σ channels that add to the county; with moves = adds + moves inside the county. Sums of ranges run from the
    sum of the lower ends to that of the upper ends. A total that several figures state differently is none.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    tuple of Supply
        By document, year and status.

    Notes
    -----
    A document need not name all its channels: a sum below the stated total is no contradiction.

    Examples
    --------
    >>> rows = [("teachers_added", "60人", 60.0), ("teachers_recruited", "45人", 45.0),
    ...     ("teachers_assigned", "15人", 15.0), ("teachers_selected", "8人", 8.0), ("teachers_left", "20人", 20.0)]
    >>> figures = pd.DataFrame(rows, columns=["indicator", "as_printed", "value"]).assign(doc="invented",
    ...     place="云泽县", year=2024, order=range(5), figure_id=list("abcde"), level=None, status="actual",
    ...     unit="person", qualifier="exact", value_max=None, measure="", confidence="sure", negated=False,
    ...     repeats=None, flag=None)
    >>> one, = supply(figures)
    >>> one.adds.value, one.with_moves.value, one.reading, one.net.value
    (60.0, 68.0, 'adds', 40.0)
    """
    grouped: dict[tuple[str, int | None, str], list[Flow]] = {}
    for flow in flows(figures):
        grouped.setdefault((flow.doc, flow.year, flow.status), []).append(flow)
    return tuple(_supply(key, group) for key, group in grouped.items())


def _flow(row: Row, channel: Channel) -> Flow:
    return Flow(
        doc=str(row["doc"]),
        place=_text(row["place"]) or str(row["doc"]),
        year=None if pd.isna(row["year"]) else int(row["year"]),
        channel=channel,
        level=_text(row["level"]),
        status=str(row["status"]),
        as_printed=str(row["as_printed"]),
        measure=_text(row["measure"]),
        figure_id=str(row["figure_id"]),
        bounds=row_bounds(row),
    )


def _supply(key: tuple[str, int | None, str], group: Sequence[Flow]) -> Supply:
    def of(*counts: str) -> tuple[Flow, ...]:
        return tuple(flow for flow in group if flow.channel.counts in counts)

    return Supply(
        doc=key[0],
        place=group[0].place,
        year=key[1],
        status=key[2],
        channels=of("adds", "inside"),
        stated=_only(of("total")),
        left=_only(of("leaves")),
        adds=_sum(of("adds")),
        with_moves=_sum(of("adds", "inside")),
    )


def _only(found: Sequence[Flow]) -> Flow | None:
    return found[0] if found and len({flow.bounds for flow in found}) == 1 else None


def _sum(parts: Iterable[Flow]) -> Bounds:
    ends = [(flow.bounds.value, flow.bounds.low, flow.bounds.high) for flow in parts]
    return Bounds(*(float(sum(column)) for column in zip(*ends, strict=True))) if ends else Bounds(0.0, 0.0, 0.0)


def _meet(one: Bounds, other: Bounds) -> bool:
    return one.low <= other.high and other.low <= one.high


def _text(cell: object) -> str:
    return "" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]
