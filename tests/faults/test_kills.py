"""A seeded share of the two hundred kills of `make faults`, and that a trial can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kills import Ground, Kill, warm
from small_project import put_project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    warm()
    folder = tmp_path_factory.mktemp("kills").resolve()
    return Ground(folder, put_project(folder / "project"), ("ingest", "clean", "notebooks"))


def test_twenty_kills_lose_nothing(ground: Ground) -> None:
    kills = ground.kills({"ingest": 9, "clean": 8, "notebooks": 3}, seed=11)
    assert len(kills) == 20
    failed = [ground.trial(kill, str(number)) for number, kill in enumerate(kills)]
    assert [problem for problem in failed if problem] == []


def test_every_stage_changes_files_at_many_moments(ground: Ground) -> None:
    assert min(ground.changes[stage] for stage in ("ingest", "clean", "notebooks")) > 10


def test_a_trial_sees_other_results_and_debris(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    import kills

    def other(root: Path) -> None:
        (root / "data" / "raw" / ".left.part").write_bytes(b"")

    monkeypatch.setitem(kills.STAGES, "ingest", other)
    assert "other results: data/raw" in ground.trial(Kill("ingest", event=10**9), "other")
    monkeypatch.setitem(ground.after, "ingest", kills.contents(ground.before["ingest"]) | {"data/raw/.left.part": b""})
    assert "left behind: " in ground.trial(Kill("ingest", event=10**9), "left")
