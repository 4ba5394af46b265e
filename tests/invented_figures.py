"""Small processed tables about Qingxiping (清溪坪县), an invented county, for the tests of yardsticks and teachers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

#: indicator, level, as printed, value, unit; further cells by name.
Cells = dict[str, object]


def figures(rows: Iterable[Cells], doc: str = "qingxiping-2020-report") -> pd.DataFrame:
    """Rows of `figures.csv`, with the usual cells where nothing else is said."""
    usual: Cells = {
        "doc": doc, "place": "清溪坪县", "item": "一/1", "level": None, "year": 2020, "status": "actual",
        "change": "level", "qualifier": "exact", "value_max": None, "measure": "", "negated": False, "flag": None,
        "confidence": "sure", "group": None, "role": "none", "repeats": None,
    }  # fmt: skip
    made = [
        usual | {"figure_id": f"{doc}:{number:08d}", "order": number} | row for number, row in enumerate(rows, start=1)
    ]
    return pd.DataFrame(made)


def documents(*, doc: str = "qingxiping-2020-report", year: int = 2020, kind: str = "report") -> pd.DataFrame:
    """One row of `documents.csv`."""
    return pd.DataFrame(
        [
            {"doc": doc, "county": "清溪坪县", "county_code": "999901", "province_code": "990000", "year": year}
            | {"kind": kind}
        ]
    )
