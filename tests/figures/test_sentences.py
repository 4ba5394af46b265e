"""Whole sentences of many kinds of documents, about invented places, against the figures a reader finds in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from eduplans.figures import find_figures_in_text

FOLDER = Path(__file__).parent / "sentences"


@dataclass(frozen=True)
class Case:
    file: str
    line: int
    year: int | None
    kind: str
    text: str
    figures: tuple[tuple[str, ...], ...]


def cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted(FOLDER.glob("*.txt")):
        year, kind, text, line, figures = None, "unknown", "", 0, []
        for number, row in enumerate([*path.read_text(encoding="utf-8").splitlines(), "> "], start=1):
            if row.startswith("="):
                said, coming = row[1:].split()
                pending = (None if said == "-" else int(said), coming)
            elif row.startswith("> "):
                if text:
                    found.append(Case(path.stem, line, year, kind, text, tuple(figures)))
                year, kind = pending
                text, line, figures = row[2:].replace("⏎", "\n"), number, []
            elif row and not row.startswith("#"):
                figures.append(tuple(cell.replace("⏎", "\n") for cell in row.split(" | ")))
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file}:{case.line}")
def test_sentence(case: Case) -> None:
    found = []
    for figure in find_figures_in_text(case.text, case.year, case.kind):  # type: ignore[arg-type]
        assert case.text[figure.start : figure.end] == figure.as_printed
        upper = "" if figure.value_max is None else f"~{figure.value_max:.12g}"
        found.append(
            (
                figure.as_printed,
                f"{figure.value:.12g}{upper}",
                figure.unit,
                figure.qualifier,
                figure.status,
                figure.change,
                figure.level or "-",
                str(figure.year or "-"),
                figure.confidence,
            )
        )
    assert found == list(case.figures)


def test_there_are_many_sentences() -> None:
    assert len(cases()) > 140
    assert sum(len(case.figures) for case in cases()) > 450
