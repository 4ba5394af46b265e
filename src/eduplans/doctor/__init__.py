"""What is wrong with an installation: `eduplans doctor`.

Every check looks at one thing, says what it found and, where that is not well, what to do. A check that fails in a way
nobody thought of is itself a finding, so that one broken part hides no other.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from eduplans.doctor.findings import Finding, State, bad, ok, warn
from eduplans.doctor.packages import check_extra, check_files, check_packages, check_python, extras
from eduplans.doctor.pictures import check_browser, check_font, check_kernel
from eduplans.doctor.project import check_data, check_folders, check_space
from eduplans.doctor.work import check_codebook, check_encoding, check_sentence
from eduplans.errors import EduplansError
from eduplans.progress import Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

__all__ = ["Finding", "State", "bad", "examine", "ok", "warn"]

#: What a check may stumble over on a broken installation.
_STUMBLES = (
    EduplansError, ImportError, OSError, LookupError, ValueError, TypeError, AttributeError, RuntimeError, SyntaxError,
)  # fmt: skip


def examine(data: Path | str | None = None, steps: Steps | None = None) -> tuple[Finding, ...]:
    """Check Python, packages, what the package brings, pictures, notebooks, data, folders and the system.

    Parameters
    ----------
    data
        The data folder, where it is known; else as `eduplans.tables.data_folder` finds it.
    steps
        Told of each check.

    Returns
    -------
    tuple of Finding
        In the order of reading: what others rest on comes first.

    Examples
    --------
    >>> examine()[0].name
    'Python'
    """
    checks: list[tuple[str, Callable[[], Iterable[Finding]]]] = [
        ("Python", check_python),
        ("packages", check_packages),
        *((f"extra {name}", partial(check_extra, name)) for name in extras()),
        ("installed files", check_files),
        ("codebook", check_codebook),
        ("a sentence", check_sentence),
        ("Chinese font", check_font),
        ("kernel", check_kernel),
        ("browser", check_browser),
        ("data", partial(check_data, data)),
        ("folders", partial(check_folders, data)),
        ("disk", check_space),
        ("encoding", check_encoding),
    ]
    looking = (steps or Steps()).through(checks, "looking at the installation")
    return tuple(finding for name, check in looking for finding in _guarded(name, check))


def _guarded(name: str, check: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
    try:
        return tuple(check())
    except _STUMBLES as error:
        said = f"the check itself failed: {type(error).__name__}: {error}"
        return (bad(name, said, "install the package anew in a new environment: `make distclean setup`"),)
