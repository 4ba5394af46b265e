"""Tasks shared between machines: a Dask scheduler with its workers."""

from __future__ import annotations

import logging
from collections import deque
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeVar

from eduplans.errors import EduplansError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["on_cluster"]

Task = TypeVar("Task")
Result = TypeVar("Result")
#: Seconds until a scheduler that does not answer is an error, and one whose workers do not come.
PATIENCE = 5.0
PATIENCE_FOR_WORKERS = 10.0
#: Tasks under way for each thread of the workers: one that runs, one that is ready.
_AHEAD = 2
#: How often one task may lose its worker, before that is an error.
_LOSSES = 3
_START = "`dask scheduler` and, on each machine, `dask worker ADDRESS --nthreads 1`"


def on_cluster(function: Callable[[Task], Result], tasks: Iterable[Task], address: str) -> Iterator[Result]:
    """Call a function for every task on the workers of a scheduler; see `eduplans.workers.in_order`.

    A task whose worker dies is given to another by the scheduler. When the caller stops early, what is under way is
    called off.

    Parameters
    ----------
    function
        A function of a module, or a partial of one, that the workers have too.
    tasks
        The tasks, with everything in them that a worker needs.
    address
        Of the scheduler.

    Yields
    ------
    object
        The results in the order of the tasks.

    Raises
    ------
    EduplansError
        The scheduler does not answer or has no workers, the workers have another version of eduplans, or the
        cluster is lost on the way.
    """
    with _connected(address) as client:
        _check_workers(client, address)
        rest = iter(tasks)
        waiting: deque[Any] = deque()
        try:
            while True:
                while len(waiting) < _width(client) and (more := next(((task,) for task in rest), None)):
                    waiting.append(client.submit(function, more[0], pure=False, retries=_LOSSES))
                if not waiting:
                    return
                yield _result(waiting.popleft(), address)
        finally:
            if waiting:
                client.cancel(list(waiting), force=True)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise EduplansError(
            Problem(f"a library for clusters is missing ({error.name})", remedy='pip install "eduplans[cluster]"')
        ) from error
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)  # what goes wrong is told by our own errors
    client: Any = None
    connect: Any = distributed.Client  # it has no types
    try:
        try:
            client = connect(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:  # a time-out is an OSError
            raise EduplansError(
                Problem(
                    "no Dask scheduler answers here", where=address, remedy=f"start one: {_START}; check the address"
                )
            ) from error
        yield client
    finally:
        if client is not None:
            client.close(timeout=1)
        logger.setLevel(before)


def _check_workers(client: Any, address: str) -> None:
    """Refuse a cluster without workers, and workers that would read documents in another way."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE_FOR_WORKERS)
    except OSError as error:
        raise EduplansError(
            Problem("the scheduler has no workers", where=address, remedy=f"start some: {_START}")
        ) from error
    own = _installed()
    answers: dict[str, Any] = client.run(version, "eduplans", on_error="return")
    problems = [
        Problem(
            f"this worker has {f'eduplans {found}' if isinstance(found, str) else 'no eduplans'}",
            where=worker,
            rule=f"the same version everywhere, here {own}",
            remedy=f'pip install "eduplans[cluster]=={own}" in the environment of the worker',
        )
        for worker, found in sorted(answers.items())
        if found != own
    ]
    if problems:
        raise EduplansError(problems)


def _installed() -> str:
    return version("eduplans")


def _width(client: Any) -> int:
    """Tasks to keep under way; workers may come and go."""
    threads: dict[str, int] = client.nthreads()
    return _AHEAD * max(1, sum(threads.values()))


def _result(future: Any, address: str) -> Any:
    from concurrent.futures import CancelledError

    from distributed import KilledWorker
    from distributed.client import FutureCancelledError

    try:
        return future.result()
    except KilledWorker as error:
        raise EduplansError(
            Problem(
                "the same documents lost their worker again and again",
                where=address,
                remedy="give the workers more memory (--memory-limit)",
            )
        ) from error
    except (FutureCancelledError, CancelledError, OSError) as error:
        raise EduplansError(
            Problem("the scheduler is gone", where=address, remedy="start it again, and repeat the command")
        ) from error
