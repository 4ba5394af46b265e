"""Files that a project has in common with this package's own: notebooks, prose of the report, the invented example.

They are kept once, where the package itself uses them. An installed package carries copies that the wheel is built
with (``force-include`` in ``pyproject.toml``); a checkout takes them from their places.
"""

from __future__ import annotations

from pathlib import Path

from eduplans.errors import Problem, ProjectError

__all__ = ["EXAMPLE", "FILES", "PAGES", "shared"]

_HERE = Path(__file__).resolve().parent
#: What every new project begins with.
FILES = _HERE / "files"
#: Pages of a project's report that differ from those of the package's own.
PAGES = _HERE / "pages"
#: The plan of a county that does not exist.
EXAMPLE = "data/examples/yunze-2024-plan.txt"


def shared(name: str) -> Path:
    """Find a file or folder by its path in the package's own project.

    Parameters
    ----------
    name
        Such as ``notebooks/corpus.ipynb``.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ProjectError
        The installation lacks it.

    Examples
    --------
    >>> shared(EXAMPLE).name
    'yunze-2024-plan.txt'
    """
    for path in (_HERE / "common" / name, _HERE.parents[2] / name):
        if path.exists():
            return path
    raise ProjectError(Problem("the installation lacks this file", where=name, remedy="install eduplans again"))
