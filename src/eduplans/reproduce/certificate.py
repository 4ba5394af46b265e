"""The certificate: what ran, on what, what went in and came out, what differed and where; as JSON."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from eduplans.reproduce.findings import Comparison, Difference

FORMAT = 1
EQUAL, DIFFERS = "equal", "differs"
#: Differences that a certificate lists; the rest are counted.
LISTED = 500
#: What a build is made of; a digest each, or one for a whole folder.
_INPUTS = ("requirements.lock", "pyproject.toml", "Makefile", "CITATION.cff", "notebooks/runs.toml")
_INPUT_FOLDERS = ("src", "docs", "tools")


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was found out; see `to_json` for the whole.

    Parameters
    ----------
    about
        Facts of the whole: commit, state of the working tree, machine, lock, network, documents.
    variations
        Facts of each repetition: conditions, Python, environment, seconds.
    inputs, outputs
        SHA-256 by path.
    comparisons
        What was compared, one entry a kind and repetition.
    differences
        All places that differ.
    """

    about: Mapping[str, Any]
    variations: Sequence[Mapping[str, Any]]
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    comparisons: Sequence[Comparison]
    differences: Sequence[Difference] = field(default_factory=tuple)

    @property
    def result(self) -> str:
        """``equal`` or ``differs``."""
        return DIFFERS if self.differences else EQUAL

    def to_json(self) -> dict[str, Any]:
        """Give the certificate as values of JSON."""
        listed = [
            {
                "variation": one.variation,
                "against": one.against,
                "kind": one.kind,
                "file": one.file,
                "place": one.place,
                "what": one.what,
            }
            for one in self.differences[:LISTED]
        ]
        return {
            "format": FORMAT,
            "result": self.result,
            **self.about,
            "counts": counts(self.comparisons),
            "variations": [dict(one) for one in self.variations],
            "comparisons": [one.to_json() for one in self.comparisons],
            "differences": {"places": len(self.differences), "listed": listed},
            "inputs": dict(sorted(self.inputs.items())),
            "outputs": dict(sorted(self.outputs.items())),
        }

    def text(self) -> str:
        """Write the certificate as the text of ``reproduction.json``."""
        return json.dumps(self.to_json(), ensure_ascii=False, indent=1) + "\n"


def counts(comparisons: Iterable[Comparison]) -> dict[str, dict[str, int]]:
    """Sum up over the repetitions: for each kind how many files were compared, and how many were equal.

    Examples
    --------
    >>> from eduplans.reproduce.findings import Comparison
    >>> both = [Comparison("pages", name, "first", "bytes", files=3, same_bytes=3, equal=3) for name in "ab"]
    >>> counts(both)
    {'pages': {'compared': 6, 'equal': 6, 'same bytes': 6}}
    """
    found: dict[str, Counter[str]] = {}
    for one in comparisons:
        total = found.setdefault(one.kind, Counter())
        total.update({"compared": one.files, "equal": one.equal, "same bytes": one.same_bytes})
        total.update(one.counts)
    return {kind: dict(total) for kind, total in found.items()}


def machine() -> dict[str, Any]:
    """Describe the machine, without its name."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "distribution": _distribution(),
        "architecture": platform.machine(),
        "processor": _processor(),
        "processors": os.cpu_count(),
    }


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return ""


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - no file of a folder
            names = (line.partition(":")[2].strip() for line in file if line.startswith("model name"))
            return next(names, "") or platform.processor()
    except OSError:
        return platform.processor()


def input_digests(project: Path) -> dict[str, str]:
    """Digest what a build is made of: raw tables and notebooks one by one, code and prose as folders.

    Parameters
    ----------
    project
        As committed.

    Returns
    -------
    dict
        SHA-256 by path; of a folder that of the list of its files with their digests.
    """
    files = [*(project / "data" / "raw").glob("*.[cj]s*"), *(project / "notebooks").glob("*.ipynb")]
    files += [project / name for name in _INPUTS if (project / name).is_file()]
    found = {path.relative_to(project).as_posix(): digest(path) for path in sorted(files)}
    return found | {f"{name}/": folder_digest(project / name) for name in _INPUT_FOLDERS if (project / name).is_dir()}


def output_digests(results: Path) -> dict[str, str]:
    """Digest what a repetition made: tables, executed notebooks, pages one by one, other files as folders."""
    found = {}
    for pattern in ("data/**/*", "build/runs/*.ipynb", "report/**/*.html"):
        for path in sorted(results.glob(pattern)):
            name = path.relative_to(results).as_posix()
            if path.is_file() and not name.startswith("report/exports/"):
                found[name] = digest(path)
    for name in ("report/exports", "report/_images", "report/_static", "report/data", "report/notebooks"):
        if (results / name).is_dir():
            found[f"{name}/"] = folder_digest(results / name)
    return found


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_digest(folder: Path) -> str:
    """SHA-256 of the list of a folder's files with their digests, without what Python compiles."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    lines = (f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
