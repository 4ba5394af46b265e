"""One function over many tasks, in this process, in several, or on a cluster, with results in the order of the tasks.

All three ways give the same results. No more tasks are under way than there is work for, so that neither tasks nor
results pile up: what is done waits until it is taken.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["each_file", "in_order", "portions"]

Task = TypeVar("Task")
Result = TypeVar("Result")
_LARGEST_CHUNK = 16
_CHUNKS_A_WORKER = 8


def in_order(
    function: Callable[[Task], Result], tasks: Iterable[Task], jobs: int = 1, scheduler: str = ""
) -> Iterator[Result]:
    """Call a function for every task.

    Parameters
    ----------
    function
        A function of a module (or a partial of one); it, the tasks and the results can be sent between processes.
    tasks
        The tasks; they are taken as they are needed.
    jobs
        Processes to share the tasks between; with one, everything happens in this process.
    scheduler
        Address of a Dask scheduler, such as ``tcp://10.0.0.1:8786``, whose workers share the tasks instead.

    Yields
    ------
    object
        The results in the order of the tasks.

    Raises
    ------
    EduplansError
        Workers were ended from outside again and again, or the scheduler does not answer.

    Examples
    --------
    >>> list(in_order(abs, [-3, 2, -1]))
    [3, 2, 1]
    """
    if scheduler:
        from eduplans.workers.cluster import on_cluster

        yield from on_cluster(function, tasks, scheduler)
    elif jobs > 1:
        from eduplans.workers.processes import in_processes

        yield from in_processes(function, tasks, jobs)
    else:
        yield from map(function, tasks)


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
        See `in_order`.
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
        Workers were ended from outside again and again.

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
    chunk = max(1, min(_LARGEST_CHUNK, len(files) // (jobs * _CHUNKS_A_WORKER)))
    chunks = in_order(partial(_all, function), portions(files, chunk), jobs)
    results = (result for portion in chunks for result in portion)
    first = next(results)  # the workers begin before the display of progress starts its thread
    shown = iter(progress(files))
    for _ in shown:
        yield first
        break
    for _ in shown:
        yield next(results)


def _all(function: Callable[[Path], Result], files: Sequence[Path]) -> list[Result]:
    return [function(file) for file in files]


def portions(tasks: Iterable[Task], size: int) -> Iterator[tuple[Task, ...]]:
    """Divide tasks into portions.

    Parameters
    ----------
    tasks
        The tasks.
    size
        How many make a portion; the last may be smaller.

    Yields
    ------
    tuple

    Examples
    --------
    >>> list(portions("abcde", 2))
    [('a', 'b'), ('c', 'd'), ('e',)]
    """
    rest = iter(tasks)
    while portion := tuple(islice(rest, size)):
        yield portion
