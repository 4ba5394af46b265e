"""Say what make built and how long each stage took: ``summary.py TARGET``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

PARTS = {"setup": ("env", "install"), "data": ("data",), "notebooks": ("run-",), "report": ("report",)}


def lines(target: str, times: list[dict[str, object]]) -> list[str]:
    """One line for each part of a target.

    Parameters
    ----------
    target
        ``setup``, ``data``, ``notebooks`` or ``report``.
    times
        Name, start and end (seconds) of each stage that ran.

    Examples
    --------
    >>> lines("data", [{"stage": "data", "started": 5.0, "ended": 7.5}])
    ['setup      nothing to do', 'data           2.5 s']
    """
    written = []
    for part in list(PARTS)[: list(PARTS).index(target) + 1]:
        ran = [entry for entry in times if str(entry["stage"]).startswith(PARTS[part])]
        if not ran:
            written.append(f"{part:<10} nothing to do")
            continue
        # runs stand side by side, so that a part takes from its first start to its last end
        seconds = max(_number(entry["ended"]) for entry in ran) - min(_number(entry["started"]) for entry in ran)
        count = f"  ({len(ran)} run{'s' if len(ran) > 1 else ''})" if part == "notebooks" else ""
        written.append(f"{part:<10} {seconds:7.1f} s{count}")
    return written


def _number(value: object) -> float:
    return float(str(value))


def main(root: Path, target: str) -> int:
    """Print the summary.

    Returns
    -------
    int
        The exit code: 1 where the kernel of a run failed, so that its page is missing.
    """
    noted = (root / "build" / "times.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines(target, [json.loads(entry) for entry in noted]):
        print(line)
    if target == "report":
        print(f"The report: {root / 'report' / 'index.html'}")
    failed = sorted((root / "build" / "failed").glob("*.txt")) if target in {"notebooks", "report"} else []
    for path in failed:
        first = path.read_text(encoding="utf-8").strip().partition("\n")[0]
        print(f"missing: {path.stem}: {first.removeprefix('eduplans: ')}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), sys.argv[1]))
