"""Versions as the lock gives them, which are the same on the pages whichever Python builds them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def versions_shown(root: Path, used: Mapping[str, str]) -> list[tuple[str, str]]:
    """Say which versions a report rests on: of each package those of the lock, also for other Pythons.

    Parameters
    ----------
    root
        The project, with ``requirements.lock`` where it has one.
    used
        Versions of Python and packages as a run has noted them.

    Returns
    -------
    list of (str, str)
        Packages in alphabetic order. Python is left out, for the pages are the same with each that the certificate of
        reproduction names; a version that is not in the lock is shown as it was used.
    """
    lock = root / "requirements.lock"
    known = locked_versions(lock.read_text(encoding="utf-8")) if lock.is_file() else {}
    return [(name, _said(known.get(name, {}), version)) for name, version in sorted(used.items()) if name != "python"]


def locked_versions(lock: str) -> dict[str, dict[str, str]]:
    r"""Read the versions of a lock, each with the Pythons that it is for.

    Examples
    --------
    >>> locked_versions("a==1 ; python_full_version < '3.12' \\\na==2 ; python_full_version >= '3.12' \\\nb==3 \\\n")
    {'a': {'1': 'Python < 3.12', '2': 'Python >= 3.12'}, 'b': {'3': ''}}
    """
    found: dict[str, dict[str, str]] = {}
    for name, version, marker in re.findall(r"^([a-z0-9._-]+)==([^\s;]+)(?: ; ([^\\\n]+))?", lock, re.MULTILINE):
        said = marker.strip().replace("python_full_version", "Python").replace("'", "")
        found.setdefault(name, {})[version] = said
    return found


def _said(locked: Mapping[str, str], used: str) -> str:
    if used not in locked:
        return used
    if len(locked) == 1:
        return next(iter(locked))
    return ", ".join(f"{version} ({marker})" if marker else version for version, marker in locked.items())
