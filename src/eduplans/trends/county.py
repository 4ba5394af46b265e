"""What a county's printed rates of growth imply about its pupils."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.codebook import read
from eduplans.trends.printed import Interval, half_unit, implied_growth, printed_amount

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

#: Codes of spending, and of the two rates whose ratio is the growth of heads.
TOTAL = "gpb_edu"
PUPILS = "enrolment"
TOTAL_GROWTH, PER_HEAD_GROWTH = "gpb_edu_growth", "gpb_edu_per_student_growth"


@dataclass(frozen=True, slots=True)
class GrowthPair:
    """Growth of spending and of spending per student that one document prints for one year.

    Parameters
    ----------
    doc, place, year
        The document, its county and the year of growth.
    total, per_head
        The rates as printed, with a minus sign where the words around them say that it is a fall.
    total_id, per_head_id
        Their figure ids.
    by
        How the growth of spending was recognised: ``indicator``, or ``amount before`` where a rate without a name
        of its own stands right behind the amount of spending.
    heads
        Growth of students that the two imply, in percent, with the interval that rounding leaves.
    """

    doc: str
    place: str
    year: int | None
    total: str
    per_head: str
    total_id: str
    per_head_id: str
    by: str
    heads: Interval


def growth_pairs(figures: pd.DataFrame, doc: str | None = None) -> tuple[GrowthPair, ...]:
    """Find documents that print both growth of spending and growth of spending per student.

    Parameters
    ----------
    figures
        The processed figures: `doc`, `place`, `year`, `item`, `order`, `indicator`, `level`, `status`, `change`,
        `role`, `as_printed`, `figure_id` and `flag` are used.
    doc
        Only this document.

    Returns
    -------
    tuple of GrowthPair
        One a document and year in which each rate is printed as a result (status ``actual``) for all levels
        together; two different rates for the same thing decide nothing and give no pair.

    Examples
    --------
    >>> import pandas as pd
    >>> figures = pd.DataFrame({"doc": "invented", "place": "云泽县", "year": 2024, "level": "", "item": "一",
    ...     "order": [1, 2], "indicator": ["gpb_edu_growth", "gpb_edu_per_student_growth"], "status": "actual",
    ...     "change": "growth", "role": "growth", "as_printed": ["10%", "5%"], "flag": "",
    ...     "figure_id": ["invented:1", "invented:2"]})
    >>> pair = growth_pairs(figures)[0]
    >>> pair.place, pair.by, round(pair.heads.value, 2)
    ('云泽县', 'indicator', 4.76)
    """
    rows = named_rates(figures)
    rows = rows[rows["status"].eq("actual") & (rows["level"].isna() | rows["level"].isin(["", "all"]))]
    if doc is not None:
        rows = rows[rows["doc"] == doc]
    rates = rows[(rows["change"] == "growth") & rows["indicator"].isin([TOTAL_GROWTH, PER_HEAD_GROWTH])]
    pairs = [_pair(group) for _, group in rates.groupby(["doc", "year"], dropna=False, sort=True, observed=True)]
    return tuple(pair for pair in pairs if pair is not None)


def named_rates(figures: pd.DataFrame) -> pd.DataFrame:
    """Give a rate of growth without a name of its own the name of the amount that it stands right behind.

    Parameters
    ----------
    figures
        The processed figures.

    Returns
    -------
    pandas.DataFrame
        The figures without a flag, those that stand right behind budget spending as its growth; `by` says how the
        indicator was recognised: ``indicator`` or ``amount before``.

    Examples
    --------
    >>> figures = pd.DataFrame({"doc": "invented", "item": "一", "order": [1, 2], "indicator": ["gpb_edu", "other"],
    ...     "level": "", "status": "actual", "change": ["level", "growth"], "role": ["none", "growth"], "flag": ""})
    >>> named_rates(figures)["indicator"].tolist()
    ['gpb_edu', 'gpb_edu_growth']
    """
    rows = figures[figures["flag"].isna() | figures["flag"].eq("")].copy()
    whole = rows["status"].eq("actual") & (rows["level"].isna() | rows["level"].isin(["", "all"]))
    amounts = rows[whole & rows["indicator"].eq(TOTAL) & rows["change"].eq("level")]
    behind = whole & rows["change"].eq("growth") & _behind_the_amount(rows, amounts)
    rows["indicator"] = rows["indicator"].astype(object).where(~behind, TOTAL_GROWTH)
    rows["by"] = behind.map({True: "amount before", False: "indicator"})
    return rows


def falls(row: Mapping[Hashable, object]) -> bool:
    """Tell whether the words around a rate of growth say that it is a fall, which the printed number does not.

    Parameters
    ----------
    row
        A row of the processed figures: `as_printed`, `phrase` and `measure` are used, where there.

    Returns
    -------
    bool

    Examples
    --------
    >>> falls({"as_printed": "3%", "phrase": "支出增长5%,学生减少3%"}), falls({"as_printed": "5%", "phrase": "增长5%"})
    (True, False)
    """
    words = tuple(entry["word"] for entry in read("fall_words"))
    before = str(row.get("phrase", "")).partition(str(row["as_printed"]))[0].rstrip("了约近 ")
    return before.endswith(words) or (not before.endswith(("增长", "增加", "提高")) and _ends_in_fall(row, words))


def signed(row: Mapping[Hashable, object]) -> str:
    """Give a printed rate a minus sign where the words around it say that it is a fall.

    Examples
    --------
    >>> signed({"as_printed": "3%", "phrase": "比上年下降3%"})
    '−3%'
    """
    printed = str(row["as_printed"])
    return f"\N{MINUS SIGN}{printed}" if falls(row) and printed[:1] not in "-−" else printed


def _ends_in_fall(row: Mapping[Hashable, object], words: tuple[str, ...]) -> bool:
    return str(row.get("measure", "")).endswith(words)


def _behind_the_amount(rates: pd.DataFrame, amounts: pd.DataFrame) -> pd.Series[bool]:
    """Tell which unnamed rates of growth stand right behind an amount of spending, in the same item."""
    places = {(row["doc"], row["item"], row["order"] + 1) for row in amounts.to_dict("records")}
    here = zip(rates["doc"], rates["item"], rates["order"], strict=True)
    return pd.Series([place in places for place in here], index=rates.index, dtype=bool) & (
        rates["indicator"].eq("other") & rates["role"].eq("growth")
    )


def _pair(rows: pd.DataFrame) -> GrowthPair | None:
    totals = rows[rows["indicator"] == TOTAL_GROWTH]
    per_heads = rows[rows["indicator"] == PER_HEAD_GROWTH]
    if totals["as_printed"].nunique() != 1 or per_heads["as_printed"].nunique() != 1:
        return None
    total, per_head = totals.iloc[0], per_heads.iloc[0]
    return GrowthPair(
        doc=str(total["doc"]),
        place="" if pd.isna(total["place"]) else str(total["place"]),
        year=None if pd.isna(total["year"]) else int(total["year"]),
        total=signed(total.to_dict()),
        per_head=signed(per_head.to_dict()),
        total_id=str(total["figure_id"]),
        per_head_id=str(per_head["figure_id"]),
        by=str(total["by"]),
        heads=implied_growth(signed(total.to_dict()), signed(per_head.to_dict())),
    )


@dataclass(frozen=True, slots=True)
class PupilsBehind:
    """Pupils of the year that a document prints, and what its two rates make of them.

    Parameters
    ----------
    year
        The year of the rates.
    printed, printed_id, measure
        The pupils as printed, the figure id, and whom the document says it counts.
    before
        Pupils of the year before that the printed number and the implied growth give.
    per_head
        Spending per pupil of the year in yuan, from the printed amount and the printed pupils; None where no
        amount is printed.
    amount, amount_id
        The amount as printed and its figure id.
    """

    year: int
    printed: str
    printed_id: str
    measure: str
    before: Interval
    per_head: Interval | None
    amount: str
    amount_id: str


def pupils_behind(figures: pd.DataFrame, pair: GrowthPair) -> PupilsBehind | None:
    """Work out pupils of the year before, and spending per pupil, where the document prints pupils of the year.

    Parameters
    ----------
    figures
        The processed figures, with `measure` too.
    pair
        One of `growth_pairs`.

    Returns
    -------
    PupilsBehind | None
        None where the document prints no number of pupils of all levels for the year of the rates, or more than
        one: then none is chosen.

    Notes
    -----
    The document need not count the same pupils in its number and in its rates: that is for the reader to judge
    from `measure`.

    Examples
    --------
    >>> figures = pd.DataFrame({"doc": "invented", "place": "云泽县", "year": 2024, "level": "all", "item": "一",
    ...     "order": [1, 2, 3], "indicator": ["gpb_edu_growth", "gpb_edu_per_student_growth", "enrolment"],
    ...     "status": "actual", "change": ["growth", "growth", "level"], "role": "growth", "flag": "",
    ...     "as_printed": ["10%", "5%", "1100人"], "measure": "在校学生",
    ...     "figure_id": ["invented:1", "invented:2", "invented:3"]})
    >>> behind = pupils_behind(figures, growth_pairs(figures)[0])
    >>> round(behind.before.value), behind.per_head
    (1050, None)
    """
    if pair.year is None:
        return None
    rows = figures[
        figures["doc"].eq(pair.doc)
        & figures["year"].eq(pair.year)
        & figures["status"].eq("actual")
        & figures["change"].eq("level")
        & (figures["flag"].isna() | figures["flag"].eq(""))
    ]
    heads = rows[rows["indicator"].eq(PUPILS) & rows["level"].eq("all")]
    if heads["as_printed"].nunique() != 1:
        return None
    money = rows[rows["indicator"].eq(TOTAL) & (rows["level"].isna() | rows["level"].isin(["", "all"]))]
    known = money["as_printed"].nunique() == 1
    number = _printed(str(heads.iloc[0]["as_printed"]))
    growth = Interval(*(1 + rate / 100 for rate in (pair.heads.value, pair.heads.low, pair.heads.high)))
    return PupilsBehind(
        year=pair.year,
        printed=str(heads.iloc[0]["as_printed"]),
        printed_id=str(heads.iloc[0]["figure_id"]),
        measure=str(heads.iloc[0]["measure"]),
        before=_over(number, growth),
        per_head=_over(_printed(str(money.iloc[0]["as_printed"])), number) if known else None,
        amount=str(money.iloc[0]["as_printed"]) if known else "",
        amount_id=str(money.iloc[0]["figure_id"]) if known else "",
    )


def _printed(text: str) -> Interval:
    """Read a printed amount; a count printed to the last one is exact."""
    value, half = printed_amount(text), half_unit(text)
    half = 0.0 if half < 1 and text.endswith("人") else half
    return Interval(value, value - half, value + half)


def _over(upper: Interval, lower: Interval) -> Interval:
    return Interval(upper.value / lower.value, upper.low / lower.high, upper.high / lower.low)
