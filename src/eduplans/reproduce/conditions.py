"""Under which conditions the build is repeated: a table, and what this machine has of it."""

from __future__ import annotations

import csv
import subprocess
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, ReproductionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eduplans.reproduce.pythons import Python

#: The conditions of `make reproduce`; a row is one repetition of the whole build.
TABLE = Path(__file__).with_name("conditions.csv")
_ALWAYS = {"C", "POSIX"}


@dataclass(frozen=True, slots=True)
class Conditions:
    """One row of the table: under what a build is repeated.

    Parameters
    ----------
    name
        Unique.
    python
        ``oldest`` or ``newest`` of the Pythons at hand.
    folder
        Name of the folder that the project is cloned into.
    jobs
        Notebooks run at once.
    time_zone
        As ``TZ`` names it.
    locale
        For ``LC_ALL`` and ``LANG``; of several words the first that the machine has.
    hash_seed
        ``PYTHONHASHSEED``.
    umask
        In octal digits.
    columns
        Width of the terminal, ``COLUMNS``.
    home
        ``empty``: a home folder with nothing in it; ``missing``: one that does not exist.
    settings
        Other variables of the environment, ``NAME=VALUE`` with blanks between, that must not matter.
    """

    name: str
    python: str
    folder: str
    jobs: int
    time_zone: str
    locale: str
    hash_seed: int
    umask: str
    columns: int
    home: str
    settings: str = ""

    def environment(self, home: Path, beside: Path, path: str) -> dict[str, str]:
        """Make the environment of the build: the conditions and nothing else of the caller's.

        Parameters
        ----------
        home
            The home folder.
        beside
            Folder for temporary files.
        path
            Where programs are looked for.

        Examples
        --------
        >>> one = Conditions("a", "oldest", "a", 1, "UTC", "C", 7, "022", 80, "empty", "MPLBACKEND=svg")
        >>> made = one.environment(Path("/h"), Path("/t"), "/bin")
        >>> made["TZ"], made["LC_ALL"], made["PYTHONHASHSEED"], made["MPLBACKEND"], "USER" in made
        ('UTC', 'C', '7', 'svg', False)
        """
        made = {"PATH": path, "HOME": str(home), "TMPDIR": str(beside), "TZ": self.time_zone}
        made |= {"LANG": self.locale, "LC_ALL": self.locale, "PYTHONHASHSEED": str(self.hash_seed)}
        made |= {"COLUMNS": str(self.columns), "LINES": "24", "TERM": "dumb"}
        return made | dict(word.split("=", 1) for word in self.settings.split())

    def to_json(self) -> dict[str, Any]:
        """Give the conditions by name."""
        return asdict(self)


def read_conditions(path: Path = TABLE) -> tuple[Conditions, ...]:
    """Read a table of conditions.

    Parameters
    ----------
    path
        CSV with one column for each attribute of `Conditions`.

    Returns
    -------
    tuple of Conditions

    Raises
    ------
    ReproductionError
        The table lacks a column, a number is none, or a name comes twice; every row at once.

    Examples
    --------
    >>> [(one.python, one.jobs) for one in read_conditions()]
    [('oldest', 1), ('newest', 2), ('oldest', 2)]
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise ReproductionError(Problem(f"no table of conditions: {error}", where=str(path))) from error
    found: list[Conditions] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=2):
        try:
            found.append(_conditions(row))
        except (KeyError, TypeError, ValueError) as error:
            problems.append(Problem(f"not a row of conditions: {error}", where=path.name, row=number))
    names = [one.name for one in found]
    problems += [Problem("two rows share a name", where=path.name, value=name) for name in _twice(names)]
    if problems or not found:
        raise ReproductionError(problems or Problem("the table of conditions is empty", where=path.name))
    return tuple(found)


def _conditions(row: Mapping[str, str]) -> Conditions:
    numbers = {"jobs", "hash_seed", "columns"}
    cells: dict[str, Any] = {
        field.name: int(row[field.name]) if field.name in numbers else row[field.name] for field in fields(Conditions)
    }
    int(cells["umask"], 8)
    for name, allowed in (("python", {"oldest", "newest"}), ("home", {"empty", "missing"})):
        if cells[name] not in allowed:
            raise ValueError(f"{name} is {cells[name]!r}, not {' or '.join(sorted(allowed))}")
    if not cells["folder"] or "/" in cells["folder"]:
        raise ValueError(f"folder is {cells['folder']!r}")
    if any("=" not in word for word in cells["settings"].split()):
        raise ValueError(f"settings are {cells['settings']!r}, not NAME=VALUE")
    return Conditions(**cells)


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def choose_locale(wanted: str, present: frozenset[str]) -> str:
    """Take the first locale that a machine has; ``C`` is everywhere.

    Parameters
    ----------
    wanted
        Names with blanks between.
    present
        What the machine has, as `locales` gives it.

    Examples
    --------
    >>> choose_locale("zh_CN.UTF-8 C.UTF-8 C", frozenset({"c.utf8"}))
    'C.UTF-8'
    """
    names = (name for name in wanted.split() if name in _ALWAYS or _plain(name) in present)
    return next(names, "C")


def locales() -> frozenset[str]:
    """List the locales of this machine, written plainly (``zh_cn.utf8``); none where it does not tell."""
    try:
        said = subprocess.run(["locale", "-a"], check=False, capture_output=True, text=True).stdout
    except OSError:
        return frozenset()
    return frozenset(map(_plain, said.split()))


def _plain(name: str) -> str:
    return name.lower().replace("-", "")


def choose_python(wanted: str, pythons: Sequence[Python]) -> Python:
    """Take the oldest or the newest of some Pythons, which stand in order of their versions."""
    return pythons[0] if wanted == "oldest" else pythons[-1]
