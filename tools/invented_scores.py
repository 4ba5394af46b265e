"""Score the grammar against invented documents, whose truth is known, by pollution, layout, kind and format.

    python tools/invented_scores.py --documents 200           scores
    python tools/invented_scores.py --errors 20               also the commonest errors, with a place of each
    python tools/invented_scores.py --json build/scores.json  and a file for programs

Invented sentences are plainer than real ones: what counts is what pollution and layout cost, not how high the scores
are. How well real documents are read is what tools/gate.py says.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.generate.document import KINDS, Order
from eduplans.generate.pollution import LEVELS
from eduplans.generate.scoring import GROUPS, percents, score_documents, summed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.generate.scoring import DocumentScore


def table(scores: Sequence[DocumentScore]) -> list[dict[str, str | int | float]]:
    """Make a row for all documents, and one for each group of them."""
    rows: list[dict[str, str | int | float]] = []
    for group in ("", *GROUPS):
        for name, (documents, one) in summed(scores, group).items():
            rounded = {column: round(value, 1) for column, value in percents(one).items()}
            counts = {"documents": documents, "figures": one.matched + one.missed, "missed": one.missed}
            rows.append({"group": group or "all", "name": name, **counts, "false": one.false, **rounded})
    return rows


def errors(scores: Sequence[DocumentScore], most: int) -> list[str]:
    """List the commonest errors, each with a place where it is."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    places: dict[tuple[str, str, str, str], str] = {}
    for one in scores:
        for miss in one.misses:
            # years differ by document: what counts is that one is there
            true, read = ("", "") if miss.column == "measure" else (miss.true, miss.read)
            key = (miss.column, miss.measure, true, read) if miss.column != "year" else ("year", miss.measure, "", "")
            counts[key] += 1
            places.setdefault(
                key, f"{miss.doc} {miss.item} {miss.as_printed!r}, true {miss.true!r}, read {miss.read!r}"
            )
    return [f"{number:5} {key[0]} of {key[1]}: {places[key]}" for key, number in counts.most_common(most)]


def print_table(rows: Sequence[dict[str, str | int | float]]) -> None:
    names = [name for name in rows[0] if name not in {"group", "name"}]
    print(f"{'':26}" + "".join(f"{name.removesuffix('_f1'):>11}" for name in names))
    for row in rows:
        print(f"{row['group']!s:10}{row['name']!s:16}" + "".join(f"{row[name]:>11}" for name in names))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--characters", type=int, default=8000)
    parser.add_argument("--pollution", choices=(*LEVELS, "mixed"), default="mixed")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the N commonest errors")
    parser.add_argument("--json", type=Path, help="file for the scores")
    call = parser.parse_args()
    order = Order(call.seed, call.characters, call.pollution, tuple(call.kinds))
    scores = score_documents(order, call.documents)
    rows = table(scores)
    print_table(rows)
    for line in errors(scores, call.errors):
        print(line)
    if call.json:
        from eduplans.storage import write_files

        setting = {"seed": call.seed, "documents": call.documents, "characters": call.characters}
        content = json.dumps({**setting, "scores": rows}, ensure_ascii=False, indent=1) + "\n"
        write_files({call.json: content.encode()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
