"""Measure how much memory a large text takes, from file to printed figures: the issue allows 600 MB for 100 MB.

    python benchmarks/memory.py --megabytes 100

The text is invented, all lines are distinct, and the command runs in a process of its own, whose largest resident
set is measured. Linear growth is shown by the CPU time of texts of one, ten and so many megabytes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

LINES = (
    "{n}.全县新建公办幼儿园{a}所，增加学位{b}个，普惠性幼儿园覆盖率达到{c}%以上，比上年提高{d}个百分点。",
    "今年安排教育经费{b}万元，同比增长{c}.{d}%，其中义务教育{a}万元，高中阶段{d}万元，用于改善办学条件。",
    "深入推进课堂教学改革，加强教研队伍建设，组织送教下乡，办好家长学校，落实安全责任，营造良好氛围，完善各项制度。",
    "招聘教师{a}名，培训{b}人次，选派骨干教师交流轮岗，落实乡村教师生活补助，每人每月{b}元，惠及教师{a}人。",
)  # fmt: skip


def write(path: Path, megabytes: float) -> int:
    """Write a text of so many megabytes; its characters."""
    size = characters = number = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        while size < megabytes * 1_000_000:
            number += 1
            facts = {"n": number % 90 + 1, "a": number % 97 + 2, "b": number % 8999 + 100, "c": number % 89 + 10}
            line = LINES[number % len(LINES)].format(**facts, d=number % 9 + 1) + "\n"
            size += len(line.encode())
            characters += len(line)
            stream.write(line)
    return characters


def measured(path: Path) -> tuple[float, float]:
    """Print the figures of a file in a process of its own: CPU seconds and largest resident set in MB."""
    process = os.fork()
    if process == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(
            sys.executable,
            [sys.executable, "-c", "from eduplans.cli import app; app()", "figures", str(path), "--format", "csv"],
        )
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"memory: the command failed ({status})")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> int:
    """Measure texts of one, ten and so many megabytes; 1 where the largest takes more than is allowed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--allowed", type=float, default=600, help="MB of memory")
    call = parser.parse_args()
    memory = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in sorted({1.0, 10.0, call.megabytes}):
            path = Path(folder) / "yunze-2024-plan.txt"
            characters = write(path, megabytes)
            seconds, memory = measured(path)
            print(
                f"{megabytes:g} MB, {characters} characters: {seconds:.1f} s of CPU time, {memory:.0f} MB", flush=True
            )
    return int(memory > call.allowed)


if __name__ == "__main__":
    sys.exit(main())
