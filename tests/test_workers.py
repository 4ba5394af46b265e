"""Files shared between processes: results in order, each once, errors told, on files written here."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eduplans.errors import EduplansError
from eduplans.workers import each_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILES = [Path(f"{number:03d}.txt") for number in range(57)]


def _process(file: Path, sign: str) -> tuple[str, int]:
    return file.stem + sign, os.getpid()


def _end(file: Path) -> str:
    os._exit(int(file.stem) % 1 + 1)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_files(jobs: int) -> None:
    results = list(each_file(partial(_process, sign="!"), FILES, jobs))
    assert [name for name, _ in results] == [file.stem + "!" for file in FILES]
    here = {process == os.getpid() for _, process in results}
    assert here == {jobs == 1}


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_sees_every_file_as_its_result_comes(jobs: int) -> None:
    told: list[Path] = []

    def progress(files: Iterable[Path]) -> Iterator[Path]:
        for file in files:
            told.append(file)
            yield file

    results = each_file(partial(_process, sign=""), FILES, jobs, progress)
    next(results)
    assert told == FILES[:1]
    assert len(list(results)) == len(FILES) - 1
    assert told == FILES


def test_one_file_needs_no_second_process() -> None:
    assert list(each_file(partial(_process, sign=""), FILES[:1], 4)) == [("000", os.getpid())]


def test_no_files_give_nothing() -> None:
    assert list(each_file(partial(_process, sign=""), [], 2)) == []


def test_a_worker_ended_from_outside_is_an_error_with_a_remedy() -> None:
    with pytest.raises(EduplansError, match="--jobs 1"):
        list(each_file(_end, FILES[:4], 2))
