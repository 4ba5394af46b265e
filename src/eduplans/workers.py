"""One function over many files, in one process or in several, with results in the order of the files."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, TypeVar

from eduplans.errors import EduplansError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["each_file"]

Result = TypeVar("Result")
_LARGEST_CHUNK = 16
_CHUNKS_A_WORKER = 8


def each_file(
    function: Callable[[Path], Result],
    files: Sequence[Path],
    jobs: int = 1,
    progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
) -> Iterator[Result]:
    """Call a function for every file.

    Parameters
    ----------
    function
        A function of a module (or a partial of one) whose results can be sent between processes.
    files
        The files.
    jobs
        Processes to share the files between; with one, everything happens in this process.
    progress
        Wraps the files, for a display of progress.

    Yields
    ------
    object
        The results in the order of the files.

    Raises
    ------
    EduplansError
        A worker was ended from outside.

    Examples
    --------
    >>> from pathlib import Path
    >>> list(each_file(str, [Path("b.txt"), Path("a.txt")]))
    ['b.txt', 'a.txt']
    """
    jobs = min(jobs, len(files))
    if jobs <= 1:
        for file in progress(files):
            yield function(file)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, min(_LARGEST_CHUNK, len(files) // (jobs * _CHUNKS_A_WORKER)))
    pool = ProcessPoolExecutor(jobs, initializer=_begin)
    try:
        # the workers begin before the display of progress starts its thread
        results = pool.map(function, files, chunksize=chunk)
        for _ in progress(files):
            yield next(results)
    except BrokenProcessPool as error:
        raise EduplansError(
            Problem("a worker process was ended from outside", remedy="free memory, or work with --jobs 1")
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Prepare a worker once: leave Ctrl-C to the parent, load what every document needs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import eduplans.documents
    import eduplans.figures  # noqa: F401
