"""Tables of bulletins: levels of education as rows, amounts as columns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from eduplans.generate.data import read
from eduplans.generate.sentences import Figure, Setting, Slot, make_slot, say_slot

if TYPE_CHECKING:
    from eduplans.generate.chance import Chance

__all__ = ["Made", "tabulate"]


class Made(NamedTuple):
    """A table and its figures, row by row."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    truth: list[Figure]


class _Plan(NamedTuple):
    """A table before it has numbers: slots by row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Slot, ...]], ...]


@cache
def _plans() -> tuple[_Plan, ...]:
    schools = {row["level"]: row["school"] for row in read("levels")}
    plans = []
    for row in read("tables"):
        columns = [column.partition("=")[::2] for column in row["columns"].split("|")]
        rows = []
        for level in row["levels"].split():
            slots = []
            for _, slot in columns:
                fact, form, measure = slot.split(":", 2)
                made = make_slot(f"{fact}@{level}:{form}:{schools[level]}{measure}", level)
                slots.append(made._replace(form=made.form._replace(printed="")))
            rows.append((schools[level], tuple(slots)))
        plans.append(_Plan(row["caption"], tuple(head for head, _ in columns), tuple(rows)))
    return tuple(plans)


def tabulate(setting: Setting, item: str, number: int, chance: Chance) -> Made:
    """Make the table of a number.

    Parameters
    ----------
    setting
        What its cells are filled with.
    item
        Path of the item it stands in.
    number
        1 for the first of the document.
    chance
        The draws of the document.

    Returns
    -------
    Made
    """
    plan = _plans()[(number - 1) % len(_plans())]
    years = {"{Y}": str(setting.year), "{Y-1}": str(setting.year - 1)}
    heads = list(plan.heads)
    for name, year in years.items():
        heads = [head.replace(name, year) for head in heads]
    rows = [("学校类别", *heads)]
    truth: list[Figure] = []
    for school, slots in plan.rows:
        cells = []
        for slot in slots:
            printed, figure = say_slot(slot, setting, item, chance)
            cells.append(printed)
            truth.append(figure)
        rows.append((school, *cells))
    return Made(f"表{number} {setting.year}年{setting.words['C']}{plan.caption}", tuple(rows), truth)
