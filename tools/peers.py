"""Compare the grammar with a regular expression and two published peers, on the same texts.

    python tools/peers.py            write tests/reference/scores.json
    python tools/peers.py --again    do not take the peers' marks that an earlier call left in build/peers

The texts are the five documents and the passages of the reference, as our own reading cleans them, so that no
peer pays for pollution; the documents once more as they were downloaded; and texts with tables written for the
tests. The peers, Recognizers-Text and JioNLP, live in build/peers/venv, which this script makes of
tools/peers/requirements.txt; where that fails, it says so and scores the others. How marks become rows is written
down in tools/peer_rows.py.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any

import agreement
import gate
import peer_rows
from eduplans import __version__
from eduplans.documents import read_document
from eduplans.runs.notebook import write_text
from eduplans.scores import COLUMNS, Score, Share, score
from figure_classes import CLASSES, by_class
from misses import misses

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "tools" / "peers"
BUILD = ROOT / "build" / "peers"
RESULT = ROOT / "tests" / "reference" / "scores.json"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the reference.

    Parameters
    ----------
    name, group
        Its name, and whether it is one of the documents, the passages, the invented texts or the documents as
        downloaded.
    text
        What peers read.
    reference, found
        What people read in it, and what the grammar does.
    """

    name: str
    group: str
    text: str
    reference: list[Row]
    found: list[Row]


@dataclass(frozen=True, slots=True)
class System:
    """A system with the rows it finds, by group and name of the text."""

    name: str
    version: str
    note: str
    rows: dict[tuple[str, str], list[Row]]


def texts(shared: Path) -> list[Text]:
    """Read all texts; documents twice, cleaned and as they were downloaded."""
    cleaned, raw = [], []
    for path in sorted((gate.REFERENCE / "documents").glob("*.csv")):
        file = shared / "documents" / f"{path.stem}.txt"
        document = read_document(file)
        reference, found = gate.read_csv(path), gate.found_rows(document)
        cleaned.append(Text(path.stem, "documents", document.text, reference, found))
        downloaded = file.read_bytes().decode(document.encoding, errors="replace")
        raw.append(Text(path.stem, "documents as downloaded", downloaded, reference, found))
    passages = [
        Text(
            document.doc,
            "passages",
            document.text,
            gate.read_csv(gate.REFERENCE / "passages" / f"{document.doc}.csv"),
            gate.found_rows(document),
        )
        for document in gate.passage_documents(shared / "corpus")
    ]
    invented = [
        Text(
            document.doc,
            "invented",
            document.text,
            gate.read_csv(gate.REFERENCE / "invented" / f"{document.doc}.csv"),
            gate.found_rows(document),
        )
        for document in gate.invented_documents()
    ]
    return [*cleaned, *passages, *invented, *raw]


def environment() -> Path | None:
    """Make the environment of the peers where it is not there yet; give its Python, or None where that fails."""
    venv, wanted = BUILD / "venv", (HERE / "requirements.txt").read_text(encoding="utf-8")
    python, done = venv / "bin" / "python", venv / "requirements.txt"
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return python
    pip = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    print("peers: installing into build/peers/venv; this takes a minute", file=sys.stderr, flush=True)
    BUILD.mkdir(parents=True, exist_ok=True)
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(venv)],
        [str(python), *pip, "--no-deps", "--requirement", str(HERE / "requirements.txt")],
    ):
        if subprocess.run(command, check=False).returncode:
            print("peers: they could not be installed here, so that only the others are scored", file=sys.stderr)
            return None
    done.write_text(wanted, encoding="utf-8")
    return python


def versions() -> dict[str, str]:
    """Read the pinned versions."""
    lines = (HERE / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


def run(
    python: Path, runner: str, given: dict[str, str], *, again: bool = False
) -> tuple[dict[str, list[peer_rows.Mark]], float]:
    """Let a peer mark texts, or take what it said of the very same before; with the CPU seconds that it took."""
    script = HERE / f"run_{runner}.py"
    call = json.dumps({"texts": given}, ensure_ascii=False)
    parts = (script.read_text(encoding="utf-8"), (HERE / "requirements.txt").read_text(encoding="utf-8"), call)
    kept = BUILD / f"{runner}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:16]}.json"
    if again or not kept.is_file():
        print(f"peers: {runner} reads {sum(map(len, given.values()))} characters", file=sys.stderr, flush=True)
        done = subprocess.run(
            [str(python), str(script)], input=call, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        if done.returncode:
            sys.exit(f"peers: {runner} failed\n{done.stderr[-2000:]}")
        kept.write_text(done.stdout, encoding="utf-8")
    result = json.loads(kept.read_text(encoding="utf-8"))
    marks = {name: [tuple(mark) for mark in found] for name, found in result["marks"].items()}
    return marks, result["cpu_seconds"]


def systems(chosen: Sequence[Text], *, again: bool) -> list[System]:
    """Let every system read the texts."""
    all_systems = [
        System("eduplans", __version__, "the grammar", {(one.group, one.name): one.found for one in chosen}),
        System(
            "regular expression",
            f"re of Python {sys.version_info.major}.{sys.version_info.minor}",
            "digits, a range, 万 and 亿, one of the unit words of tools/peer_rows.py",
            {(one.group, one.name): peer_rows.by_expression(one.text) for one in chosen},
        ),
    ]
    python = environment()
    if python is None:
        return all_systems
    pinned = versions()
    for runner, name, package, lent in (
        ("recognizers", "Recognizers-Text", "recognizers-text-suite", (False, True)),
        ("jionlp", "JioNLP", "jionlp", (False,)),
    ):
        marks = run(python, runner, {f"{one.group}/{one.name}": one.text for one in chosen}, again=again)[0]
        for lend in lent:
            rows = {
                (one.group, one.name): peer_rows.by_marks(one.text, marks[f"{one.group}/{one.name}"], lend=lend)
                for one in chosen
            }
            note = "as it comes" if not lend else "numbers lent the unit words of the regular expression"
            if runner == "jionlp":
                note = "as it comes: money and durations, it has no extractor of numbers or percentages"
            all_systems.append(System(name + (", lent units" if lend else ""), pinned[package], note, rows))
    return all_systems


def scored(system: System, chosen: Sequence[Text]) -> dict[str, Any]:
    """Score a system on one group of texts."""
    readings = [(one.reference, system.rows[one.group, one.name]) for one in chosen]
    whole = reduce(add, (score(*reading) for reading in readings))
    kinds = [by_class(*reading) for reading in readings]
    classes = {name: reduce(add, (kind[name] for kind in kinds)) for name in CLASSES}
    result: dict[str, Any] = summary(whole)
    if system.name == "eduplans":
        result["columns"] = {name: share(whole.columns[name]) for name in COLUMNS}
        # a mean overlap is no share of figures: it has no such interval
        result["columns"]["measure"] = [round(whole.columns["measure"].percent, 1)]
    return result | {"classes": {name: summary(one) for name, one in classes.items()}}


def summary(whole: Score) -> dict[str, object]:
    """Sum a score up in counts and percents."""
    return {
        "found": whole.matched,
        "missed": whole.missed,
        "false": whole.false,
        "value_and_unit_right": whole.value_unit_matched,
        "f1": round(whole.found_f1, 1),
        "value_unit_f1": round(whole.value_unit_f1, 1),
        "precision": share(whole.precision),
        "recall": share(whole.recall),
    }


def share(one: Share) -> list[float] | None:
    """Percent with its interval; None of nothing."""
    low, high = one.interval
    return [round(one.percent, 1), round(low, 1), round(high, 1)] if one.of else None


def agreed() -> dict[str, object]:
    """Compare the two readings of people."""
    both = agreement.compare()
    columns = {
        name: {
            "percent": round(scores["percent"], 1),
            "kappa": round(scores["kappa"], 2),
            "alpha": round(scores["alpha"], 2),
        }
        for name, scores in agreement.agreement(both).items()
    }
    return {
        "figures_in_both": len(both.pairs),
        "sure_in_both": len(both.sure),
        "sure_only_in_first": both.first,
        "sure_only_in_second": both.second,
        "measure_overlap": round(both.overlap, 2),
        "columns": columns,
    }


def compared(chosen: Sequence[Text], *, again: bool) -> dict[str, object]:
    """Everything that scores.json holds."""
    groups = list(dict.fromkeys(one.group for one in chosen))
    return {
        "reference": gate.reference_digest(),
        "texts": [
            {
                "name": one.name,
                "group": one.group,
                "characters": len(one.text),
                "sha256": hashlib.sha256(one.text.encode()).hexdigest(),
                "sure_figures": sum(row["confidence"] == "sure" for row in one.reference),
                "unsure_figures": sum(row["confidence"] == "unsure" for row in one.reference),
            }
            for one in chosen
        ],
        "agreement": agreed(),
        "systems": [
            {
                "name": system.name,
                "version": system.version,
                "note": system.note,
                "scores": {group: scored(system, [one for one in chosen if one.group == group]) for group in groups},
            }
            for system in systems(chosen, again=again)
        ],
        "misses": [
            miss
            for one in chosen
            if "downloaded" not in one.group
            for miss in misses(one.name, one.group, one.text, one.reference, one.found)
        ],
    }


def show(result: dict[str, Any]) -> None:
    """Print the main scores."""
    for system in result["systems"]:
        for group, one in system["scores"].items():
            print(
                f"{system['name']:<30} {group:<24} F1 {one['f1']:5.1f}  value and unit {one['value_unit_f1']:5.1f}  "
                f"precision {one['precision'][0]:5.1f}  recall {one['recall'][0]:5.1f}"
            )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--again", action="store_true", help="let the peers read anew")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the texts")
    call = parser.parse_args()
    if not (call.shared / "documents").is_dir():
        print("peers: the texts of the reference are not on this machine", file=sys.stderr)
        return 1
    result = compared(texts(call.shared), again=call.again)
    write_text(RESULT, json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    show(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
