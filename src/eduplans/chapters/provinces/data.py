"""What the chapter on provinces works with: the tables of a folder as a panel and its differences."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eduplans.codebook import read_map
from eduplans.errors import ParameterError, Problem
from eduplans.estimators import differences
from eduplans.provinces import LEVELS, Export, province_panel, read_exports, series_name, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

SOURCE = "tables of the National Bureau of Statistics by province and year (国家统计局 分省年度数据), as downloaded"
UNIT, TIME = "province_code", "year"
#: Said wherever money stands over pupils.
SCOPE = "Money includes higher education; pupils are those of primary to senior secondary schools, without students."


@dataclass(frozen=True, slots=True, eq=False)
class Provinces:
    """What the chapter works with.

    Parameters
    ----------
    exports
        The files.
    funding, start, end
        The chosen concept of spending and years.
    panel
        One row a province and year, see `province_panel`, with logarithms ``log_real``, ``log_pupils`` and
        ``log_per_pupil``.
    changes
        Their yearly differences.
    """

    exports: tuple[Export, ...]
    funding: str
    start: int
    end: int
    panel: pd.DataFrame
    changes: pd.DataFrame

    @property
    def series(self) -> tuple[str, ...]:
        """Names of the series that results rest on."""
        return (self.funding, *LEVELS, "cpi")

    @property
    def name(self) -> str:
        """English and Chinese name of the concept of spending."""
        return series_name(self.funding)

    @property
    def complete(self) -> pd.DataFrame:
        """Rows with spending, pupils and prices."""
        return self.panel.dropna(subset=["per_pupil"])

    @property
    def ends(self) -> tuple[int, int]:
        """First and last year in which every province with any value has one."""
        counts = self.complete.groupby(TIME).size()
        full = counts[counts == counts.max()].index
        return int(full.min()), int(full.max())


def tables_folder(tables: str) -> Path:
    """Find the folder that a parameter names: as it stands, or from the root of the project.

    Examples
    --------
    >>> tables_folder("data/external").name
    'external'
    """
    path, here = Path(tables), Path.cwd()
    if path.is_absolute() or path.is_dir():
        return path
    data = os.environ.get("EDUPLANS_DATA")
    roots = [Path(data).parent] if data else [one for one in (here, *here.parents) if (one / "data" / "raw").is_dir()]
    return roots[0] / path if roots else path


def gather(tables: str | Path, *, start: int, end: int, funding: str) -> Provinces | None:
    """Read the tables of a folder; None where it holds none.

    Parameters
    ----------
    tables
        The folder.
    start, end
        First and last year.
    funding
        Concept of spending, see `eduplans.provinces.CONCEPTS`.

    Returns
    -------
    Provinces or None

    Raises
    ------
    TableError
        If a file cannot be read, with all that is wrong.
    ParameterError
        If a table is missing, or no two neighbouring years have all values.
    """
    exports = read_exports(tables_folder(str(tables)))
    return assemble(exports, start=start, end=end, funding=funding) if exports else None


def assemble(exports: tuple[Export, ...], *, start: int, end: int, funding: str) -> Provinces:
    """Make the panel and its differences out of exports; parameters and errors as for `gather`."""
    panel = province_panel(tidy(exports), start=start, end=end, funding=funding)
    for name in ("real", "pupils", "per_pupil"):
        panel[f"log_{name}"] = np.log(panel[name])
    changes = differences(panel, ["log_real", "log_pupils", "log_per_pupil"], unit=UNIT, time=TIME)
    if changes[TIME].nunique() < 2:
        raise ParameterError(
            Problem(
                f"fewer than two yearly differences from {start} to {end} have spending, pupils and prices",
                remedy="take other years, or another concept of spending",
            )
        )
    return Provinces(exports, funding, start, end, panel, changes)


def province_name(code: str, *, short: bool = False) -> str:
    """English and Chinese name of a province.

    Examples
    --------
    >>> province_name("330000"), province_name("330000", short=True)
    ('Zhejiang 浙江', '浙江')
    """
    chinese = read_map("province_names", "code", "short_zh")[code]
    return chinese if short else f"{read_map('province_names', 'code', 'name_en')[code]} {chinese}"


def names(codes: Sequence[str]) -> str:
    """List provinces in words.

    Examples
    --------
    >>> names(["110000", "310000"])
    'Beijing 北京, Shanghai 上海'
    """
    return ", ".join(province_name(code) for code in codes) or "none"
