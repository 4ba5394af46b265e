"""All that is needed to follow a figure: what is known, what rests on what, and the cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.report.follow.cards import figure_card, indicator_line, value_card
from eduplans.report.follow.exhibits import Exhibit, exhibits_of, uses
from eduplans.report.follow.facts import Facts, read_facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eduplans.report.sources import Sources


@dataclass(frozen=True, slots=True)
class Follow:
    """What the pages need to lead from numbers to figures and back.

    Parameters
    ----------
    facts
        What is known of figures, series and documents.
    exhibits
        All tables and pictures, in the order of the runs.
    used
        What rests on each name, see `eduplans.report.follow.exhibits.uses`.
    figures
        Cards of the figures, by id.
    values
        Cards of the values of series, by ``series@year-level``.
    """

    facts: Facts
    exhibits: tuple[Exhibit, ...]
    used: Mapping[str, Sequence[Exhibit]]
    figures: Mapping[str, str]
    values: Mapping[str, str]

    def of_page(self, page: str) -> list[Exhibit]:
        """List the tables and pictures of a page."""
        return [exhibit for exhibit in self.exhibits if exhibit.page == page]

    def of_run(self, run: str) -> list[Exhibit]:
        """List the tables and pictures of a run."""
        return [exhibit for exhibit in self.exhibits if exhibit.run == run]


def read_follow(sources: Sources) -> Follow:
    """Collect all that is needed to follow figures.

    Parameters
    ----------
    sources
        What the report is made of.

    Returns
    -------
    Follow
    """
    facts = read_facts(sources)
    exhibits = tuple(exhibit for shown in sources.runs for exhibit in exhibits_of(shown))
    used = uses(exhibits, facts)
    lines = {code: indicator_line(code, facts) for code in {rows[0]["indicator"] for rows in facts.series.values()}}
    return Follow(
        facts=facts,
        exhibits=exhibits,
        used=used,
        figures={name: figure_card(row, facts, used.get(name, ())) for name, row in facts.figures.items()},
        values={
            f"{name}@{row['year']}-{row['level']}": value_card(row, lines.get(row["indicator"], ""))
            for name, rows in facts.series.items()
            for row in rows
        },
    )
