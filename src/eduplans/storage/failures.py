"""A full disk, a read-only folder, a folder that is gone: named, with what to do."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from eduplans.errors import Problem, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SPACE = "free space, then give the same command again: what was there before is untouched"
_RIGHTS = "give yourself the right to write there, or name another folder"
_WORDS = {
    errno.ENOSPC: ("the disk is full", _SPACE),
    errno.EDQUOT: ("your share of the disk is used up", _SPACE),
    errno.EFBIG: ("a file would grow beyond what is allowed here", "raise the limit (ulimit -f), then try again"),
    errno.EROFS: ("the folder can only be read", _RIGHTS),
    errno.EACCES: ("no right to do this", _RIGHTS),
    errno.EPERM: ("no right to do this", _RIGHTS),
    errno.ENOENT: ("it is not there, or was taken away meanwhile", "check the path, then try again"),
    errno.ENOTDIR: ("a file stands where a folder should be", "move it away, or name another folder"),
    errno.EEXIST: ("something else stands there already", "move it away, or name another folder"),
    errno.EISDIR: ("a folder stands where a file should be", "move it away, or name another file"),
    errno.ENAMETOOLONG: ("the name is too long for this disk", "shorten the name"),
    errno.EMFILE: ("too many files are open", "raise the limit (ulimit -n), then try again"),
    errno.EIO: ("the disk does not answer as it should", "look at the disk before you go on"),
}


@contextmanager
def storing(where: Path | str) -> Iterator[None]:
    """Turn what the system says of files into an error that names the place and what to do.

    Parameters
    ----------
    where
        What is being written, for failures that name no file, such as a disk that is full.

    Raises
    ------
    StorageError
        In the place of an `OSError`.

    Examples
    --------
    >>> import errno
    >>> with storing("data/raw/figures.csv"):  # doctest: +ELLIPSIS
    ...     raise OSError(errno.ENOSPC, "No space left on device")
    Traceback (most recent call last):
    eduplans.errors.StorageError: data/raw/figures.csv: the disk is full; free space, ...
    """
    try:
        yield
    except StorageError:
        raise
    except OSError as error:
        raise StorageError(storage_problem(error, where)) from error


def storage_problem(error: OSError, where: Path | str = "") -> Problem:
    """Say in words what the system says of a file.

    Parameters
    ----------
    error
        The failure.
    where
        The place, for failures that name none.

    Returns
    -------
    Problem

    Examples
    --------
    >>> print(storage_problem(PermissionError(13, "Permission denied", "data/raw")))
    data/raw: no right to do this; give yourself the right to write there, or name another folder
    """
    if isinstance(error, StorageError):
        return error.problems[0]
    what, remedy = _WORDS.get(error.errno or 0, (error.strerror or str(error) or type(error).__name__, ""))
    # a rename names both ends: the goal is what the reader knows
    named = error.filename2 or error.filename or where
    return Problem(
        what, where=named.decode(errors="replace") if isinstance(named, bytes) else str(named), remedy=remedy
    )
