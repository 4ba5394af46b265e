"""Python and packages, held against what the installed metadata of eduplans asks for."""

from __future__ import annotations

import base64
import hashlib
import platform
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from eduplans.doctor.findings import Finding, bad, ok, warn
from eduplans.messages import message
from eduplans.reproduce.installed import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "eduplans"
#: What each extra is for, in the words of a reader.
_PURPOSE = {
    "formats": "DOCX, PDF, HTML and XLSX documents",
    "large": "partitioned tables and queries",
    "cluster": "several machines",
    "report": "notebooks, pictures and the report",
    "dev": "tests and checks",
}


def extras() -> tuple[str, ...]:
    """Names of the extras of the installed package.

    Examples
    --------
    >>> "report" in extras()
    True
    """
    return tuple(metadata.metadata(NAME).get_all("Provides-Extra") or ())


def requirements(extra: str = "") -> tuple[Requirement, ...]:
    """Read what the core or an extra asks for on this Python; extras of our own that it names are taken apart.

    Parameters
    ----------
    extra
        Name of an extra; empty for the core.

    Returns
    -------
    tuple of packaging.requirements.Requirement
    """
    asked = [Requirement(line) for line in metadata.requires(NAME) or ()]
    found: dict[str, Requirement] = {}
    for one in asked:
        if one.marker and not one.marker.evaluate({"extra": extra}):
            continue
        if extra and (one.marker is None or one.marker.evaluate({"extra": ""})):
            continue  # of the core
        if one.name == NAME:
            found |= {str(inner): inner for name in sorted(one.extras) for inner in requirements(name)}
        else:
            found[str(one)] = one
    return tuple(found.values())


def check_python() -> Iterator[Finding]:
    """Whether this Python is one that the package allows."""
    version, asked = platform.python_version(), metadata.metadata(NAME)["Requires-Python"] or ""
    said = f"{platform.python_implementation()} {version}"
    if SpecifierSet(asked).contains(version, prereleases=True):
        yield ok("Python", said)
    else:
        yield bad("Python", f"{said}, where {asked} is asked for", "make a new environment with a newer Python")


def check_packages() -> Iterator[Finding]:
    """Whether what the core needs is there in the versions it allows."""
    missing, wrong, present = _compare(requirements())
    remedy = f"pip install --upgrade {NAME}"
    if missing:
        yield bad("packages", f"missing: {', '.join(missing)}", remedy)
    if wrong:
        yield bad("packages", "; ".join(wrong), remedy)
    if not missing and not wrong:
        yield ok("packages", ", ".join(present))


def check_extra(extra: str) -> Iterator[Finding]:
    """Whether an extra is there, whole and in the versions it allows."""
    name, purpose = f"extra {extra}", message(_PURPOSE.get(extra, "further commands"))
    missing, wrong, present = _compare(requirements(extra))
    remedy = f'pip install --upgrade "{NAME}[{extra}]"'
    if wrong:
        yield bad(name, "; ".join(wrong), remedy)
    if missing and extra == "dev":
        yield ok(name, f"not installed whole; only {purpose} need it")
    elif missing and not present and not wrong:
        yield warn(name, f"not installed: no {purpose}", remedy)
    elif missing:
        yield warn(name, f"missing for {purpose}: {', '.join(missing)}", remedy)
    elif not wrong:
        yield ok(name, ", ".join(present))


def _compare(asked: tuple[Requirement, ...]) -> tuple[list[str], list[str], list[str]]:
    """Which packages are missing, in a wrong version (with what is asked for), or well."""
    missing, wrong, present = [], [], []
    for one in asked:
        try:
            version = metadata.version(one.name)
        except metadata.PackageNotFoundError:
            missing.append(one.name)
            continue
        if one.specifier.contains(version, prereleases=True):
            present.append(f"{one.name} {version}")
        else:
            wrong.append(f"{one.name} {version}, where {one.specifier} is asked for")
    return missing, wrong, present


def check_files() -> Iterator[Finding]:
    """Whether the files of the package are those that were installed, by their digests."""
    package = metadata.distribution(NAME)
    rows = [row for row in recorded(package) if row[1] and row[0].startswith(f"{NAME}/")]
    if not rows:
        yield ok("installed files", "for editing: the files of the folder count, not digests")
        return
    remedy = f"pip install --force-reinstall --no-deps {NAME}"
    places = {file: Path(str(package.locate_file(file))) for file, _, _ in rows}
    gone = [file for file, place in places.items() if not place.is_file()]
    changed = [file for file, mode, digest in rows if file not in gone and _digest(places[file], mode) != digest]
    if gone:
        yield bad("installed files", f"{len(gone)} missing: {', '.join(gone[:5])}", remedy)
    if changed:
        yield bad("installed files", f"{len(changed)} changed: {', '.join(changed[:5])}", remedy)
    if not gone and not changed:
        yield ok("installed files", f"{len(rows)} as they were installed")


def _digest(place: Path, mode: str) -> str:
    """Digest of a file in the writing of RECORD."""
    return base64.urlsafe_b64encode(hashlib.new(mode, place.read_bytes()).digest()).rstrip(b"=").decode()
