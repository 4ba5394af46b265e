"""The audit against relations that a reader wrote down, and against verdicts that were judged; from data/raw alone."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from eduplans import tables
from eduplans.clean import build_processed

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

#: Of the relations that a reader wrote down, at least so many are found, and so many of the findings were read.
RECALL, READ, PRECISION = 0.9, 0.95, 0.97


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    out = tmp_path_factory.mktemp("processed")
    build_processed(root / "data" / "raw", out)
    return tables.read_processed("audit", out)


def rows(root: Path, name: str) -> list[dict[str, str]]:
    with (root / "tests" / "reference" / "audit" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def found(made: pd.DataFrame) -> dict[tuple[str, str, frozenset[str]], list[str]]:
    verdicts: dict[tuple[str, str, frozenset[str]], list[str]] = {}
    for row in made[["doc", "relation", "figure_ids", "verdict"]].fillna("").to_dict("records"):
        key = (row["doc"], row["relation"], frozenset(row["figure_ids"].split()))
        verdicts.setdefault(key, []).append(row["verdict"])
    return verdicts


def test_most_relations_of_the_reader_are_found_with_the_readers_verdict(root: Path, made: pd.DataFrame) -> None:
    verdicts = found(made)
    asked = rows(root, "relations.csv")
    keys = [(row["doc"], row["relation"], frozenset(row["figure_ids"].split())) for row in asked]
    assert sum(key in verdicts for key in keys) >= RECALL * len(asked)
    differ = [
        row for row, key in zip(asked, keys, strict=True) if row["verdict"] not in verdicts.get(key, [row["verdict"]])
    ]
    assert not differ


def test_what_the_reader_calls_wrong_is_found_and_nothing_else_is_called_wrong(root: Path, made: pd.DataFrame) -> None:
    asked = {
        frozenset(row["figure_ids"].split()) for row in rows(root, "relations.csv") if row["verdict"] == "inconsistent"
    }
    alarms = made[made["verdict"] == "inconsistent"]
    assert {frozenset(ids.split()) for ids in alarms["figure_ids"]} == asked
    assert asked


def test_nearly_every_finding_was_read_and_judged_right(root: Path, made: pd.DataFrame) -> None:
    judged = rows(root, "precision.csv")
    right = {(row["relation"], row["as_printed"], row["verdict"]) for row in judged if row["judged"] == "right"}
    own = made[["relation", "as_printed", "verdict"]].fillna("").itertuples(index=False, name=None)
    known = [tuple(one) in right for one in own]
    assert sum(known) >= READ * len(known)
    assert sum(row["judged"] == "right" for row in judged) >= PRECISION * len(judged)


def test_at_least_twenty_other_files_were_read(root: Path) -> None:
    assert len({row["digest"] for row in rows(root, "precision.csv")}) >= 20


@pytest.mark.parametrize(
    ("printed", "value", "relation"),
    [("66所", "67", "total_parts"), ("858名", "958", "share"), ("295名", "395", "total_parts")],
)
def test_a_damaged_figure_changes_the_verdict(
    root: Path, made: pd.DataFrame, tmp_path: Path, printed: str, value: str, relation: str
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for file in (root / "data" / "raw").glob("*.csv"):
        (raw / file.name).write_bytes(file.read_bytes())
    frame = tables.read_raw("figures", raw)
    frame.loc[frame["as_printed"] == printed, "value"] = float(value)
    tables.write_raw("figures", frame, raw)
    build_processed(raw, tmp_path / "processed")
    damaged = found(tables.read_processed("audit", tmp_path / "processed"))
    before = found(made)
    changed = {key for key in before if key[1] == relation and damaged.get(key) != before[key]}
    assert changed
