"""Every hostile file gives a document or one of our errors, in time, and touches nothing else."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from eduplans.documents import read_document
from eduplans.documents.guard import close_parsers, parse
from eduplans.documents.time_limit import time_limit
from eduplans.errors import DocumentError
from eduplans.figures import find_figures
from hostile.classes import CLASSES
from hostile.conftest import SECRET
from hostile.watching import watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eduplans.documents.limits import Limits

_PACKAGES = tuple(os.path.realpath(path) + os.sep for path in {sys.prefix, sys.base_prefix, *sys.path} if path)
#: Seconds beyond the limit that a busy machine may take to end a child and to start the next.
_SLACK = 6.0
#: At least so many of a class have to be refused, so that a generator that makes harmless files is seen.
REFUSED = {
    "zip-bombs": 15, "xml-bombs": 60, "lying-office-files": 20, "pdf-loops": 3, "pdf-pages": 4, "pdf-bombs": 5,
    "html-nested": 5, "mutations": 150, "signs": 10, "broken-tables": 10,
}  # fmt: skip
#: And so many have to be read: a reader that refuses everything is safe and useless.
READ = {
    "local-links": 50,
    "html-active": 80,
    "pdf-actions": 10,
    "repetition": 140,
    "markup-in-text": 40,
    "formulas": 15,
    "signs": 30,
}


@pytest.fixture(scope="module", autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    close_parsers()
    assert not [child for child in psutil.Process().children(recursive=True) if "eduplans" in " ".join(child.cmdline())]


def test_there_are_a_thousand_files(hostile: dict[str, list[Path]]) -> None:
    assert sum(map(len, hostile.values())) >= 1_000
    assert min(map(len, hostile.values())) >= 9


@pytest.mark.slow
@pytest.mark.parametrize("name", CLASSES)
def test_a_class_does_no_harm(name: str, hostile: dict[str, list[Path]], small_limits: Limits) -> None:
    ended: Counter[str] = Counter()
    find_figures(read_document(next(Path(__file__).parents[2].glob("data/examples/*.txt"))))  # loads what it needs
    for file in hostile[name]:
        started = time.monotonic()
        with watched() as events:
            ended[_read(file)] += 1
        took = time.monotonic() - started
        assert took < small_limits.seconds + _SLACK, f"{file}: {took:.1f} s"
        assert _strange(events, file) == [], file
    assert ended["refused"] >= REFUSED.get(name, 0), ended
    assert ended["read"] >= READ.get(name, 0), ended


def _read(file: Path) -> str:
    try:
        with time_limit(str(file)):
            document = read_document(file)
            figures = find_figures(document)
    except DocumentError as error:
        problems = error.problems
    else:
        everything = repr((document, figures))
        assert SECRET not in everything, file
        assert "root:x:0" not in everything, file
        everything.encode()  # no half of a character is left
        return "read"
    assert all(problem.where == str(file) and problem.what for problem in problems), file
    assert not any(SECRET in str(problem) for problem in problems), file
    return "refused"


def _strange(events: list[tuple[str, str]], file: Path) -> list[tuple[str, str]]:
    """List what is neither the file itself, nor a module or data of a package, nor the start of our own child."""
    strange = []
    for event, path in events:
        own = event == "open" and (path == str(file) or os.path.realpath(path).startswith(_PACKAGES))
        child = event == "subprocess.Popen" and path == sys.executable
        quiet = path == os.devnull or path.isdigit()
        if not (own or child or quiet):
            strange.append((event, path))
    return strange


@pytest.mark.parametrize("depth", [300, 2_000])
def test_a_page_of_some_depth_is_read_to_its_end(depth: int) -> None:
    text, _ = parse("html", ("<div>" * depth + "<p>新建学校3所" + "</div>" * depth + "<p>完").encode(), "deep.html")
    assert text.replace("\n", "") == "新建学校3所完"


@pytest.mark.parametrize("depth", [10_000, 1_000_000])
def test_a_deep_page_is_refused_and_not_cut_off(depth: int) -> None:
    with pytest.raises(DocumentError, match=r"deep.html: the page is nested too deep"):
        parse("html", ("<p>开头" + "<div>" * depth + "新建学校3所").encode(), "deep.html")


def test_the_watch_sees_a_file_that_is_opened(canary: Path, tmp_path: Path) -> None:
    with watched() as events:
        canary.read_text(encoding="utf-8")
        (tmp_path / "new.txt").write_text("x", encoding="utf-8")
    assert [event for event, _ in _strange(events, tmp_path / "other.txt")] == ["open", "write"]
