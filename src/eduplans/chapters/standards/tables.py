"""Tables of yardsticks and of what a county's document says against them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pandas as pd

from eduplans.chapters.county.document import county_name
from eduplans.chapters.standards.words import (
    demand,
    indicator_name,
    level_name,
    margin_text,
    national_text,
    of_level,
    reason_text,
    verdict_text,
    when,
    who,
)
from eduplans.copies import first_documents
from eduplans.standards.result import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.standards import Comparison, Standard

#: What a verdict can say, in the order of the columns.
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
#: Shown only where a document has it.
_RARE = "own rule falls short"
_WHOSE = {
    "document": "of the document, in a copy",
    "press report": "of a press report on it",
    "press conference": "of a press conference on it",
    "another text": "of another text that repeats it",
}


def yardstick_table(yardsticks: Sequence[Standard]) -> pd.DataFrame:
    """Lay out what each yardstick asks for, of whom and for when.

    Parameters
    ----------
    yardsticks
        Targets and norms.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "yardstick": one.code,
                "indicator": indicator_name(one.indicator),
                "level": level_name(one.level) or "any",
                "asked for": demand(one),
                "of": one.base,
                "year": when(one),
                "who, and how strictly": who(one),
            }
            for one in yardsticks
        ]
    )


def wording_table(yardsticks: Sequence[Standard]) -> pd.DataFrame:
    """Lay out the words of each yardstick, its document, and where the words were seen.

    Parameters
    ----------
    yardsticks
        Targets and norms.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`; addresses without their scheme. Whose words they are stands beside
        them.
    """
    return pd.DataFrame(
        [
            {
                "yardstick": one.code,
                "wording": one.wording,
                "whose words": _whose(one),
                "document": _document(one),
                "seen in": f"{'official source' if one.seen_in == 'official' else 'a copy'}: {_bare(one.seen_at)}",
                "note": one.note or None,
            }
            for one in yardsticks
        ]
    )


def _whose(one: Standard) -> str:
    return "of the document" if one.seen_in == "official" else _WHOSE[one.words_of]


def _document(one: Standard) -> str:
    """Name a document with its number, year and official address, as far as these are known."""
    name = f"{one.title} {one.number}".strip()
    return f"{name} ({one.issued})" + (f", {_bare(one.url)}" if one.url else "")


def _bare(text: str) -> str:
    return text.replace("https://", "").replace("http://", "")


def verdict_table(comparisons: Sequence[Comparison], documents: pd.DataFrame) -> pd.DataFrame:
    """Count verdicts, a row a document.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.
    documents
        ``eduplans.load("documents")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    rows: list[dict[str, object]] = []
    for document in first_documents(documents).sort_values("doc").to_dict("records"):
        own = [one for one in comparisons if one.doc == document["doc"]]
        rows.append(
            {
                "county": county_name(document) or str(document["doc"]),
                "year": str(document["year"]),
                "kind": str(document["kind"]),
                "yardsticks of the year": len(own),
                **{outcome: sum(1 for one in own if one.outcome == outcome) for outcome in OUTCOMES},
            }
        )
    frame = pd.DataFrame(rows)
    return frame.drop(columns=_RARE) if len(frame) and not frame[_RARE].any() else frame


def county_table(comparisons: Sequence[Comparison], *, unreported: bool = False) -> pd.DataFrame:
    """Lay out one document against the yardsticks of its year.

    Parameters
    ----------
    comparisons
        Those of one document.
    unreported
        Whether yardsticks of which the document says nothing have a row.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "yardstick": one.standard.code,
                "indicator": of_level(one.standard.indicator, one.standard.level),
                "asked for": demand(one.standard),
                "who, and how strictly": who(one.standard),
                "printed": one.as_printed or None,
                "beyond (+) or short of (−) it by": margin_text(one.judgement),
                "verdict": verdict_text(one),
                "why": reason_text(one),
                "nation that year": national_text(one),
            }
            for one in comparisons
            if unreported or one.verdict != "not reported"
        ]
    )


def silence_table(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    """Lay out yardsticks that no document of their year answers.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    pandas.DataFrame
        A row a yardstick: in how many documents it could have been answered.
    """
    codes = list(dict.fromkeys(one.standard.code for one in comparisons))
    rows = []
    for code in codes:
        own = [one for one in comparisons if one.standard.code == code]
        if all(one.verdict == "not reported" for one in own):
            rows.append(
                {
                    "yardstick": code,
                    "indicator": indicator_name(own[0].standard.indicator),
                    "level": level_name(own[0].standard.level) or "any",
                    "asked for": demand(own[0].standard),
                    "documents of its years": len(own),
                }
            )
    return pd.DataFrame(rows)
