"""Notes of runs whose kernel crashed, hung or took too much memory in the last build: ``build/failed/NAME.txt``.

The build goes on without such a run; the report says that it is missing, and why. Only the standard library is
imported: the tools of the build write these notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["clear_failure", "failed_runs", "failure", "note_failure"]


def _note(root: Path, name: str) -> Path:
    return root / "build" / "failed" / f"{name}.txt"


def note_failure(root: Path, name: str, said: str) -> None:
    """Note what a run said before it failed."""
    path = _note(root, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}")
    beside.write_text(said, encoding="utf-8")
    beside.replace(path)


def clear_failure(root: Path, name: str) -> None:
    """Take the note away: the run has gone well, or fails in another way."""
    _note(root, name).unlink(missing_ok=True)


def failure(root: Path, name: str) -> str | None:
    """Say why a run failed in the last build; None where it did not."""
    path = _note(root, name)
    return path.read_text(encoding="utf-8") if path.is_file() else None


def failed_runs(root: Path) -> list[str]:
    """List the names of the runs that failed in the last build."""
    return sorted(path.stem for path in (root / "build" / "failed").glob("*.txt"))
