"""In Chinese, every label of a notebook's tables and pictures is Chinese.

A label is a caption, a head of a column, or a text in a picture. Cells, notes and the prose of notebooks are not held
to this: cells quote what documents print.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from eduplans.exports.folder import read_index
from eduplans.runs import document_ids, read_parameters, run_notebook

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if "language" in read_parameters(path)]
#: What stays in Latin letters in a Chinese paper too: statistics, tests, models, indices, units, file names, codes.
ALLOWED = {
    "ADF", "AIC", "BIC", "CI", "CPI", "CR", "CSV", "DW", "FD", "FE", "GB", "GDP", "GE", "HAC", "HC", "ID", "IQR",
    "KPSS", "LSDV", "NBS", "OLS", "RMSE", "SE", "Theil", "WCB", "cm", "df", "eduplans", "kg", "km", "log", "ln",
    "max", "min", "pp", "sd", "se", "Webb", "Rademacher", "Grunfeld", "Gini", "beta", "sigma", "kappa", "Wilson",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]{2,}")


def english(text: str, names: Iterable[str] = ()) -> list[str]:
    """English words that are left in a label: ids, codes with an underscore and what is allowed do not count."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    text = re.sub(r"\b\w+_\w+\b|\b[\w/]+\.csv\b", " ", text)
    return [word for word in _WORD.findall(text) if word not in ALLOWED]


def missing(index: list[dict[str, Any]], names: Iterable[str]) -> list[str]:
    return [
        f"{entry['kind']} {entry['name']}: {text!r}"
        for entry in index
        for text in [entry["caption"], *entry["texts"]]
        if english(text, names)
    ]


def test_some_notebooks_take_a_language() -> None:
    assert {"corpus", "county-profile"} <= {path.stem for path in NOTEBOOKS}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("按状态统计的 figures", ["figures"]),
        ("Growth of pupils", ["Growth", "of", "pupils"]),
        ("占 GDP 的比例 edu_total", []),
        ("yunze-2024-plan", []),
        ("p", []),
        ("2000–2024", []),
    ],
)
def test_what_counts_as_english(text: str, left: list[str]) -> None:
    assert english(text, ["yunze-2024-plan"]) == left


def test_an_untranslated_label_is_named() -> None:
    index = [{"kind": "table", "name": "01-growth", "caption": "增长", "texts": ["增长", "pupils"]}]
    assert missing(index, []) == ["table 01-growth: 'pupils'"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_label_has_a_chinese_form(notebook: Path, tmp_path: Path) -> None:
    """If this fails, put the texts that it lists into ``codebook/labels_<chapter>.csv``."""
    run_notebook(notebook, {"language": "zh"}, tmp_path / "zh.ipynb", exports=tmp_path / "exports")
    index = read_index(tmp_path / "exports")
    assert index, "the notebook shows no table and no picture"
    lacking = list(dict.fromkeys(missing(index, document_ids(ROOT / "data"))))
    assert lacking == [], "\n" + "\n".join(lacking)
