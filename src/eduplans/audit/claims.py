"""Rules of law that a text says it keeps, held against what it prints, as `eduplans.law` decides them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans.audit.finding import CONSISTENT, INCONSISTENT, UNDECIDED, Finding, Reading, name
from eduplans.audit.intervals import Interval
from eduplans.law import clause as wording
from eduplans.printing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eduplans.audit.finding import Verdict
    from eduplans.audit.page import Fig, Page, Sign
    from eduplans.law import ClauseResult, CountyClause

__all__ = ["CLAIMS", "claims", "pay_rules"]

#: Cues that name a rule, with the rules of the codebook's ``law_clauses`` that they mean.
CLAIMS = {
    "three_increases": ("three_increases", "three_increases_compulsory"),
    "two_nondecreases": ("two_non_decreases",),
}
_VERDICTS: dict[str, Verdict] = {"holds": CONSISTENT, "fails": INCONSISTENT}
#: A rule that is demanded, or said not to be kept, is not claimed.
_DEMANDED = re.compile(
    "确保|保证|保障|继续|力争|努力|争取|下一步|今后|要求|应当|必须|需要?|将|要(?!求)|按照|根据|依据|规定|目标"
)
_DENIED = re.compile("[未没]|不[到足能达]|难以|无法")
#: Clauses that must hold strictly; the others allow standing still.
_NOT_BELOW = "two_non_decreases"


def claims(page: Page) -> Iterator[Finding]:
    """Go through the clauses of the rules that the text names, with the figures it gives for them.

    Parameters
    ----------
    page
        The document, with the clauses that the rules of law decide from its figures.

    Yields
    ------
    Finding
        One a clause, for documents that report figures on spending; a plan that names a rule claims nothing yet.
        Consistent where the clause holds; inconsistent where it fails, for all levels together, and the text says
        that the rule is kept; else cannot tell.
    """
    reported = [one for one in page.figures if one.indicator.startswith("gpb_edu") and one.status == "actual"]
    for cue, rules in CLAIMS.items():
        said = [sign for sign in page.signs if sign.cue == cue]
        if not said or not reported:
            continue
        named = next((sign for sign in said if not _hedged(sign)), said[0])
        results = _results(page, rules)
        shown = [wording(one.result.clause)["short_en"] + _of(one.level) for one in results
                 if one.result.verdict == "holds"]  # fmt: skip
        words = f"Of this rule the text shows {listed(shown) if shown else 'no clause'}."
        for one in results:
            yield _clause(page, named, one, words)


def _results(page: Page, rules: Sequence[str]) -> list[CountyClause]:
    """Take the clauses of some rules in the year of the document, or in the last year that it prints figures for."""
    own = [one for one in page.clauses if wording(one.result.clause)["rule"] in rules]
    years = {one.year for one in own}
    year = page.year if page.year in years else max(years, default=None)
    return [one for one in own if one.year == year]


def _hedged(sign: Sign) -> bool:
    return bool(_DEMANDED.search(sign.clause) or _DENIED.search(sign.clause))


def _of(level: str) -> str:
    return "" if level == "all" else f" ({level})"


def _clause(page: Page, said: Sign, one: CountyClause, shown: str) -> Finding:
    result, rule = one.result, wording(one.result.clause)
    figures = tuple(fig for id_ in result.figure_ids for fig in page.figures if fig.figure_id == id_)
    verdict = _VERDICTS.get(result.verdict, UNDECIDED)
    reason = f"{result.reason[:1].upper()}{result.reason[1:]}."
    if verdict == INCONSISTENT and (why := _no_alarm(said, one)):
        verdict, reason = UNDECIDED, f"{reason} {why}"
    seen = f" It prints {listed([name(figure) for figure in figures])}." if figures else ""
    sentence = (
        f"The text names the rule “{said.printed}” (item {said.item}). Clause: {rule['name_en']}{_of(one.level)} "
        f"({rule['article'].partition('(')[2].rstrip(')') or rule['short_zh']}), for {one.year}.{seen} {reason} {shown}"
    )
    readings = (Reading(f"decided by eduplans.law: {result.verdict}"),) if verdict == UNDECIDED else ()
    computed = result.computed
    return Finding(page.doc, "rule", figures, _formula(result, figures),
                   None if computed is None else Interval(computed.value, computed.low, computed.high),
                   "percent" if computed is not None else "", verdict, sentence, readings)  # fmt: skip


def _no_alarm(said: Sign, one: CountyClause) -> str:
    """Say why a clause that fails contradicts nothing; empty where it does."""
    if _hedged(said):
        return "The text demands the rule, or denies that it is kept, and claims nothing."
    if one.level != "all":
        return "The rule speaks of all levels together."
    return ""


def _formula(result: ClauseResult, figures: Sequence[Fig]) -> str:
    """Write what is compared, with the printed numbers; the clause itself where nothing is computed."""
    rule = wording(result.clause)
    if result.computed is None:
        return rule["name_en"]
    sign = "≥" if rule["rule"] == _NOT_BELOW else ">"
    printed = [evidence.printed for evidence in result.figures]
    if len(figures) == 1:
        return f"{printed[0]} {sign} 0"
    if all(figure.change == "growth" for figure in figures):
        return f"{printed[0]} − {printed[1]} {sign} 0"
    return f"{printed[1]} / {printed[0]} − 1 {sign} 0"


def pay_rules(page: Page) -> Iterator[Finding]:
    """Find pay of teachers that is said not to be below that of civil servants, whose pay is not printed.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Cannot tell.
    """
    for sign in page.signs:
        if sign.cue != "pay_rule":
            continue
        own = [one for one in page.figures
               if one.indicator == "teacher_pay" and page.sentence(one.start) == page.sentence(sign.start)
               and one.item == sign.item]  # fmt: skip
        for figure in own:
            sentence = f"{name(figure)} is said to be {sign.printed}; the pay of civil servants is not printed."
            yield Finding(page.doc, "rule", (figure,), f"{figure.as_printed} ≥ pay of civil servants", None, "",
                          UNDECIDED, sentence, (Reading("missing: the pay of civil servants"),))  # fmt: skip
