"""From raw to processed tables: `eduplans clean`.

Corrections are applied, figures get place and indicator, levels and units the one vocabulary. Everything is made and
checked in memory before the first file is written, so that a failure leaves the previous good tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans import codebook
from eduplans.audit.run import audit, audit_table
from eduplans.corrections import apply_corrections
from eduplans.digests import digest_problems, file_digests, unchanged
from eduplans.errors import Problem, TableError
from eduplans.indicators import OTHER, indicators
from eduplans.negation import negations
from eduplans.panel import indicator_panel
from eduplans.progress import Steps
from eduplans.repeats import repeats, repeats_of_copies
from eduplans.storage import alone, settle, using
from eduplans.tables import PROCESSED, RAW, check_relations, write_files
from eduplans.tables.cells import to_text
from eduplans.tables.datapackage import datapackage_bytes
from eduplans.tables.dataset import dataset_problems, read_dataset
from eduplans.tables.store import frame, read_raw, read_text_checked
from eduplans.tables.writing import table_bytes
from eduplans.themes import classify
from eduplans.validation import UNSURE, validation_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from eduplans.corrections import Corrected
    from eduplans.tables.relations import Checked

    Frames = Mapping[str, pd.DataFrame]


#: Documents that processed tables are made of in memory: some five hundred kilobytes each on the way.
MOST_DOCUMENTS = 5_000


@dataclass(frozen=True, slots=True)
class CleanSummary:
    """What a run of `build_processed` did.

    Parameters
    ----------
    rows
        Rows of each processed table by name.
    corrections
        Cells changed by corrections.
    flagged
        Figures that cannot be right.
    named
        Figures with a named indicator.
    changed
        Files whose bytes changed, the data package included.
    """

    rows: Mapping[str, int]
    corrections: int
    flagged: int
    named: int
    changed: tuple[Path, ...]


def build_processed(raw: Path, out: Path, steps: Steps | None = None) -> CleanSummary:
    """Build all processed tables from the raw ones.

    Parameters
    ----------
    raw
        Folder of the raw tables.
    out
        Folder of the processed tables; made where it is missing. Where it stands beside `raw`, the description
        ``datapackage.json`` in the folder above is written too.
    steps
        Told of each table that is read, made and written.

    Returns
    -------
    CleanSummary

    Raises
    ------
    TableError
        A raw table is missing, breaks its schema or was changed by hand though it is a generated one, tables
        contradict each other, or a correction matches nothing; with all that was found. Nothing is written then.
    StorageError
        A raw table changed meanwhile, or the processed ones cannot be written; the former ones stay.
    """
    with using(raw), alone(out):
        settle(raw)
        return _build(raw, out, steps or Steps())


def _build(raw: Path, out: Path, steps: Steps) -> CleanSummary:
    steps.expect(2 * len(PROCESSED))
    before = file_digests(raw)
    frames, text, checks = _read(raw, steps)
    corrected = apply_corrections(text, frames["corrections"], raw)
    processed = _processed(frames, corrected, checks, steps)
    contents = {}
    for name, table in processed.items():
        contents[out / f"{name}.csv"] = table_bytes(table, PROCESSED[name], f"processed/{name}.csv")
        steps.did()
    if raw.parent.resolve() == out.parent.resolve():
        contents[out.parent / "datapackage.json"] = datapackage_bytes(out.parent, contents)
    unchanged(raw, before)
    figures = processed["figures"]
    return CleanSummary(
        rows={name: len(frame) for name, frame in processed.items()},
        corrections=corrected.cells,
        flagged=int(figures["flag"].notna().sum()),
        named=int((figures["indicator"] != OTHER).sum()),
        changed=write_files(contents),
    )


def _processed(
    frames: Frames, corrected: Corrected, checks: tuple[Checked, ...], steps: Steps
) -> dict[str, pd.DataFrame]:
    """Make the processed tables, one after the other."""
    figures = _figures(corrected.figures, frames["documents"], corrected.notes)
    made: dict[str, pd.DataFrame] = {}
    ways: dict[str, Callable[[], pd.DataFrame]] = {
        "documents": lambda: _documents(frames, figures),
        "items": lambda: _items(frames, figures),
        "figures": lambda: figures,
        "panel": lambda: indicator_panel(figures),
        "national": lambda: _national(frames["national"]),
        "audit": lambda: audit_table(audit(figures, frames["cues"], frames["items"], frames["documents"])),
        "validation": lambda: validation_report(frames, made, checks),
    }
    steps.tell("making the processed tables")
    for name, way in ways.items():
        made[name] = way()
        steps.did()
    return made


def _never_kept(name: str, raw: Path) -> bool:
    """Whether a table kept by hand was never there, so that it is empty; one that the data package knows is lost."""
    if RAW[name].made_by or (raw / f"{name}.csv").exists():
        return False
    package = raw.parent / "datapackage.json"
    return not (package.is_file() and f'"{RAW[name].file}"' in package.read_text(encoding="utf-8"))


def _refuse_too_many(raw: Path) -> None:
    """Say what to do with a dataset of more documents than processed tables are made of in memory."""
    dataset = read_dataset(raw)
    if dataset is not None and (number := dataset.rows("documents")) > MOST_DOCUMENTS:
        raise TableError(
            Problem(
                f"a dataset of {number:,} documents, and processed tables are made of at most {MOST_DOCUMENTS:,}",
                where=str(raw),
                remedy="ingest the documents that you need into a folder of their own; the dataset itself can be "
                "queried without loading it, with `eduplans query`",
            )
        )


def _figures_and_text(raw: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    if (raw / "figures.csv").exists() or read_dataset(raw) is None:
        return read_text_checked(raw / "figures.csv", RAW["figures"])
    figures = read_raw("figures", raw)
    return figures, to_text(figures)


def _read(raw: Path, steps: Steps) -> tuple[dict[str, pd.DataFrame], pd.DataFrame, tuple[Checked, ...]]:
    """Read and check all raw tables; all faults of all tables at once."""
    frames: dict[str, pd.DataFrame] = {}
    _refuse_too_many(raw)
    problems = [*digest_problems(raw), *dataset_problems(raw)]
    text = pd.DataFrame()
    for name in steps.through(RAW, "reading the raw tables"):
        try:
            if name == "figures":
                frames[name], text = _figures_and_text(raw)
            elif _never_kept(name, raw):
                frames[name] = frame(name, [])
            else:
                frames[name] = read_raw(name, raw)
        except TableError as error:
            problems += error.problems
    if problems:
        raise TableError(problems)
    checks = check_relations(frames, {name: str(raw / f"{name}.csv") for name in frames})
    problems = [problem for done in checks for problem in done.problems]
    if problems:
        raise TableError(problems)
    return frames, text, checks


def _figures(figures: pd.DataFrame, documents: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """Add place, indicator, level of the vocabulary, what is denied or repeated, and what corrections did."""
    place = documents[["doc", "county", "county_code", "province"]].rename(
        columns={"county": "place", "county_code": "place_code"}
    )
    frame = figures.merge(place, on="doc", how="left", validate="many_to_one")
    frame = frame.merge(notes, on="figure_id", how="left", validate="one_to_one")
    frame["level"] = _mapped(frame["level"], _levels("documents"), "figures.csv", "level")
    frame["indicator"] = indicators(
        frame.astype({"item": "str"}).fillna(dict.fromkeys(("item", "measure", "phrase", "level"), ""))
    )
    frame["negated"] = pd.array(negations(frame), dtype="boolean")
    frame["repeats"] = pd.Series(repeats(frame), index=frame.index, dtype="str")
    linked = documents.dropna(subset=["duplicate_of"])
    copies = dict(zip(linked["doc"], linked["duplicate_of"], strict=True))
    frame["repeats"] = repeats_of_copies(frame, copies)
    return frame[PROCESSED["figures"].names]


def _levels(source: str) -> dict[str, str]:
    return {row["printed"]: row["level"] for row in codebook.read("levels") if row["source"] == source}


def _mapped(cells: pd.Series, vocabulary: Mapping[str, str], where: str, column: str) -> pd.Series:
    """Map cells by a vocabulary; what it does not have is an error and never passed on."""
    unknown = sorted(set(cells.dropna()) - set(vocabulary))
    if unknown:
        raise TableError(
            Problem(
                "not in the codebook",
                where=where,
                column=column,
                value=value,
                rule="one vocabulary",
                remedy="add it to the codebook",
            )
            for value in unknown
        )
    return cells.map(vocabulary).astype("str")


def _items(frames: Frames, figures: pd.DataFrame) -> pd.DataFrame:
    key = ["doc", "item"]
    items = frames["items"].copy()
    index = pd.MultiIndex.from_frame(items[key])
    words = frames["item_words"].groupby(key)["count"].sum()
    found = figures.dropna(subset=["item"]).groupby(key).size()
    items["words"] = words.reindex(index, fill_value=0).to_numpy()
    items["figures"] = found.reindex(index, fill_value=0).to_numpy()
    judged = classify(items, frames["item_words"], figures)
    judged["secondary"] = judged["secondary"].mask(judged["secondary"] == "").astype("str")
    return items.merge(judged, on=key, how="left", validate="one_to_one")


def _documents(frames: Frames, figures: pd.DataFrame) -> pd.DataFrame:
    documents = frames["documents"].copy()

    def count(rows: pd.DataFrame) -> pd.Series:
        return documents["doc"].map(rows.groupby("doc").size()).fillna(0).astype("Int64")

    words = frames["item_words"].groupby("doc")["count"].sum()
    documents["words"] = documents["doc"].map(words).fillna(0).astype("Int64")
    documents["figures_named"] = count(figures[figures["indicator"] != OTHER])
    documents["figures_unsure"] = count(figures[figures["confidence"] == UNSURE])
    documents["figures_flagged"] = count(figures[figures["flag"].notna()])
    return documents


def _national(national: pd.DataFrame) -> pd.DataFrame:
    frame = national.rename(columns={"indicator": "series", "level": "level_printed"})
    series = {row["series"]: row for row in codebook.read("series")}
    codes = {name: row["indicator"] for name, row in series.items()}
    frame["indicator"] = _mapped(frame["series"], codes, "national.csv", "indicator")
    frame["level"] = _mapped(frame["level_printed"], _levels("statistics"), "national.csv", "level")
    units = {(name, row["unit_printed"]): row["unit"] for name, row in series.items()}
    frame["unit"] = [units.get(pair, pair[1]) for pair in zip(frame["series"], frame["unit"], strict=True)]
    frame["trust"] = [
        trust(seen_in, agreeing, not pd.isna(other))
        for seen_in, agreeing, other in zip(
            frame["seen_in"], frame["agreeing_sources"], frame["other_values"], strict=True
        )
    ]
    return frame[PROCESSED["national"].names]


def trust(seen_in: str, agreeing_sources: int, others_differ: bool) -> str:
    """How far a national value can be trusted, by a stated rule.

    Parameters
    ----------
    seen_in
        Where the value was read: at the publisher or in known press, or in a copy.
    agreeing_sources
        How many other sources print the same.
    others_differ
        Whether another source prints something else.

    Returns
    -------
    str
        ``differs``, ``publisher``, ``confirmed`` or ``copy``, the first that fits.

    Examples
    --------
    >>> trust("copy", 2, others_differ=False), trust("copy", 2, others_differ=True)
    ('confirmed', 'differs')
    """
    if others_differ:
        return "differs"
    if seen_in != "copy":
        return "publisher"
    return "confirmed" if agreeing_sources else "copy"
