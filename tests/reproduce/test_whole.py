"""The small project is reproduced as a whole."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from small_project import borrow

from eduplans.reproduce import Plan, reproduce

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_what_is_committed_comes_out_again_from_the_documents_on(
    project: Path, conditions: Callable[[int], Path]
) -> None:
    said: list[str] = []
    plan = Plan(
        project, project / "data" / "documents", (sys.executable,), conditions(2), install=borrow, tell=said.append
    )
    found = reproduce(plan)
    assert [str(one) for one in found.differences] == []
