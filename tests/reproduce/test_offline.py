"""The network is off, and the probe tells whether it is."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from eduplans.errors import ReproductionError
from eduplans.reproduce.offline import Isolation, block, isolation, probe

if TYPE_CHECKING:
    from pathlib import Path


def test_in_a_namespace_no_listener_is_reached_and_there_is_no_route() -> None:
    off = isolation()
    if off.kind != "namespace":
        pytest.skip("network namespaces are not allowed on this machine")
    found = probe(off, sys.executable)
    assert found["listener reached"] is False
    assert found["routes"] == 0
    assert found["devices"] == ["lo"]
    assert "network namespace" in str(off)


def test_the_probe_sees_a_network_that_is_on() -> None:
    with pytest.raises(ReproductionError, match="a listener outside was reached"):
        probe(Isolation("block"), sys.executable)


def test_where_no_namespace_is_allowed_the_block_is_taken_and_said() -> None:
    off = isolation((("false",), ("no-such-program-here",)))
    assert off == Isolation("block")
    assert "namespaces are not allowed here" in str(off)


def test_the_block_holds_every_python_of_an_environment_and_the_tools(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", ".venv"], cwd=tmp_path, check=True)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "beside.py").write_text("VALUE = 3\n", encoding="utf-8")
    (tools / "say.py").write_text(
        "import socket, sys, beside\nprint(sys.argv[1:], beside.VALUE, __name__)\n"
        "socket.create_connection(('127.0.0.1', 1))\n",
        encoding="utf-8",
    )
    python = block(tmp_path, sys.executable)
    found = probe(Isolation("block"), str(tmp_path / ".venv" / "bin" / "python"))
    assert (found["listener reached"], found["error"]) == (False, "PermissionError")
    done = subprocess.run(
        [python, "-ES", "tools/say.py", "a b"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert done.stdout == "['a b'] 3 __main__\n"
    assert "PermissionError: the network is switched off" in done.stderr


def test_files_stay_sockets_where_the_network_is_blocked(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", ".venv"], cwd=tmp_path, check=True)
    block(tmp_path, sys.executable)
    code = "import socket; s = socket.socket(socket.AF_UNIX); s.bind('a'); s.listen(); print('kernels can talk')"
    done = subprocess.run([".venv/bin/python", "-c", code], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.stdout == "kernels can talk\n", done.stderr
    assert os.path.lexists(tmp_path / "a")
