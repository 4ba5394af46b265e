"""The generated part of the page on accuracy: scores, classes, columns, agreement, speed, as Markdown."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Where the results lie in the project, written by `tools/peers.py` and `tools/speed.py`.
SCORES = "tests/reference/scores.json"
SPEED = "benchmarks/speed.json"
_OWN = "eduplans"
_CLASSES = {
    "percent": "percent and percentage points",
    "money": "money",
    "chinese_numeral": "Chinese numerals",
    "range": "ranges",
    "list": "lists",
    "table": "cells of tables",
    "other": "other",
}
_KINDS = {"missed": "missed", "value": "wrong value or unit", "false": "found where none is"}
_COLUMNS = {"value_unit": "value and unit", "value_max": "upper end of range", "measure": "measure (overlap)"}


def accuracy(root: Path) -> str:
    """Write the tables of the page on accuracy.

    Parameters
    ----------
    root
        The project.

    Returns
    -------
    str
        Markdown; one sentence where nothing has been measured.
    """
    scores, speed = _read(root / SCORES), _read(root / SPEED)
    if not scores:
        return "Nothing has been measured yet: `python tools/peers.py` does.\n"
    groups = list(dict.fromkeys(text["group"] for text in scores["texts"]))
    parts = [_what(scores), "## Scores", _WORDS]
    for group in groups:
        parts += [f"### {_title(group)}", _systems(scores, group)]
    parts.append(_notes(scores))
    parts += ["## Scores by class", _CLASS_NOTE]
    for group in (group for group in groups if "downloaded" not in group):
        parts += [f"### Classes in the {group}", _classes(scores, group), _own_classes(scores, group)]
    if "misses" in scores:
        parts += ["## What the grammar got wrong", _misses(scores)]
    parts += ["## Columns of the grammar", _columns(scores, groups)]
    parts += ["## Agreement of the two readings", _agreement(scores["agreement"])]
    if speed:
        parts += ["## Speed", _speed(speed)]
    return "\n\n".join([*parts, "## Texts", _texts(scores)]) + "\n"


_WORDS = (
    "*Precision* is the share of the figures found that are in the reference, *recall* the share of the reference that "
    "was found, and *F1* their harmonic mean; all in percent. In brackets stand the ends of the 95 percent interval. A "
    "figure is found when the printed number is found in its place; *value and unit right* asks for these two as well."
)
_CLASS_NOTE = (
    "F1 of finding, and after the stroke F1 with value and unit right, in percent. A figure may be of several classes; "
    "a dash stands where a system neither found nor missed anything."
)


def columns_sentence(root: Path) -> str:
    """Say in how many figures found the level, the year and the measure are right.

    Parameters
    ----------
    root
        The project.

    Returns
    -------
    str
        Empty where nothing has been measured.
    """
    scores = _read(root / SCORES)
    if not scores:
        return ""
    groups = dict.fromkeys(text["group"] for text in scores["texts"] if text["group"] in {"documents", "passages"})
    parts = []
    for group in groups:
        columns = _own(scores)["scores"][group]["columns"]
        level, year, measure = (_share(columns[name]) for name in ("level", "year", "measure"))
        where = {"documents": "the documents at hand", "passages": "passages kept apart"}.get(group, group)
        parts.append(
            f"in {where} the level is right in {level} % of the figures found, the year in {year} %, and the "
            f"measure has {measure} % of its characters in common with the readings"
        )
    return "Against two readings, both by language models of one kind: " + "; ".join(parts) + "."


def _read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def _title(group: str) -> str:
    return group[0].upper() + group[1:]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from eduplans.report.pages import markdown_table

    return markdown_table(heads, rows)


def _what(scores: dict[str, Any]) -> str:
    texts = [text for text in scores["texts"] if "downloaded" not in text["group"]]
    sure, unsure = (sum(text[name] for text in texts) for name in ("sure_figures", "unsure_figures"))
    characters = sum(text["characters"] for text in texts)
    return (
        f"The reference holds **{sure} figures** that were read in {len(texts)} texts of {characters:,} characters, "
        f"and {unsure} that divide readers, which count neither for nor against. Its digest is "
        f"`{scores['reference'][:16]}`."
    )


def _systems(scores: dict[str, Any], group: str) -> str:
    rows = []
    for system in scores["systems"]:
        one = system["scores"][group]
        rows.append(
            [
                system["name"],
                system["version"],
                f"{one['f1']:.1f}",
                f"{one['value_unit_f1']:.1f}",
                _share(one["precision"]),
                _share(one["recall"]),
            ]
        )
    return _table(["system", "version", "F1", "F1, value and unit right", "precision", "recall"], rows)


def _notes(scores: dict[str, Any]) -> str:
    return "How each was used:\n\n" + "\n".join(f"- {one['name']}: {one['note']}" for one in scores["systems"])


def _share(share: list[float] | None) -> str:
    if share is None:
        return "–"
    return f"{share[0]:.1f}" + (f" ({share[1]:.1f}–{share[2]:.1f})" if len(share) > 1 else "")


def _classes(scores: dict[str, Any], group: str) -> str:
    rows = []
    for name, title in _measured(scores, group):
        cells = [system["scores"][group]["classes"][name] for system in scores["systems"]]
        there = cells[0]["found"] + cells[0]["missed"]
        rows.append([title, str(there), *map(_both, cells)])
    return _table(["class", "figures", *(system["name"] for system in scores["systems"])], rows)


def _measured(scores: dict[str, Any], group: str) -> list[tuple[str, str]]:
    """Classes that were measured: what `tools/figure_classes.py` knows is not always what an older file holds."""
    there = _own(scores)["scores"][group]["classes"]
    return [(name, title) for name, title in _CLASSES.items() if name in there]


def _both(one: dict[str, Any]) -> str:
    if not one["found"] + one["missed"] + one["false"]:
        return "–"
    return f"{one['f1']:.1f} / {one['value_unit_f1']:.1f}"


def _own_classes(scores: dict[str, Any], group: str) -> str:
    own = _own(scores)["scores"][group]["classes"]
    rows = [
        [title, _share(own[name]["precision"]), _share(own[name]["recall"])] for name, title in _measured(scores, group)
    ]
    return "The grammar alone:\n\n" + _table(["class", "precision", "recall"], rows)


def _misses(scores: dict[str, Any]) -> str:
    """Name each miss, so that a reader sees of which kind they are."""
    found = scores["misses"]
    if not found:
        return "Nothing: every sure figure was found with its value and unit, and none besides."
    kinds = Counter(miss["kind"] for miss in found)
    counted = ", ".join(f"{kinds[kind]} {word}" for kind, word in _KINDS.items() if kinds[kind])
    rows = [
        [
            _KINDS[miss["kind"]],
            miss["as_printed"],
            miss["phrase"],
            " ".join(part for part in (miss["text"], miss["item"]) if part),
            miss["reading"] or "no figure",
            miss["grammar"] or "nothing",
        ]
        for miss in found
    ]
    return (
        f"All of them, by name: {counted}. The phrase is what stands around the figure, cut to 40 characters.\n\n"
        + _table(["kind", "as printed", "phrase", "text and item", "read by the readers", "by the grammar"], rows)
    )


def _own(scores: dict[str, Any]) -> dict[str, Any]:
    return next(system for system in scores["systems"] if system["name"] == _OWN)


def _columns(scores: dict[str, Any], groups: Sequence[str]) -> str:
    shown = [group for group in groups if "downloaded" not in group]
    own = [_own(scores)["scores"][group]["columns"] for group in shown]
    rows = [[_COLUMNS.get(name, name), *(_share(columns[name]) for columns in own)] for name in own[0]]
    return (
        "Percent of the figures found whose column is as the readings have it, with 95 percent interval; of measures "
        "the mean overlap of characters.\n\n" + _table(["column", *shown], rows)
    )


def _agreement(agreement: dict[str, Any]) -> str:
    rows = [
        [_COLUMNS.get(name, name), f"{one['percent']:.1f}", f"{one['kappa']:.2f}", f"{one['alpha']:.2f}"]
        for name, one in agreement["columns"].items()
    ]
    return (
        f"Both readers found {agreement['figures_in_both']} figures, of which both call {agreement['sure_in_both']} "
        f"sure; of sure figures {agreement['sure_only_in_first']} stand only in the first reading and "
        f"{agreement['sure_only_in_second']} only in the second. Their measures overlap by "
        f"{agreement['measure_overlap']:.2f} of the characters. Cohen's kappa and Krippendorff's alpha are agreement "
        "beyond chance: 1 is full agreement, 0 what chance alone would give.\n\n"
        + _table(["column", "same, percent", "Cohen's kappa", "Krippendorff's alpha"], rows)
    )


def _speed(speed: dict[str, Any]) -> str:
    rows = [
        ["eduplans, text to figures", f"{speed['eduplans']:,}"],
        ["of it reading and cleaning alone", f"{speed['eduplans_reading_alone']:,}"],
        ["of it finding figures alone", f"{speed['eduplans_finding_alone']:,}"],
        ["regular expression", f"{speed['regular_expression']:,}"],
    ]
    sampled = dict(speed.get("peers") or {})
    sample = sampled.pop("sample_characters", 0)
    rows += [[f"{name}, on {sample:,} characters", f"{value:,}"] for name, value in sampled.items()]
    return (
        f"On {speed['texts']} government work reports of {speed['characters']:,} characters, each read once by a fresh "
        f"process on one core ({speed['processor']}, Python {speed['python']}); medians of {speed['repetitions']} "
        f"repetitions. The whole path takes {speed['times_slower_than_expression']} times as long as the bare regular "
        "expression.\n\n" + _table(["system", "characters a second of CPU time"], rows)
    )


def _texts(scores: dict[str, Any]) -> str:
    rows = [
        [
            text["name"],
            text["group"],
            f"{text['characters']:,}",
            str(text["sure_figures"]),
            str(text["unsure_figures"]),
            f"`{text['sha256'][:12]}`",
        ]
        for text in scores["texts"]
    ]
    return _table(["text", "group", "characters", "sure figures", "unsure", "SHA-256"], rows)
