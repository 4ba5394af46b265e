"""Whether tables and what was built from them are what the programs wrote: `eduplans verify`.

Generated raw tables, CSV or Parquet, are held against the digests that ingest wrote beside them, processed tables
against the data package that clean wrote, and what was built against the records of the build. Where a processed
table differs it is made once more, elsewhere, to name its rows and columns. Tables kept by hand are listed and not
checked.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.digests import FILE, digest_problems, read_digests
from eduplans.errors import Problem, TableError
from eduplans.progress import Steps
from eduplans.storage import scratch, settle, storing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Verified", "verify"]

_AGAIN = "`make report` makes it anew"
_CLEAN = "`eduplans clean` makes it anew"
_CHANGED = "it was changed since it was made"
#: Places named of one table; how many more there are is said.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what was found.

    Parameters
    ----------
    checked
        Files, and stages of the build, that are as they were written.
    unchecked
        What was not checked, each with the reason.
    problems
        What is not as it was written.
    """

    checked: tuple[str, ...]
    unchecked: tuple[str, ...]
    problems: tuple[Problem, ...]


def verify(data: Path, steps: Steps | None = None) -> Verified:
    """Check raw tables, processed tables and what was built.

    Parameters
    ----------
    data
        Folder that holds ``raw`` and ``processed``; what was built is looked for beside it, in ``build``.
    steps
        Told of each table and each stage of the build.

    Returns
    -------
    Verified

    Raises
    ------
    TableError
        There is no folder of raw tables.
    """
    raw = data / "raw"
    if not raw.is_dir():
        raise TableError(Problem("no folder of raw tables", where=str(raw), remedy="check the path"))
    settle(raw, data / "processed")
    steps = steps or Steps()
    parts = [_raw(raw, steps), _processed(data, steps), _built(data.parent, steps)]
    return Verified(
        checked=tuple(name for part in parts for name in part.checked),
        unchecked=tuple(name for part in parts for name in part.unchecked),
        problems=tuple(problem for part in parts for problem in part.problems),
    )


def _raw(raw: Path, steps: Steps) -> Verified:
    from eduplans.tables.dataset import dataset_problems, read_dataset
    from eduplans.tables.raw import RAW

    by_hand = [
        f"{raw / table.name}.csv: kept by hand"
        for table in RAW.values()
        if not table.made_by and (raw / f"{table.name}.csv").is_file()
    ]
    problems = [*digest_problems(raw, steps), *dataset_problems(raw, steps)]
    try:
        known = read_digests(raw)
    except TableError:
        return Verified((), tuple(by_hand), tuple(problems))
    generated = [table for table in RAW.values() if table.made_by and (raw / f"{table.name}.csv").is_file()]
    for table in generated:
        if f"{table.name}.csv" not in (known or {}):
            remedy = f"`{table.made_by}` writes {FILE} anew; `git checkout data/raw` brings back what was there"
            problems.append(
                Problem("nothing is known of what ingest wrote", where=f"{raw / table.name}.csv", remedy=remedy)
            )
    bad = {problem.where for problem in problems}
    dataset = read_dataset(raw)
    names = [
        *(known or {}),
        *(file.file for part in (dataset.parts if dataset else ()) for file in part.files.values()),
    ]
    checked = [str(raw / name) for name in names if str(raw / name) not in bad]
    return Verified(tuple(checked), tuple(by_hand), tuple(problems))


def _processed(data: Path, steps: Steps) -> Verified:
    path = data / "datapackage.json"
    if not path.is_file():
        return Verified((), (f"{data / 'processed'}: there is no {path.name} to compare with",), ())
    with storing(path):
        try:
            package = json.loads(path.read_text(encoding="utf-8"))
            known = {entry["path"]: entry["hash"] for entry in package.get("resources", [])}
        except (ValueError, KeyError, TypeError, AttributeError):
            problem = Problem("not a data package", where=str(path), remedy=_CLEAN)
            return Verified((), (), (problem,))
    names = sorted(name for name in known if name.startswith("processed/"))
    digests = {name: known[name].removeprefix("sha256:") for name in names}
    looking = steps.through(names, "looking at the processed tables")
    looked = ((name, _file_problem(data / name, digests[name], _CLEAN)) for name in looking)
    changed = {name: problem for name, problem in looked if problem}
    checked = [str(data / name) for name in names if name not in changed]
    return Verified(tuple(checked), (), tuple(_placed(data, changed, digests)))


def _placed(data: Path, changed: dict[str, Problem], digests: dict[str, str]) -> Iterator[Problem]:
    """Name the cells of changed tables, where making them once more gives what the package knows."""
    with _made_again(data, [name for name in changed if (data / name).is_file()]) as again:
        for name, problem in changed.items():
            made = again / name
            same = made.is_file() and hashlib.sha256(made.read_bytes()).hexdigest() == digests[name]
            yield from (_cells(data / name, made) if same and (data / name).is_file() else [problem])


@contextmanager
def _made_again(data: Path, wanted: list[str]) -> Iterator[Path]:
    with scratch() as folder:
        if wanted:
            from eduplans.clean import build_processed  # pandas, only where something was changed

            # raw tables of which nothing can be made are problems of their own
            with suppress(TableError):
                build_processed(data / "raw", folder / "processed")
        yield folder


def _cells(path: Path, made: Path) -> list[Problem]:
    from eduplans.reproduce.tables import table_places

    found = list(table_places(made.read_bytes(), path.read_bytes()))
    if not found:
        return [Problem(_CHANGED, where=str(path), rule="digests", remedy=_CLEAN)]
    problems = []
    for place, said in found[:_MOST]:
        row, _, column = place.removeprefix("row ").partition(", column ")
        what = f"{_CHANGED}: {said}"
        problems.append(Problem(what, str(path), int(row), column, rule="digests", remedy=_CLEAN))
    if len(found) > _MOST:
        rest = f"{len(found) - _MOST} more places were changed since it was made"
        problems.append(Problem(rest, where=str(path), rule="digests", remedy=_CLEAN))
    return problems


def _built(root: Path, steps: Steps) -> Verified:
    """Hold what was built against the records of the build; what was never built is no fault."""
    checked: list[str] = []
    problems: list[Problem] = []
    records = sorted((root / "build" / "outputs").glob("*.sha256"))
    for record in steps.through(records, "looking at what was built"):
        lines = [(digest, name) for digest, name in _lines(record) if name.startswith(("build/", "report/"))]
        found = [_file_problem(root / name, digest, _AGAIN) for digest, name in lines]
        problems += [one for one in found if one]
        if lines and not any(found):
            checked.append(f"built by {record.stem} ({len(lines)} files)")
    nothing = () if checked or problems else (f"{root / 'build'}: nothing was built here",)
    return Verified(tuple(checked), nothing, tuple(problems))


def _lines(record: Path) -> Iterator[tuple[str, str]]:
    for line in record.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if name and not line.startswith("#"):
            yield digest, name


def _file_problem(path: Path, digest: str, remedy: str) -> Problem | None:
    with storing(path):
        if not path.is_file():
            return Problem("it is gone", where=str(path), rule="digests", remedy=remedy)
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return Problem(_CHANGED, where=str(path), rule="digests", remedy=remedy)
    return None


def to_dict(found: Verified) -> dict[str, Any]:
    """Give what was found as plain values, for JSON."""
    return {
        "checked": list(found.checked),
        "unchecked": list(found.unchecked),
        "problems": [str(problem) for problem in found.problems],
    }
