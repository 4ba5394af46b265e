"""Small processed tables about Qingxiping (清溪坪县), an invented county, for the tests of yardsticks and teachers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans import load
from eduplans.clean import build_processed
from eduplans.ingest import ingest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

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


def from_texts(texts: Mapping[str, str], folder: Path, root: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The whole path: texts by document id become files, raw tables, processed tables; figures and documents."""
    (folder / "texts").mkdir()
    for doc, text in texts.items():
        (folder / "texts" / f"{doc}.txt").write_text(text, encoding="utf-8")
    raw = folder / "raw"
    ingest(sorted((folder / "texts").iterdir()), raw)
    for name in ("national", "corrections"):
        rows = (root / "data" / "raw" / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        # Corrections of real figures match nothing here.
        (raw / f"{name}.csv").write_text("".join(rows[:1] if name == "corrections" else rows), encoding="utf-8")
    build_processed(raw, folder / "processed")
    return load("figures", folder), load("documents", folder)
