"""Measure how fast figures are read: characters a second of CPU time on one core.

    python tools/speed.py            write benchmarks/speed.json
    python tools/speed.py --quick    print the throughput of the grammar and the regular expression alone

Every repetition is a process of its own that reads each text once, so that no cache of an earlier text can help;
what is made once (dictionaries, expressions) is made before the clock starts, as it is for the expression beside it:
on invented documents, and the expressions that those do not need by themselves. Medians of five.
The peers read a smaller sample, as they would take minutes.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "benchmarks" / "speed.json"
REPETITIONS = 5
SAMPLE = 3
#: Invented documents that are read before the clock starts, and characters of each.
INVENTED, LENGTH = 12, 4000


def corpus(shared: Path) -> list[Path]:
    """List the texts, in order of their names."""
    return [path for path in sorted((shared / "corpus").glob("*.txt")) if path.name != "README.txt"]


def make_ready() -> None:
    """Read invented documents of all kinds, polluted as web copies are, and compile the expressions they left over."""
    from eduplans.documents import document_from_text
    from eduplans.figures import find_figures
    from eduplans.generate.document import Order, invent
    from eduplans.patterns import _Pattern

    for number in range(INVENTED):
        made = invent(Order(seed=1, characters=LENGTH, pollution="heavy"), number)
        find_figures(document_from_text(made.data.decode(made.encoding, "replace"), made.doc))
    for left in gc.get_objects():
        if isinstance(left, _Pattern):
            left.search  # noqa: B018 - asking for a method compiles it


def once(paths: list[Path]) -> dict[str, float]:
    """Read each text once with the grammar and with the regular expression; characters and CPU seconds."""
    import peer_rows
    from eduplans.documents import document_from_text
    from eduplans.figures import find_figures

    texts = [path.read_text(encoding="utf-8-sig") for path in paths]
    make_ready()
    result = {"characters": float(sum(map(len, texts))), "reading": 0.0, "finding": 0.0, "figures": 0.0}
    for text in texts:
        started = time.process_time()
        document = document_from_text(text, "text")
        read = time.process_time()
        result["figures"] += len(find_figures(document))
        result["reading"] += read - started
        result["finding"] += time.process_time() - read
    started = time.process_time()
    for text in texts:
        for _ in peer_rows.PATTERN.finditer(text):
            pass
    result["expression"] = time.process_time() - started
    return result


def repeated(paths: list[Path]) -> list[dict[str, float]]:
    """Call `once` in fresh processes, each on one core."""
    results = []
    for _ in range(REPETITIONS):
        done = subprocess.run(
            [sys.executable, __file__, "--once", *map(str, paths)], capture_output=True, text=True, check=True
        )
        results.append(json.loads(done.stdout))
    return results


def throughput(results: list[dict[str, float]]) -> dict[str, int | float]:
    """Sum repetitions up: characters a second, medians, and how many times slower than the expression."""
    characters = results[0]["characters"]
    whole = [characters / (one["reading"] + one["finding"]) for one in results]
    expression = [characters / one["expression"] for one in results]
    ratios = [fast / slow for fast, slow in zip(expression, whole, strict=True)]
    return {
        "characters": int(characters),
        "figures": int(results[0]["figures"]),
        "repetitions": len(results),
        "eduplans": round(statistics.median(whole)),
        "eduplans_reading_alone": round(statistics.median(characters / one["reading"] for one in results)),
        "eduplans_finding_alone": round(statistics.median(characters / one["finding"] for one in results)),
        "regular_expression": round(statistics.median(expression)),
        "times_slower_than_expression": round(statistics.median(ratios), 1),
    }


def peers(paths: list[Path]) -> dict[str, int]:
    """Measure the peers on a sample; nothing where they cannot be installed."""
    import peers as comparison

    python = comparison.environment()
    if python is None:
        return {}
    texts = {path.name: path.read_text(encoding="utf-8-sig") for path in paths}
    characters = sum(map(len, texts.values()))
    result = {"sample_characters": characters}
    for runner, name in (("recognizers", "Recognizers-Text"), ("jionlp", "JioNLP")):
        seconds = comparison.run(python, runner, texts, again=True)[1]
        result[name] = round(characters / seconds)
    return result


def processor() -> str:
    """Name the processor, where the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="print, write nothing, leave the peers out")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the texts")
    parser.add_argument("--once", nargs="+", type=Path, help=argparse.SUPPRESS)
    call = parser.parse_args()
    if call.once:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        print(json.dumps(once(call.once)))
        return 0
    paths = corpus(call.shared)
    if not paths:
        print("speed: the texts (../shared/corpus) are not on this machine", file=sys.stderr)
        return 1
    result: dict[str, object] = {
        "unit": "characters a second of CPU time on one core",
        "texts": len(paths),
        "python": platform.python_version(),
        "processor": processor(),
        **throughput(repeated(paths)),
    }
    if not call.quick:
        result["peers"] = peers(paths[:SAMPLE])
        from eduplans.runs.notebook import write_text

        write_text(RESULT, json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
