"""A reproduction from beginning to end: clones, environments, repetitions, comparisons, the certificate."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eduplans import __version__
from eduplans.errors import Problem, ReproductionError
from eduplans.progress import Steps
from eduplans.reproduce import certificate, clone, comparing, environment
from eduplans.reproduce.build import Built, Repetition
from eduplans.reproduce.conditions import TABLE, choose_locale, choose_python, locales, read_conditions
from eduplans.reproduce.offline import isolation, probe
from eduplans.reproduce.pythons import find_pythons
from eduplans.storage import scratch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from eduplans.reproduce.conditions import Conditions
    from eduplans.reproduce.offline import Isolation
    from eduplans.reproduce.pythons import Python

#: Begin of the name of a folder that is kept; others begin as all temporary folders of the package do.
_KEPT = "reproduction-"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be reproduced, and how.

    Parameters
    ----------
    root
        The project.
    documents
        Documents that the raw tables are made of; None: the committed raw tables stand.
    pythons
        Pythons to take; those found on the ``PATH`` where none is named.
    conditions
        Table of conditions.
    despite_changes
        Certify what is committed although the working tree differs, and name the files that do.
    keep
        Leave the clones where they are, and say where.
    install
        Makes the environment of a clone; `eduplans.reproduce.environment.install` calls its ``make setup``.
    tell
        Called with a sentence about each step.
    show
        Called with each line that a program says.
    steps
        Told of each environment, repetition and comparison.
    """

    root: Path
    documents: Path | None = None
    pythons: tuple[str, ...] = ()
    conditions: Path = TABLE
    despite_changes: bool = False
    keep: bool = False
    install: Callable[[Path, Python, Callable[[str], None]], float] = environment.install
    tell: Callable[[str], None] = lambda _: None
    show: Callable[[str], None] = lambda _: None
    steps: Steps = field(default_factory=Steps)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one repetition is made: a clone with its environment, which others may share.

    Parameters
    ----------
    conditions
        With the locale that the machine has.
    python
        The Python.
    clone
        The clone.
    """

    conditions: Conditions
    python: Python
    clone: Path


def reproduce(plan: Plan) -> certificate.Certificate:
    """Repeat the whole build of what is committed, and compare.

    Parameters
    ----------
    plan
        What, and how.

    Returns
    -------
    Certificate
        Whatever came out: that outputs differ, or that a build failed, is a result.

    Raises
    ------
    ReproductionError
        Nothing could be found out: uncommitted changes, no Python, an environment that cannot be made or is not the
        lock, a network that cannot be switched off.
    KeyboardInterrupt
        After Ctrl-C; the clones are gone by then, or a moment later.
    """
    root = plan.root.resolve()
    commit, changed = _state(root, despite_changes=plan.despite_changes)
    documents = _documents(plan.documents)
    rows = read_conditions(plan.conditions)
    off = isolation()
    with _workspace(keep=plan.keep, tell=plan.tell) as folder:
        committed = clone.clone(root, commit, folder / "committed")
        places = _places(rows, find_pythons(root, plan.pythons), folder)
        plan.steps.expect(len({place.clone for place in places}) + len(places) + 1)
        environments = _environments(plan, root, commit, places)
        probed = probe(off, str(places[0].clone / ".venv" / "bin" / "python"))
        builts = [_repeat(plan, place, off, folder, documents) for place in places]
        plan.steps.tell("comparing")
        comparisons = _compare(committed, builts)
        plan.steps.did()
        differences = [one for built in builts for one in comparing.failures(built)]
        differences += [one for comparison in comparisons for one in comparison.differences]
        altered = _altered(environments) if differences else {}
        about = _about(commit, changed, off, probed) | {
            "lock": {
                "sha256": certificate.digest(committed / "requirements.lock"),
                "packages": max(found["packages"] for found in environments.values()),
            },
            "documents": _document_digests(documents),
        }
        return certificate.Certificate(
            about,
            [_variation(place, built, environments, altered) for place, built in zip(places, builts, strict=True)],
            certificate.input_digests(committed),
            certificate.output_digests(builts[0].results),
            comparisons,
            differences,
        )


def _state(root: Path, *, despite_changes: bool) -> tuple[str, tuple[str, ...]]:
    commit, changed = clone.head(root), clone.uncommitted(root)
    if changed and not despite_changes:
        raise ReproductionError(
            [
                *(Problem("not committed", where=name) for name in changed[:10]),
                Problem(
                    f"{len(changed)} file{'s differ' if len(changed) > 1 else ' differs'} from what is committed",
                    remedy="commit, or certify what is committed all the same with --despite-changes",
                ),
            ]
        )
    return commit, changed


def _documents(given: Path | None) -> Path | None:
    if given is None:
        return None
    if not given.exists():
        raise ReproductionError(Problem("no such documents", where=str(given)))
    return given.resolve()


@contextmanager
def _workspace(*, keep: bool, tell: Callable[[str], None]) -> Iterator[Path]:
    """Make a folder for the clones; what a killed reproduction left is removed by the next one."""
    if keep:
        folder = Path(tempfile.mkdtemp(prefix=_KEPT))
        tell(f"keeping {folder}")
        yield folder
        return
    with scratch() as folder:
        try:
            yield folder
        finally:
            clone.remove(folder)


def _places(rows: Sequence[Conditions], pythons: Sequence[Python], folder: Path) -> list[Place]:
    """Give each repetition its Python and its clone; those of one Python and one name of folder share a clone."""
    present = locales()
    found = []
    for row in rows:
        python = choose_python(row.python, pythons)
        beside = folder / ".".join(map(str, python.version[:2]))
        chosen = replace(row, locale=choose_locale(row.locale, present))
        found.append(Place(chosen, python, beside / row.folder))
    return found


def _environments(plan: Plan, root: Path, commit: str, places: Sequence[Place]) -> dict[Path, dict[str, Any]]:
    """Clone and install everything first: what needs the network comes before the first repetition."""
    found: dict[Path, dict[str, Any]] = {}
    for place in places:
        if place.clone in found:
            continue
        place.clone.parent.mkdir(exist_ok=True)
        clone.clone(root, commit, place.clone)
        plan.tell(f"Python {place.python}: making the environment from the lock")
        seconds = plan.install(place.clone, place.python, plan.show)
        looked = environment.inspect(place.clone)
        environment.refuse_other(looked)
        found[place.clone] = {**looked, "seconds": seconds}
        plan.steps.did()
    return found


def _repeat(plan: Plan, place: Place, off: Isolation, folder: Path, documents: Path | None) -> Built:
    one = place.conditions
    plan.tell(
        f"repetition {one.name}: Python {place.python}, {one.jobs} job{'s' if one.jobs > 1 else ''}, {one.time_zone}, "
        f"{one.locale}, hash seed {one.hash_seed}, folder {one.folder!r}"
    )
    clone.as_committed(place.clone)
    scratch = folder / one.name
    scratch.mkdir()
    built = Repetition(place.clone, one, place.python, off, scratch, plan.show).build(scratch / "results", documents)
    shutil.rmtree(scratch / "tmp", ignore_errors=True)
    took = ", ".join(f"{part} {seconds:.0f} s" for part, seconds in built.seconds.items())
    plan.tell(f"repetition {one.name}: {'failed; ' if built.failure else ''}{took}")
    plan.steps.did()
    return built


def _compare(committed: Path, builts: Sequence[Built]) -> list[Any]:
    found = []
    for built in builts:
        found += comparing.with_committed(committed, built) + comparing.with_certificate(committed, built)
    for other in builts[1:]:
        found += comparing.with_first(builts[0], other)
    return found


def _altered(environments: dict[Path, dict[str, Any]]) -> dict[Path, list[str]]:
    """Look for a cause where outputs differ: files of packages that are not those that were installed."""
    return {folder: environment.inspect(folder, files=True)["altered"] for folder in environments}


def _about(commit: str, changed: Sequence[str], off: Isolation, probed: dict[str, Any]) -> dict[str, Any]:
    made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return {
        "eduplans": __version__,
        "made": made,
        "commit": commit,
        "uncommitted": list(changed),
        "machine": certificate.machine(),
        "network": {"kind": off.kind, "how": str(off), "probe": probed},
    }


def _document_digests(documents: Path | None) -> dict[str, str]:
    if documents is None:
        return {}
    from eduplans.paths import document_files

    return {path.name: certificate.digest(path) for path in document_files([documents])}


def _variation(
    place: Place, built: Built, environments: dict[Path, dict[str, Any]], altered: dict[Path, list[str]]
) -> dict[str, Any]:
    found = environments[place.clone]
    return {
        "name": place.conditions.name,
        "conditions": place.conditions.to_json(),
        "python": str(place.python),
        "environment": {
            "packages": found["packages"],
            "as locked": not found["differing"],
            "seconds": found["seconds"],
            "altered files": altered.get(place.clone, []),
        },
        "seconds": built.seconds,
        "failure": built.failure,
    }
