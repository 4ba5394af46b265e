"""The whole way from a sentence about an invented county to what the audit finds in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans import tables
from eduplans.audit.cues import find_cues
from eduplans.audit.run import audit
from eduplans.clean import _figures
from eduplans.documents import document_from_text
from eduplans.figures import find_figures
from eduplans.rows import cue_rows, document_row, figure_rows, item_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from eduplans.audit.finding import Finding

HEAD = "罗云县教育局2030年工作总结\n"


def findings(body: str) -> tuple[Finding, ...]:
    document = document_from_text(HEAD + body, "luoyun-2030-report")
    found = find_figures(document)
    frames = {
        "documents": tables.frame("documents", [document_row(document, found)]),
        "items": tables.frame("items", list(item_rows(document))),
        "figures": tables.frame("figures", list(figure_rows(document, found))),
        "cues": tables.frame("cues", list(cue_rows(document.doc, find_cues(document, found)))),
    }
    none = pd.DataFrame({name: pd.Series(dtype="str") for name in ("figure_id", "corrected", "flag", "note")})
    return audit(
        _figures(frames["figures"], frames["documents"], none), frames["cues"], frames["items"], frames["documents"]
    )


@pytest.fixture
def found() -> Callable[..., list[Finding]]:
    """Findings of one family, or with one verdict, in an invented report."""

    def choose(body: str, relation: str = "", verdict: str = "") -> list[Finding]:
        return [one for one in findings(body) if relation in {"", one.relation} and verdict in {"", one.verdict}]

    return choose
