"""What make says at its end."""

from __future__ import annotations

import summary


def test_parts_that_ran_side_by_side_take_from_first_start_to_last_end() -> None:
    times: list[dict[str, object]] = [
        {"stage": "env", "started": 0.0, "ended": 50.0},
        {"stage": "install", "started": 50.0, "ended": 53.5},
        {"stage": "run-b", "started": 60.0, "ended": 64.0},
        {"stage": "run-a", "started": 60.5, "ended": 62.0},
    ]
    assert summary.lines("report", times) == [
        "setup         53.5 s",
        "data       nothing to do",
        "notebooks      4.0 s  (2 runs)",
        "report     nothing to do",
    ]


def test_target_lists_its_own_parts_only() -> None:
    assert summary.lines("setup", []) == ["setup      nothing to do"]
