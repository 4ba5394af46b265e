"""How far the readings of themes agree with each other, and the method with each of them.

python tools/theme_agreement.py            write src/eduplans/codebook/theme_agreement.csv
python tools/theme_agreement.py --differ   also list every item on which two of them differ

The method is measured twice on the documents: as it is, and without the words of its lexicon that only one item of the
data uses. The lexicon was weighed with these readings in view. Single sentences of texts of another kind
(sentences.csv: file and digest of each, so that no sentence is copied) were read when the lexicon was settled, before
the method was run on them; their row is made anew where the corpus is at hand, and otherwise kept.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import re
from typing import TYPE_CHECKING

import eduplans
from agreement import REFERENCE, alpha, kappa, read
from eduplans.documents import read_document
from eduplans.themes import judge
from eduplans.themes.classify import KINDS, judge_all, rare_words
from eduplans.themes.facts import Facts, gather
from eduplans.words import count_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Labels = Mapping[tuple[str, str], Mapping[str, str]]

READINGS = REFERENCE / "themes"
TARGET = REFERENCE.parent.parent / "src" / "eduplans" / "codebook" / "theme_agreement.csv"
CORPUS = REFERENCE.parents[2] / "shared" / "corpus"
SENTENCE = re.compile("[^。；;！]+[。；;]")
FIELDS = ("one", "other", "column", "items", "percent", "kappa", "alpha")


def readings(folder: Path = READINGS) -> dict[str, Labels]:
    """Labels of each reading by item."""
    return {
        name: {(row["doc"], row["item"]): row for row in read(folder / f"{name}.csv")} for name in ("first", "second")
    }


def method(data: Path | None = None) -> dict[str, Labels]:
    """Labels of the method by item, as it is and without words of one item."""
    tables = (eduplans.load(name, data) for name in ("items", "item_words", "figures"))
    facts = gather(*tables)
    judged = judge_all(facts)
    poorer = judge_all(facts, rare_words(judged))
    return {
        name: {key: {kind: one.verdict(kind).label for kind in KINDS} for key, one in found.items()}
        for name, found in (("method", judged), ("method without words of one item", poorer))
    }


def rows(sources: Mapping[str, Labels]) -> list[dict[str, str]]:
    """Compare the readings with each other and each method with each reading."""
    pairs = [("first", "second")]
    pairs += [(name, reading) for name in sources if name.startswith("method") for reading in ("first", "second")]
    made = []
    for one, other in pairs:
        common = [key for key in sources[one] if key in sources[other]]
        for column in KINDS:
            labels = [(sources[one][key][column], sources[other][key][column]) for key in common]
            made.append(compared(one, other, column, labels))
    return made


def compared(one: str, other: str, column: str, labels: list[tuple[str, str]]) -> dict[str, str]:
    """Make a row of the table from pairs of labels."""
    same = sum(a == b for a, b in labels)
    numbers = (len(labels), 100 * same / len(labels), kappa(labels), alpha(labels))
    texts = (str(numbers[0]), f"{numbers[1]:.1f}", f"{numbers[2]:.3f}", f"{numbers[3]:.3f}")
    return dict(zip(FIELDS, (one, other, column, *texts), strict=True))


def sentences(corpus: Path, reading: Path = READINGS / "sentences.csv") -> dict[str, Labels]:
    """Themes of single sentences by reading and by the method; nothing where the corpus is not at hand."""
    wanted = {(row["file"], row["sha256"]): row["theme"] for row in read(reading)}
    if not corpus.is_dir():
        return {}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for file in sorted({file for file, _ in wanted}):
        text = read_document(corpus / file).text.replace("\n", "")
        for sentence in SENTENCE.findall(text):
            key = (file, hashlib.sha256(sentence.encode()).hexdigest()[:16])
            if key in wanted:
                facts = Facts(file, "1", "", count_words(sentence), 0, 0, quantified=False, deadline="", below=())
                found[key] = {"theme": judge.theme(facts).label}
    return {"reading of sentences": {key: {"theme": wanted[key]} for key in found}, "method": found}


def sentence_row(corpus: Path) -> dict[str, str]:
    """Compare the method with the reading of sentences, or keep the row that is there."""
    sources = sentences(corpus)
    if not sources:
        return next((row for row in read(TARGET) if row["other"] == "reading of sentences"), {})
    labels = [(sources["method"][key]["theme"], one["theme"]) for key, one in sources["reading of sentences"].items()]
    return compared("method", "reading of sentences", "theme", labels)


def differences(sources: Mapping[str, Labels]) -> list[str]:
    """Items on which the readings or the method differ, a line each."""
    lines = []
    for key, judged in sources["method"].items():
        for column in KINDS:
            said = [sources[name].get(key, {}).get(column, "") for name in ("first", "second")]
            if {*said, judged[column]} - {""} != {judged[column]}:
                lines.append(f"{key[0]} {key[1]} {column}: first {said[0]}, second {said[1]}, method {judged[column]}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--differ", action="store_true", help="list every difference")
    sources = readings() | method()
    table = [row for row in (*rows(sources), sentence_row(CORPUS)) if row]
    if parser.parse_args().differ:
        print("\n".join(differences(sources)))
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    beside = TARGET.with_suffix(".part")
    beside.write_text(text.getvalue(), encoding="utf-8")
    beside.replace(TARGET)
    print(text.getvalue(), end="")


if __name__ == "__main__":
    main()
