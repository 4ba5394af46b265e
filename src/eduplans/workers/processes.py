"""Tasks shared between processes of this machine."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import warnings
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Generic, TypeVar

from eduplans.errors import EduplansError, Problem
from eduplans.storage import end_with_parent
from eduplans.workers.memory import keep_little

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["in_processes"]

Task = TypeVar("Task")
Result = TypeVar("Result")
#: Tasks under way for each process: one that runs, one that is ready.
_AHEAD = 2
#: How often the same task may lose its worker before that is an error.
_LOSSES = 2
#: Workers that are forks share what is loaded before with their parent; elsewhere the system's own way is the safe one.
_METHOD = "fork" if sys.platform == "linux" else None


def in_processes(function: Callable[[Task], Result], tasks: Iterable[Task], jobs: int) -> Iterator[Result]:
    """Call a function for every task in several processes; see `eduplans.workers.in_order`.

    A worker that is ended from outside is replaced and its task given to another. When the caller stops early, or is
    interrupted, the workers are ended at once.

    Parameters
    ----------
    function
        A function of a module, or a partial of one.
    tasks
        The tasks.
    jobs
        Processes.

    Yields
    ------
    object
        The results in the order of the tasks.

    Raises
    ------
    EduplansError
        One task lost its worker three times.
    """
    rest, waiting, losses = iter(tasks), deque[_Running[Task, Result]](), 0
    pool = _Pool(function, jobs)
    try:
        while True:
            while len(waiting) < jobs * _AHEAD and (more := next(((task,) for task in rest), None)):
                waiting.append(pool.start(more[0]))
            if not waiting:
                break
            try:
                result = waiting[0].future.result()
            except BrokenProcessPool as error:
                losses += 1
                if losses > _LOSSES:
                    raise _lost() from error
                pool.end()
                pool = _Pool(function, jobs)
                waiting = deque(one if one.is_done() else pool.start(one.task) for one in waiting)
                continue
            losses = 0
            waiting.popleft()
            yield result
        pool.close()
    finally:
        pool.end()


class _Running(Generic[Task, Result]):
    """A task that a process works on."""

    def __init__(self, task: Task, future: Future[Result]) -> None:
        self.task = task
        self.future = future

    def is_done(self) -> bool:
        """Whether there is a result, or an error of the function itself."""
        return self.future.done() and not isinstance(self.future.exception(), BrokenProcessPool)


class _Pool(Generic[Task, Result]):
    """Processes that can be ended at once."""

    def __init__(self, function: Callable[[Task], Result], jobs: int) -> None:
        self._function = function
        self._others = set(multiprocessing.active_children())
        # loaded here and not in each worker: a fork shares it, which saves both memory and time
        import eduplans.documents.build
        import eduplans.figures  # noqa: F401

        context = multiprocessing.get_context(_METHOD)
        self._executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)

    def start(self, task: Task) -> _Running[Task, Result]:
        try:
            with warnings.catch_warnings():  # of threads, which libraries have that can be forked
                warnings.simplefilter("ignore", DeprecationWarning)
                return _Running(task, self._executor.submit(self._function, task))
        except BrokenProcessPool as error:  # a worker died while this process was busy with something else
            from concurrent.futures import Future

            lost: Future[Result] = Future()
            lost.set_exception(error)
            return _Running(task, lost)

    def close(self) -> None:
        """Let the workers go when nothing is left to do."""
        self._executor.shutdown()

    def end(self) -> None:
        """End the workers at once, whatever they do; nothing where they are gone already."""
        workers = set(multiprocessing.active_children()) - self._others
        for worker in workers:
            worker.terminate()
        self._executor.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.join(timeout=1)


def _lost() -> EduplansError:
    return EduplansError(
        Problem("a worker process was ended from outside", remedy="free memory, or work with --jobs 1")
    )


def _begin() -> None:
    """Prepare a worker once: leave Ctrl-C to the parent, die with it, keep sharing memory with it."""
    gc.freeze()  # a collection would write to all objects of the parent, each page of which then is a copy
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    keep_little()
