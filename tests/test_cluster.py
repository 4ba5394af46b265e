"""Ingest on a Dask cluster of separate processes gives what one process gives; plans of invented counties."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from eduplans.errors import EduplansError
from eduplans.ingest import ingest
from eduplans.workers import cluster, in_order
from test_ingest import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

distributed: Any = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.2)
    pytest.fail("the scheduler does not start")


@dataclass(frozen=True)
class Network:
    """A network namespace of its own that a pair of virtual cards joins with this one."""

    name: str
    here: str
    enter: tuple[str, ...]


@contextmanager
def network(number: int, hidden: Path) -> Iterator[Network]:
    """Make a network; programs in it find a folder empty, as on another machine."""
    name, net = f"edu{os.getpid() % 100000}n{number}", f"10.{os.getpid() % 200 + 20}.{number}"
    commands = (
        f"netns add {name}",
        f"link add {name}a type veth peer name {name}b netns {name}",
        f"addr add {net}.1/30 dev {name}a",
        f"link set {name}a up",
        f"-n {name} addr add {net}.2/30 dev {name}b",
        f"-n {name} link set {name}b up",
        f"-n {name} link set lo up",
    )
    try:
        for command in commands:
            done = subprocess.run(["ip", *command.split()], capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.skip(f"no network namespaces here: {done.stderr.strip()}")
        hide = 'mount -t tmpfs none "$1" && shift && exec "$@"'
        yield Network(name, f"{net}.1", ("ip", "netns", "exec", name, "sh", "-c", hide, "sh", str(hidden)))
    finally:
        subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


@contextmanager
def machines(
    folder: Path, workers: int = 2, networks: Sequence[Network] = ()
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and workers as programs of their own, each worker in an empty folder.

    Where networks are given, each worker stands in its own, and reaches the scheduler and nothing else.
    """
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    paths = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    quiet["env"] = {**os.environ, "PYTHONPATH": paths}  # for the functions of this module
    scheduler = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler",
            *(() if networks else ("--host", "127.0.0.1")),
            "--port",
            str(port),
            "--no-dashboard",
            "--no-show",
        ],
        cwd=folder,
        **quiet,
    )
    started = [scheduler]
    try:
        wait_for(port)
        for number in range(workers):
            home = folder / f"machine-{number}"
            home.mkdir()
            network = networks[number] if networks else None
            started.append(
                subprocess.Popen(
                    [
                        *(network.enter if network else ()),
                        sys.executable,
                        "-m",
                        "distributed.cli.dask_worker",
                        f"tcp://{network.here}:{port}" if network else address,
                        "--nthreads",
                        "1",
                        "--no-nanny",
                        "--no-dashboard",
                        "--name",
                        f"machine-{number}",
                    ],
                    cwd=home,
                    **quiet,
                )
            )
        if workers:
            with distributed.Client(address, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=60)
        yield address, started[1:]
    finally:
        for process in reversed(started):
            process.kill()
        for process in started:
            process.wait()


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    for number in range(60):
        text = PLAN.replace("80名", f"{80 + number}名").replace("600个", f"{600 + 7 * number}个")
        (folder / f"plan-{number:02d}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _slow(number: int) -> tuple[int, int]:
    time.sleep(0.4)
    return number, os.getpid()


def test_a_cluster_gives_the_tables_of_one_process_also_when_a_worker_is_killed(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eduplans.ingest.PART", 4)
    local = {above: ingest([plans], tmp_path / f"local-{above}", parquet_above=above) for above in (0, 500)}
    with machines(tmp_path) as (address, workers):
        for above in (0, 500):
            out = tmp_path / f"cluster-{above}"
            killer = threading.Timer(1.0, workers[0].send_signal, [signal.SIGKILL])
            if not above:
                killer.start()
            assert ingest([plans], out, parquet_above=above, scheduler=address) == local[above]
            killer.cancel()
            assert contents(out) == contents(tmp_path / f"local-{above}")
        assert workers[0].wait(5) == -signal.SIGKILL
    assert not list(tmp_path.glob(".*"))


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("ip"), reason="needs Linux and iproute2")
def test_workers_in_networks_of_their_own_that_have_not_the_documents_give_the_same_tables(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid():
        pytest.skip("only root makes network namespaces")
    monkeypatch.setattr("eduplans.ingest.CHUNK", 4)
    local = ingest([plans], tmp_path / "local")
    with (
        network(1, plans) as one,
        network(2, plans) as two,
        machines(tmp_path, networks=(one, two)) as (address, workers),
    ):
        with distributed.Client(address, set_as_default=False) as client:
            seen = client.run(lambda: sorted(path.name for path in plans.iterdir()))
            assert len(seen) == 2
            assert {net.split("://")[1].split(":")[0] for net in seen} == {
                net.here.removesuffix("1") + "2" for net in (one, two)
            }
            assert all(files == [] for files in seen.values())
        killer = threading.Timer(1.0, workers[0].send_signal, [signal.SIGKILL])
        killer.start()
        assert ingest([plans], tmp_path / "cluster", scheduler=address) == local
        killer.join()
        assert workers[0].wait(5) == -signal.SIGKILL
    assert contents(tmp_path / "cluster") == contents(tmp_path / "local")


def test_a_worker_that_dies_in_the_middle_of_a_task_is_replaced_by_another(tmp_path: Path) -> None:
    with machines(tmp_path) as (address, workers):
        results = in_order(_slow, range(14), scheduler=address)
        found = [next(results) for _ in range(4)]
        assert len({process for _, process in found}) == 2
        workers[1].kill()
        found += results
    assert [number for number, _ in found] == list(range(14))


def test_a_scheduler_that_is_not_there_is_an_error_within_seconds(plans: Path, tmp_path: Path) -> None:
    program = "from eduplans.cli import app; app()"
    command = [sys.executable, "-c", program, "ingest", str(plans), "--out", str(tmp_path / "raw")]
    begun = time.monotonic()
    done = subprocess.run(
        [*command, "--scheduler", f"tcp://127.0.0.1:{free_port()}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no Dask scheduler answers" in done.stderr
    assert "Traceback" not in done.stderr
    assert time.monotonic() - begun < (15 if os.getloadavg()[0] < 2 else 120)
    assert not (tmp_path / "raw").exists()


def test_a_scheduler_without_workers_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE_FOR_WORKERS", 2.0)
    with machines(tmp_path, workers=0) as (address, _), pytest.raises(EduplansError, match="has no workers"):
        list(in_order(_slow, range(2), scheduler=address))


def test_another_version_on_the_workers_is_an_error(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with machines(tmp_path, workers=1) as (address, _):
        with monkeypatch.context() as patch:
            patch.setattr(cluster, "_installed", lambda: "99.0")
            with pytest.raises(EduplansError, match=r"this worker has .*the same version everywhere, here 99"):
                list(in_order(_slow, range(2), scheduler=address))
        monkeypatch.setattr("eduplans.ingest.reader", lambda **_: "another reader")
        with pytest.raises(EduplansError, match="another eduplans"):
            ingest([plans], tmp_path / "raw", scheduler=address)
