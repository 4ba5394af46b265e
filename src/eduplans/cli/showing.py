"""What a terminal shows of a long work: what is being done, how far it is, how fast, how long the rest takes.

Elsewhere nothing is shown: a file or another program does not get it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from eduplans.messages import message
from eduplans.progress import Steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console
    from rich.progress import Progress

__all__ = ["at_work", "print_message", "shown_steps", "with_progress"]

T = TypeVar("T")
#: Seconds that the rate of progress is taken over: many files may be done at once.
_RATE_OVER = 60.0
#: Results go where they belong, which may be no terminal; what was shown is gone at the end.
_SETTINGS: dict[str, Any] = {"transient": True, "redirect_stdout": False}
#: The terminal on which something is shown now.
_live: list[Console] = []


@contextmanager
def at_work(what: str) -> Iterator[None]:
    """Show on a terminal what is being done and for how long it has been, where no steps of it are known."""
    console = _terminal()
    if console is None:
        yield
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with _shown(Progress(*columns, console=console, **_SETTINGS)) as progress:
        progress.add_task(message(what), total=None)
        yield


@contextmanager
def shown_steps(what: str) -> Iterator[Steps]:
    """Show on a terminal the steps of a work, with their rate and the time that is left.

    Parameters
    ----------
    what
        What is being done, until the work itself tells more.
    """
    console = _terminal()
    if console is None:
        yield Steps()
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    doing, counted = (TextColumn(one, markup=False) for one in ("{task.description}", "{task.fields[counted]}"))
    columns = (SpinnerColumn(), doing, BarColumn(), counted, TimeRemainingColumn())
    with _shown(Progress(*columns, console=console, speed_estimate_period=_RATE_OVER, **_SETTINGS)) as progress:
        task = progress.add_task(message(what), total=None, counted="")

        def show(now: str, done: int, total: int) -> None:
            progress.update(task, description=message(now or what), completed=done, total=total or None)
            progress.update(task, counted=_counted(done, total, progress.tasks[0].speed))

        yield Steps(show)


def with_progress(things: Iterable[T], what: str = "reading") -> Iterator[T]:
    """Go through things; show on a terminal how many are done, how fast, and how long the rest takes."""
    with shown_steps(what) as steps:
        yield from steps.through(things, what)


def print_message(text: str) -> None:
    """Print to standard error, above what is shown of a work there."""
    if _live:
        _live[-1].print(text, markup=False, highlight=False, emoji=False, soft_wrap=True)
    else:
        typer.echo(text, err=True)


@contextmanager
def _shown(progress: Progress) -> Iterator[Progress]:
    """Show progress, and let messages know of it."""
    with progress:
        _live.append(progress.console)
        try:
            yield progress
        finally:
            _live.pop()


def _terminal() -> Any:
    """Give the console for messages where it is a terminal, else None."""
    from rich.console import Console

    console = Console(stderr=True)
    return console if console.is_terminal else None


def _counted(done: int, total: int, speed: float | None) -> str:
    """Say how many are done, of how many, and how fast: steps a second, or seconds a step.

    Examples
    --------
    >>> _counted(3, 8, 2.5), _counted(1, 4, 0.125), _counted(0, 8, None), _counted(1200, 0, 40.0)
    ('3/8, 2.5 a second', '1/4, 8.0 seconds each', '0/8', '1200, 40.0 a second')
    """
    many = f"{done}/{total}" if total else str(done) if done else ""
    if not speed:
        return many
    return f"{many}, " + message(f"{speed:,.1f} a second" if speed >= 1 else f"{1 / speed:,.1f} seconds each")
