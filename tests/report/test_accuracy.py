"""The page on accuracy: every number of it comes from the committed measurements."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from eduplans.report.accuracy import accuracy

if TYPE_CHECKING:
    from pathlib import Path


def one_score(f1: float, found: int = 40, false: int = 2) -> dict[str, Any]:
    return {
        "found": found,
        "missed": 3,
        "false": false,
        "value_and_unit_right": 35,
        "f1": f1,
        "value_unit_f1": f1 - 10,
        "precision": [95.2, 84.2, 98.7],
        "recall": [93.0, 81.4, 97.6],
    }


def measured(folder: Path) -> Path:
    """Write invented measurements of three systems on one group of texts."""
    nothing = {"found": 0, "missed": 0, "false": 0, "f1": 100.0, "value_unit_f1": 100.0}
    classes = {name: one_score(81.5) for name in ("percent", "money", "chinese_numeral", "list", "other")}
    classes["range"] = one_score(0) | nothing | {"precision": None, "recall": None}
    columns = {"value_unit": [91.2, 80.1, 96.3], "measure": [77.7]}
    systems = [
        {
            "name": name,
            "version": version,
            "note": f"note of {name}",
            "scores": {"documents": one_score(f1) | {"classes": classes, "columns": columns}},
        }
        for name, version, f1 in (
            ("eduplans", "9.8.7", 94.1),
            ("regular expression", "re", 85.2),
            ("Peer", "1.2", 66.6),
        )
    ]
    scores = {
        "reference": "ab" * 32,
        "texts": [
            {
                "name": "yunze-2024-plan",
                "group": "documents",
                "characters": 12345,
                "sha256": "cd" * 32,
                "sure_figures": 43,
                "unsure_figures": 5,
            }
        ],
        "agreement": {
            "figures_in_both": 48,
            "sure_in_both": 41,
            "sure_only_in_first": 1,
            "sure_only_in_second": 2,
            "measure_overlap": 0.81,
            "columns": {"level": {"percent": 92.5, "kappa": 0.83, "alpha": 0.84}},
        },
        "systems": systems,
    }
    speed = {
        "texts": 24,
        "characters": 450000,
        "processor": "invented",
        "python": "3.11",
        "repetitions": 5,
        "eduplans": 1000001,
        "eduplans_reading_alone": 2000002,
        "eduplans_finding_alone": 1500003,
        "regular_expression": 30000004,
        "times_slower_than_expression": 30.0,
        "peers": {"sample_characters": 5000, "Peer": 3210},
    }
    for name, content in (("tests/reference/scores.json", scores), ("benchmarks/speed.json", speed)):
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_every_system_stands_with_version_scores_and_intervals(tmp_path: Path) -> None:
    page = accuracy(measured(tmp_path))
    assert "| eduplans | 9.8.7 | 94.1 | 84.1 | 95.2 (84.2–98.7) | 93.0 (81.4–97.6) |" in page
    assert "| Peer | 1.2 | 66.6 | 56.6 |" in page
    assert "- Peer: note of Peer" in page
    assert "**43 figures** that were read in 1 texts of 12,345 characters, and 5 that divide readers" in page


def test_classes_columns_agreement_and_texts_are_shown(tmp_path: Path) -> None:
    page = accuracy(measured(tmp_path))
    assert "| Chinese numerals | 43 | 81.5 / 71.5 | 81.5 / 71.5 | 81.5 / 71.5 |" in page
    assert "| value and unit | 91.2 (80.1–96.3) |" in page
    assert "| measure (overlap) | 77.7 |" in page
    assert "| level | 92.5 | 0.83 | 0.84 |" in page
    assert "| yunze-2024-plan | documents | 12,345 | 43 | 5 | `cdcdcdcdcdcd` |" in page


def test_a_class_without_a_figure_has_no_score(tmp_path: Path) -> None:
    page = accuracy(measured(tmp_path))
    assert "| ranges | 3 |" not in page
    assert "| ranges | 0 | – | – | – |" in page
    assert "| ranges | – | – |" in page


def test_speed_is_shown_where_it_was_measured(tmp_path: Path) -> None:
    page = accuracy(measured(tmp_path))
    assert "| eduplans, text to figures | 1,000,001 |" in page
    assert "| Peer, on 5,000 characters | 3,210 |" in page
    assert "takes 30.0 times as long" in page
    (tmp_path / "benchmarks" / "speed.json").unlink()
    assert "## Speed" not in accuracy(tmp_path)


def test_each_miss_is_named(tmp_path: Path) -> None:
    path = measured(tmp_path) / "tests" / "reference" / "scores.json"
    scores = json.loads(path.read_text(encoding="utf-8"))
    assert "What the grammar got wrong" not in accuracy(tmp_path), "not measured"
    miss = {
        "text": "yunze-2024-plan", "group": "documents", "item": "一/2", "kind": "missed", "as_printed": "5|所",
        "phrase": "新建小学5|所", "reading": "5 school", "grammar": "",
    }  # fmt: skip
    path.write_text(json.dumps(scores | {"misses": [miss, miss | {"kind": "false", "reading": "", "grammar": "5 x"}]}))
    page = accuracy(tmp_path)
    assert "1 missed, 1 found where none is" in page
    assert "| missed | 5\\|所 | 新建小学5\\|所 | yunze-2024-plan 一/2 | 5 school | nothing |" in page
    assert "| found where none is | 5\\|所 | 新建小学5\\|所 | yunze-2024-plan 一/2 | no figure | 5 x |" in page
    path.write_text(json.dumps(scores | {"misses": []}))
    assert "Nothing: every sure figure was found" in accuracy(tmp_path)


def test_the_committed_misses_are_as_many_as_the_scores_count(root: Path) -> None:
    committed = json.loads((root / "tests" / "reference" / "scores.json").read_text(encoding="utf-8"))
    own = committed["systems"][0]["scores"]
    for group in {miss["group"] for miss in committed["misses"]}:
        kinds = [miss["kind"] for miss in committed["misses"] if miss["group"] == group]
        one = own[group]
        wrong = one["found"] - one["value_and_unit_right"]
        counted = (kinds.count("missed"), kinds.count("false"), kinds.count("value"))
        assert counted == (one["missed"], one["false"], wrong), group
    assert all(len(miss["phrase"]) <= 40 for miss in committed["misses"])


def test_nothing_measured_is_said(tmp_path: Path) -> None:
    assert accuracy(tmp_path) == "Nothing has been measured yet: `python tools/peers.py` does.\n"


def test_the_committed_measurements_make_a_page(root: Path) -> None:
    page = accuracy(root)
    committed = json.loads((root / "tests" / "reference" / "scores.json").read_text(encoding="utf-8"))
    for system in committed["systems"]:
        assert f"| {system['name']} | {system['version']} | {system['scores']['passages']['f1']:.1f} |" in page
    assert "## Speed" in page


def test_the_report_has_the_page(site: Path) -> None:
    assert "Nothing has been measured yet" in (site / "accuracy.html").read_text(encoding="utf-8")
    assert 'href="accuracy.html"' in (site / "index.html").read_text(encoding="utf-8")


def test_the_sentence_for_county_pages_quotes_what_was_measured(root: Path, tmp_path: Path) -> None:
    from eduplans.report.accuracy import columns_sentence

    assert columns_sentence(tmp_path) == ""
    sentence = columns_sentence(root)
    assert sentence.startswith("Against two readings, both by language models of one kind: in the documents at hand")
    assert "the year in" in sentence
    assert "passages kept apart" in sentence
