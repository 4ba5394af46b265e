"""What an environment holds against what the lock says: ``python installed.py requirements.lock``.

Runs with the Python of that environment, which has no other use for this package; so it stands alone but for
``packaging``, which the lock holds. Writes JSON. With ``--files`` also the files that are not those of their package.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import platform
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What every environment has besides: what makes it, and the project.
_BESIDES = {"eduplans", "pip", "setuptools", "wheel"}


def locked(lock: str) -> dict[str, str]:
    r"""Versions that a lock gives for this Python and machine.

    Examples
    --------
    >>> locked("a-b==1.0 \\\n    --hash=sha256:0\nc==2 ; python_version < '3'\n# d==1\n")
    {'a-b': '1.0'}
    """
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found = {}
    for line in lock.splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            one = Requirement(line.split(" --hash")[0].rstrip(" \\"))
            if one.marker is None or one.marker.evaluate():
                found[str(canonicalize_name(one.name))] = str(one.specifier).removeprefix("==")
    return found


def present() -> dict[str, str]:
    """Versions of what is installed; of a package that is found twice the one that is imported."""
    from packaging.utils import canonicalize_name

    found: dict[str, str] = {}
    for one in metadata.distributions():
        found.setdefault(str(canonicalize_name(one.metadata["Name"])), one.version)
    return found


def differing(wanted: dict[str, str], found: dict[str, str]) -> list[str]:
    """Say where an environment is not the lock.

    Examples
    --------
    >>> differing({"a": "1", "b": "1"}, {"a": "2", "c": "1", "pip": "9"})
    ['a 2, locked is 1', 'b is missing, locked is 1', 'c 1 is not in the lock']
    """
    said = []
    for name, version in sorted(wanted.items()):
        if name not in found:
            said.append(f"{name} is missing, locked is {version}")
        elif found[name] != version:
            said.append(f"{name} {found[name]}, locked is {version}")
    others = sorted(found.keys() - wanted.keys() - _BESIDES)
    return said + [f"{name} {found[name]} is not in the lock" for name in others]


def altered() -> list[str]:
    """Name the files of packages that are not those that were installed, by the digests that each package keeps."""
    said = []
    packages = (package for package in metadata.distributions() if package.metadata["Name"] not in _BESIDES)
    for package in packages:
        for file, mode, digest in recorded(package):
            path = Path(str(package.locate_file(file)))
            if mode != "sha256" or path.suffix == ".pyc":
                continue
            if not path.is_file():
                said.append(f"{package.metadata['Name']}: {file} is missing")
            elif _digest(path) != digest:
                said.append(f"{package.metadata['Name']}: {file} is not the file that was installed")
    return sorted(said)


def recorded(package: metadata.Distribution) -> Iterator[tuple[str, str, str]]:
    """Give file, kind of digest and digest of each row of a package's RECORD, whether or not the file is there.

    ``package.files`` would do, but from Python 3.12 on (and wherever ``importlib_metadata`` has put itself in the
    place of the standard library) it leaves out the files that are missing, which are the ones asked for.
    """
    for row in csv.reader((package.read_text("RECORD") or "").splitlines()):
        mode, _, digest = (row[1] if len(row) > 1 else "").partition("=")
        if row:
            yield row[0], mode, digest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").digest()
    return base64.urlsafe_b64encode(found).rstrip(b"=").decode()


def main(arguments: list[str]) -> dict[str, Any]:
    """Compare the environment of this Python with a lock."""
    wanted = locked(Path(arguments[0]).read_text(encoding="utf-8"))
    result: dict[str, Any] = {
        "python": platform.python_version(),
        "packages": len(wanted),
        "differing": differing(wanted, present()),
    }
    if "--files" in arguments:
        result["altered"] = altered()
    return result


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))
