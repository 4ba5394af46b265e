"""Running one notebook: checked before, in a kernel of its own, written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eduplans.digests import check_digests
from eduplans.errors import KernelError, Problem, RunError, StorageError
from eduplans.exports.settings import FOLDER, INDEX, PDF
from eduplans.runs.kernel import MEMORY, TIMEOUT, Limits, Watch
from eduplans.runs.normalise import normalise
from eduplans.runs.notebook import locate, write_notebook, write_text
from eduplans.runs.parameters import check_parameters, quiet
from eduplans.runs.record import RunRecord, file_digest, input_digests, record_path, versions
from eduplans.storage import alone, recover, scratch, storing, using
from eduplans.storage.scratch import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MORE_TIME = "where it needs longer: --timeout, `timeout` of its run in runs.toml, or make TIMEOUT=seconds"
_MORE_MEMORY = "where it needs more memory: --memory, `memory` of its run in runs.toml, or make MEMORY=megabytes"
#: Bytes that the path of a socket may have on every system.
_LONGEST_SOCKET = 103
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run_notebook(
    notebook: Path,
    parameters: Mapping[str, Any] | None = None,
    out: Path | None = None,
    *,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    data: Path | None = None,
    exports: Path | None = None,
    pdf: bool = False,
    bar: bool = False,
) -> RunRecord:
    """Run a notebook with its parameters and write the executed, normalised notebook.

    Parameters
    ----------
    notebook
        The notebook; it runs in its own folder and is not changed.
    parameters
        Values by name; strings are read as the types that the notebook declares.
    out
        Where the executed notebook goes; ``build/own`` of the project unless told, apart from the runs of the
        report. Its record goes beside it with the ending ``.json``.
    timeout
        Seconds that the whole notebook may take.
    memory
        Megabytes that its kernel may take.
    data
        The data folder; `data_folder` of the notebook unless told.
    exports
        Folder, or file ending in ``.zip``, for every table as CSV, LaTeX and HTML and every picture as PNG and SVG;
        a folder that an earlier run has filled is replaced. None: nothing is exported.
    pdf
        Whether pictures are exported as PDF as well.
    bar
        Whether cells run, their rate and the time left are shown on standard error, for a terminal.

    Returns
    -------
    RunRecord

    Raises
    ------
    ParameterError
        Before a kernel starts: unknown names, wrong types, values out of range.
    RunError
        A cell failed; the message names the notebook, the cell as a reader counts and the heading above it, and
        holds the traceback. What stood at `out` before stays as it was.
    KernelError
        The kernel crashed, took too long or too much memory; named in the same way.
    TableError
        A generated raw table was changed by hand.
    StorageError
        An input changed while the notebook ran, or something cannot be written.
    """
    notebook = notebook.resolve()
    data = data or data_folder(notebook)
    values = check_parameters(notebook, parameters or {}, data)
    out = out or (data.parent if data else Path.cwd()) / "build" / "own" / notebook.name
    if out.resolve() == notebook:
        raise RunError(Problem("a run does not overwrite its notebook", where=str(out), remedy="give another --out"))
    if exports is not None:
        _refuse_foreign(exports)
    reading = [data / "raw", data / "processed"] if data else []
    with using(*reading), alone(out.parent), storing(out):
        recover(out.parent)
        if data is not None:
            check_digests(data / "raw")
        inputs = input_digests(notebook, data)
        started = time.monotonic()
        with scratch() as beside:
            settings = _exporting(beside / "new", pdf=pdf) if exports is not None else {}
            executed = _execute(notebook, values, Limits(timeout or TIMEOUT, memory or MEMORY), data, settings, bar=bar)
            seconds = time.monotonic() - started
            _unchanged(inputs, input_digests(notebook, data))
            write_notebook(normalise(executed), out)
            if exports is not None:
                _put_exports(beside / "new", exports)
        record = RunRecord(notebook.name, values, out.name, file_digest(out), inputs, versions(), round(seconds, 3))
        write_text(record_path(out), record.to_json())
    return record


def _unchanged(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Refuse a result that would rest partly on a table as it was, partly on what it has become.

    A module that its author changes meanwhile makes the result stale, which the record shows, and no error.
    """
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    names = [name for name in names if name.startswith(("data/", "notebooks/"))]
    if names:
        raise StorageError(
            Problem("it changed while the notebook ran", where=name, remedy="give the command again") for name in names
        )


def data_folder(notebook: Path) -> Path | None:
    """Find the data folder of a notebook: $EDUPLANS_DATA, or the nearest parent folder that holds ``data/raw``."""
    if os.environ.get("EDUPLANS_DATA"):
        return Path(os.environ["EDUPLANS_DATA"]).resolve()
    for folder in notebook.resolve().parents:
        if (folder / "data" / "raw").is_dir():
            return folder / "data"
    return None


def _exporting(folder: Path, *, pdf: bool) -> dict[str, str | None]:
    folder.mkdir()
    return {FOLDER: str(folder), PDF: "1" if pdf else None}


def _refuse_foreign(exports: Path) -> None:
    """Refuse a folder with something else in it, which replacing would destroy."""
    if exports.is_dir() and any(exports.iterdir()) and not (exports / INDEX).is_file():
        raise RunError(
            Problem("this folder holds something else than exports", where=str(exports), remedy="name another folder")
        )
    if exports.suffix != ".zip" and exports.is_file():
        raise RunError(Problem("this is a file", where=str(exports), remedy="name a folder"))


def _put_exports(made: Path, exports: Path) -> None:
    from eduplans.exports.folder import pack

    with alone(exports.parent), storing(exports):
        recover(exports.parent)
        if exports.suffix == ".zip":
            pack(made, exports)
            return
        with scratch(exports.parent, f".{exports.name}.") as beside:
            shutil.copytree(made, beside / "new")
            if exports.exists():
                exports.rename(beside / "old")
            (beside / "new").rename(exports)


def _execute(
    notebook: Path,
    values: Mapping[str, Any],
    limits: Limits,
    data: Path | None,
    settings: Mapping[str, str | None],
    *,
    bar: bool,
) -> Any:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import PapermillExecutionError

    clock, watch = _Clock(limits.seconds), Watch(limits)
    try:
        with quiet(), _environment(data, settings), scratch(socket_home()) as sockets:
            return _papermill(notebook, values, limits, clock, watch, sockets, bar=bar)
    except PapermillExecutionError as error:
        # Before it raises, papermill puts two cells of its own above the place of the error: count without.
        place = locate(_as_run(notebook, values), error.cell_index)
        traceback = _COLOUR.sub("", "\n".join(error.traceback)) or f"{error.ename}: {error.evalue}"
        kind = KernelError if error.ename == "MemoryError" else RunError
        raise kind(
            Problem(f"{place} failed: {error.ename}: {error.evalue}\n{traceback}", where=notebook.name)
        ) from error
    except CellTimeoutError as error:
        running = clock.place(_as_run(notebook, values))
        what = f"{running} was still running after {limits.seconds:g} seconds"
        raise KernelError(Problem(what, where=notebook.name, rule="time-out", remedy=_MORE_TIME)) from error
    except DeadKernelError as error:
        running = clock.place(_as_run(notebook, values))
        what = f"the kernel died in {running}: {watch.reason()}"
        raise KernelError(Problem(what, where=notebook.name, remedy=_MORE_MEMORY)) from error
    except RuntimeError as error:
        if clock.begun:
            raise
        what = f"the kernel did not begin within {limits.start:g} seconds: {watch.reason()}"
        raise KernelError(Problem(what, where=notebook.name, rule="time-out", remedy="try again")) from error
    finally:
        watch.end()


def socket_home() -> Path | None:
    """Choose where the sockets of kernels stand: with all temporary files, unless that makes too long a name."""
    home = tempfile.gettempdir()
    longest = len(os.fsencode(home)) + len(f"/{PREFIX}12345678/kernel-5")
    return Path("/tmp") if longest > _LONGEST_SOCKET else None


def _papermill(
    notebook: Path, values: Mapping[str, Any], limits: Limits, clock: _Clock, watch: Watch, sockets: Path, *, bar: bool
) -> Any:
    from papermill import execute_notebook
    from traitlets.config import Config

    # Sockets in a folder of their own: nobody else can listen, and no two kernels meet. Without a name of their own
    # all kernels of a folder would share "kernel-ipc". The file that says where they are stands beside them, so that
    # a run that is killed leaves none in the home folder.
    places = {"transport": "ipc", "ip": f"{sockets}/kernel", "connection_file": f"{sockets}/connection.json"}
    return execute_notebook(
        str(notebook),
        None,
        parameters=dict(values),
        cwd=str(notebook.parent),
        progress_bar={"leave": False, "desc": notebook.stem} if bar else False,
        request_save_on_cell_execute=False,
        start_timeout=limits.start,
        timeout_func=clock.left,
        # Nothing is left to do in a kernel that has run its last cell; asked politely, it takes a second.
        shutdown_kernel="immediate",
        kernel_manager_class=watch.manager_class(),
        config=Config({"KernelManager": places}),
    )


def _as_run(notebook: Path, values: Mapping[str, Any]) -> Any:
    """Make the notebook that papermill runs: with the cell of given parameters, where any are given."""
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    content = load_notebook_node(str(notebook))
    return parameterize_notebook(content, dict(values)) if values else content


class _Clock:
    """What is left of a notebook's time; remembers the cell that is running."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._cell: Any = None

    def left(self, cell: Any) -> float:
        self._cell = cell
        return max(self._end - time.monotonic(), 0.001)

    @property
    def begun(self) -> bool:
        """Whether a cell has been asked for."""
        return self._cell is not None

    def place(self, notebook: Any) -> str:
        ids = [cell.get("id") for cell in notebook["cells"]]
        sources = [cell["source"] for cell in notebook["cells"]]
        if self._cell is None:
            return "the start"
        if self._cell.get("id") in ids:
            return str(locate(notebook, ids.index(self._cell["id"])))
        return str(locate(notebook, sources.index(self._cell["source"])))


@contextmanager
def _environment(data: Path | None, settings: Mapping[str, str | None]) -> Iterator[None]:
    """Set the kernel's environment: no backend that swallows pictures, one order of hashing, the same data."""
    changes: dict[str, str | None] = {"MPLBACKEND": None, "PYTHONHASHSEED": "0", FOLDER: None, PDF: None}
    changes |= settings
    if data is not None:
        changes["EDUPLANS_DATA"] = str(data)
    before = {name: os.environ.get(name) for name in changes}
    _apply(changes, os.environ.__setitem__, os.environ.pop)
    try:
        yield
    finally:
        _apply(before, os.environ.__setitem__, os.environ.pop)


def _apply(
    changes: Mapping[str, str | None], put: Callable[[str, str], None], drop: Callable[[str, None], Any]
) -> None:
    for name, value in changes.items():
        if value is None:
            drop(name, None)
        else:
            put(name, value)
