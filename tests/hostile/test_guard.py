"""The process that parses: its limits, its end, and what it may not do."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import TYPE_CHECKING

import psutil
import pytest

from eduplans.documents import guard, parser
from eduplans.documents.guard import close_parsers, parse
from eduplans.documents.limits import Limits, current_limits
from eduplans.documents.time_limit import time_limit
from eduplans.errors import DocumentError, ParameterError
from hostile import office, pdfs, valid
from hostile.conftest import SECRET

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SPAN = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'


def children() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "eduplans.documents.parser" in _words(one)]


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # it has just ended
        return []


def _heed() -> None:
    """Heed Ctrl-C, which a shell lets what it starts in the background ignore."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def gone(pid: int, seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture(autouse=True)
def _no_child() -> None:
    close_parsers()


def test_one_child_reads_all_files_of_all_formats() -> None:
    for ending, data in valid.files().items():
        if ending != "txt":
            text, _ = parse("csv_file" if ending == "csv" else ending, data, f"a.{ending}")
            assert "12" in text
    assert len(children()) == 1


def test_what_takes_too_long_is_named_and_the_next_file_is_read() -> None:
    limits = Limits(seconds=1)
    started = time.monotonic()
    with pytest.raises(
        DocumentError, match=r"^slow.docx: .* longer than 1 seconds \[limit seconds\].*--limits"
    ) as caught:
        parse("docx", valid.docx(valid.word(SPAN)), "slow.docx", limits)
    assert time.monotonic() - started < 8
    assert caught.value.problems[0].where == "slow.docx"
    assert not children()
    assert parse("html", valid.HTML.encode(), "a.html", limits)[0].startswith(valid.TITLE)


def test_what_takes_too_much_memory_is_refused_and_takes_none_here() -> None:
    before = psutil.Process().memory_info().rss
    with pytest.raises(DocumentError, match=r"memory.*\[limit memory\]"):
        parse("docx", valid.docx(valid.word(SPAN)), "large.docx", Limits(memory=300, seconds=30))
    assert psutil.Process().memory_info().rss - before < 100_000_000
    assert not children()  # one that has become large is not kept


def test_a_crash_of_the_reader_is_an_error_of_the_file() -> None:
    parse("html", valid.HTML.encode(), "a.html")
    (child,) = children()
    child.send_signal(signal.SIGSTOP)
    killer = threading.Timer(0.3, child.kill)
    killer.start()
    with pytest.raises(DocumentError, match=r"b.html: the file broke its reader \(signal SIGKILL\)"):
        parse("html", valid.HTML.encode(), "b.html")
    assert parse("html", valid.HTML.encode(), "c.html")[1] == "utf-8"


def test_a_million_pages_are_refused_at_once() -> None:
    data = pdfs.million_pages()
    assert len(data) < 3_000
    with pytest.raises(DocumentError, match=r"million.pdf: the PDF has 1,000,000 pages, more than 3,000"):
        parse("pdf", data, "million.pdf")


def test_overlapping_parts_and_entities_are_called_harmful(canary: Path) -> None:
    with pytest.raises(DocumentError, match="made to do harm: parts of the archive share"):
        parse("docx", office.overlapping(valid.docx_parts(), 100), "a.docx")
    for name, data in office.xml_bombs(canary):
        with pytest.raises(DocumentError, match=r"made to do harm: .* declares entities"):
            parse(name.rsplit(".", 1)[1], data, name)


@pytest.mark.parametrize("size", [0, 10, 1_000])
def test_a_part_that_is_larger_than_it_says_is_damaged(size: int) -> None:
    data = office.lying(valid.docx(valid.word(" " * 1_000_000)), "word/document.xml", size)
    with pytest.raises(DocumentError, match="damaged"):
        parse("docx", data, "a.docx")


def test_a_thread_and_a_forked_process_have_children_of_their_own() -> None:
    page = valid.HTML.encode()
    with ThreadPoolExecutor(4) as pool:
        assert len({text for text, _ in pool.map(lambda _: parse("html", page, "a.html"), range(20))}) == 1
    assert 1 <= len(children()) <= 4
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(2, mp_context=context) as workers:
        assert len(set(workers.map(_parse_page, range(8)))) == 1
        pids = [
            one.pid for one in psutil.Process().children(recursive=True) if "eduplans.documents.parser" in one.cmdline()
        ]
    assert all(gone(pid) for pid in set(pids) - {one.pid for one in children()})
    assert parse("html", page, "a.html")[1] == "utf-8"


def _parse_page(_: int) -> str:
    return parse("html", valid.HTML.encode(), "a.html")[0]


def test_a_daemonic_process_may_have_one() -> None:
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    process = context.Process(target=lambda: queue.put(_parse_page(0)), daemon=True)
    process.start()
    assert queue.get().startswith(valid.TITLE)
    process.join()


PARENT = """
import sys, time
from pathlib import Path
from eduplans.documents.guard import parse
parse("html", b"<p>x</p>", "a.html")
print("ready", flush=True)
if sys.argv[1] == "busy":
    parse("docx", Path(sys.argv[2]).read_bytes(), "endless.docx")
time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("state", ["idle", "busy"])
def test_the_child_ends_with_its_parent(how: signal.Signals, state: str, tmp_path: Path) -> None:
    file = tmp_path / "endless.docx"
    file.write_bytes(valid.docx(valid.word(SPAN)))
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, state, str(file)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=_heed,  # noqa: PLW1509
    )  # fmt: skip
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    time.sleep(0.3)
    (child,) = psutil.Process(parent.pid).children()
    parent.send_signal(how)
    parent.wait(10)
    parent.stdout.close()
    assert gone(child.pid)


def test_a_module_in_the_working_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("lxml", "json", "eduplans", "resource", "docx", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('pwned', 'w').close()\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert parse("html", valid.HTML.encode(), "a.html")[0].startswith(valid.TITLE)
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize(
    "act",
    [
        "open({canary!r}).read()",
        "open({new!r}, 'w').write('x')",
        "os.open({new!r}, os.O_CREAT | os.O_WRONLY)",
        "os.system('touch {new}')",
        "__import__('subprocess').run(['touch', {new!r}])",
        "__import__('socket').create_connection(('127.0.0.1', 9))",
        "os.remove({canary!r})",
        "os.fork()",
    ],
)
def test_a_reader_that_was_taken_over_can_do_nothing(act: str, canary: Path, tmp_path: Path) -> None:
    new = tmp_path / "pwned"
    code = f"""
        import os, sys
        from eduplans.documents import parser
        def evil(data, where, limits):
            {act.format(canary=str(canary), new=str(new))}
            return "done", "x"
        parser._load = lambda name: evil
        sys.argv = ["parser", str(os.getppid()), "1000"]
        parser.main()
    """
    request = b'{"format": "html", "where": "a.html", "limits": "", "bytes": 1}\nx'
    said = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], input=request, capture_output=True, check=True)
    assert b"PermissionError" in said.stdout
    assert SECRET.encode() not in said.stdout
    assert not new.exists()
    assert canary.exists()


def test_noise_instead_of_an_answer_is_an_error_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_MODULE", "this")  # prints a poem
    with pytest.raises(DocumentError, match="broke its reader"):
        parse("html", b"x", "a.html")


def test_limits_are_read_from_the_environment_and_wrong_ones_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUPLANS_LIMITS", "seconds=7, pages=2")
    assert current_limits() == Limits(seconds=7, pages=2)
    assert Limits.read(str(Limits(cells=5))) == Limits(cells=5)
    monkeypatch.setenv("EDUPLANS_LIMITS", "second=7 pages=0 cells=many memory")
    with pytest.raises(ParameterError) as caught:
        current_limits()
    assert [problem.value for problem in caught.value.problems] == ["second=7", "pages=0", "cells=many", "memory"]


def test_time_stops_expressions_that_never_end() -> None:
    import re

    started = time.process_time()
    with (
        pytest.raises(DocumentError, match=r"a.txt: it takes longer than 1 seconds \[limit seconds\]"),
        time_limit("a.txt", Limits(seconds=1)),
    ):
        re.fullmatch(r"(a+)+b", "a" * 60)
    assert time.process_time() - started < 5
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0


def test_an_unknown_format_is_no_module() -> None:
    with pytest.raises(DocumentError, match="no such format"):
        parser._parse("os", b"", "a", Limits())


def test_many_small_files_cost_little_more_than_without_a_child(assert_cheap: Callable[..., None]) -> None:
    from eduplans.documents.formats import docx

    data = valid.docx()
    parse("docx", data, "a.docx")
    docx.read(data, "a.docx")
    assert_cheap(lambda: parse("docx", data, "a.docx"), lambda: docx.read(data, "a.docx"))


@pytest.fixture
def assert_cheap() -> Callable[..., None]:
    def least(work: Callable[[], object]) -> float:
        times = []
        for _ in range(30):
            started = time.perf_counter()
            work()
            times.append(time.perf_counter() - started)
        return sorted(times)[5]

    def check(guarded: Callable[[], object], bare: Callable[[], object]) -> None:
        assert least(guarded) < 2 * least(bare) + 0.01

    return check


LARGE_PARENT = """
import sys
from eduplans.documents import guard
from eduplans.documents.limits import Limits
held = bytearray(b"x") * 300_000_000
for number in range(3):
    guard.parse("html", b"<p>x</p>", "a.html", Limits(memory=500))
    print(*(parser._process.pid for parser in guard._idle))
"""


def test_the_child_of_a_large_process_is_not_taken_for_large() -> None:
    said = subprocess.run([sys.executable, "-c", LARGE_PARENT], capture_output=True, text=True, check=True).stdout
    pids = said.splitlines()
    assert len(pids) == 3
    assert set(pids) == {pids[0]}
    assert pids[0].isdigit()


def test_the_process_has_no_more_than_its_memory() -> None:
    parse("html", valid.HTML.encode(), "a.html", Limits(memory=700))
    (child,) = children()
    assert child.rlimit(psutil.RLIMIT_AS)[0] == 700_000_000
    assert child.rlimit(psutil.RLIMIT_FSIZE)[0] == 0
    assert child.rlimit(psutil.RLIMIT_CPU)[0] <= 70
    assert os.getpid() == child.ppid()
