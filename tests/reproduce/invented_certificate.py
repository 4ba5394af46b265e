"""An invented certificate, with two repetitions, for the tests of what is written of one."""

from __future__ import annotations

from collections import Counter

from eduplans.reproduce.certificate import Certificate
from eduplans.reproduce.conditions import read_conditions
from eduplans.reproduce.findings import Comparison, Difference


def comparison(kind: str, variation: str, against: str, files: int, **counts: int) -> Comparison:
    """All of a kind equal by their bytes."""
    held = Counter({name.replace("_", " "): number for name, number in counts.items()})
    return Comparison(kind, variation, against, "bytes", files, files, files, held)


def certificate(*differences: Difference, failure: str = "") -> Certificate:
    """A certificate as a reproduction with two repetitions gives it."""
    rows = read_conditions()[:2]
    comparisons = []
    for row in rows:
        comparisons += [
            comparison("processed tables", row.name, "committed", 7, rows=1800, cells=32000),
            comparison("outputs of the runs", row.name, "committed", 17, notebook_cells=150, tables=170, pictures=49),
            comparison("committed notebooks", row.name, "committed", 11),
        ]
    comparisons.append(comparison("pages", rows[1].name, rows[0].name, 40))
    for one in differences:
        next(two for two in comparisons if two.kind == one.kind and two.variation == one.variation).equal -= 1
    about = {
        "eduplans": "0.1.0",
        "made": "2024-05-06T07:08:09+00:00",
        "commit": "0123456789abcdef0123456789abcdef01234567",
        "uncommitted": [],
        "machine": {
            "system": "Linux 6",
            "distribution": "Debian",
            "architecture": "x86_64",
            "processor": "P",
            "processors": 2,
        },
        "network": {
            "kind": "namespace",
            "how": "a network namespace",
            "probe": {"listener reached": False, "error": "OSError", "devices": ["lo"], "routes": 0},
        },
        "lock": {"sha256": "aa", "packages": 222},
        "documents": {},
    }
    variations = [
        {
            "name": row.name,
            "conditions": row.to_json(),
            "python": f"3.1{number}.0",
            "environment": {"packages": 222, "as locked": True, "seconds": 90.0, "altered files": []},
            "seconds": {"data": 5.0, "notebooks": 60.2, "report": 20.0, "county.ipynb": 4.0},
            "failure": failure,
        }
        for number, row in enumerate(rows, start=1)
    ]
    return Certificate(about, variations, {"src/": "bb"}, {"report/index.html": "cc"}, comparisons, differences)


DIFFERENCE = Difference(
    "first",
    "committed",
    "processed tables",
    "data/processed/panel.csv",
    "row 7, column value",
    "expected '1|2', found '3'",
)
