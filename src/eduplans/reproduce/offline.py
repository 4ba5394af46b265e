"""The network switched off: a network namespace with nothing in it, or, where that is not allowed, a block in Python.

That it is off is shown by a probe: a listener of this process, outside, cannot be reached from inside; no other
address is ever tried.
"""

from __future__ import annotations

import json
import os
import shlex
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, ReproductionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Ways to a network namespace: as root, and where users may make namespaces.
_WAYS = (("unshare", "-n"), ("unshare", "-rn"))
_BLOCK = Path(__file__).with_name("no_network.py")
_PROBE = """
import json, socket, sys
try:
    with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5):
        reached, error = True, ""
except OSError as failure:
    reached, error = False, type(failure).__name__
try:
    with open("/proc/self/net/dev") as file:
        devices = sorted(line.split(":")[0].strip() for line in file if ":" in line)
    with open("/proc/self/net/route") as file:
        routes = sum(not line.startswith("Iface") for line in file)
except OSError:
    devices, routes = [], None
print(json.dumps({"listener reached": reached, "error": error, "devices": devices, "routes": routes}))
"""


@dataclass(frozen=True, slots=True)
class Isolation:
    """How the network is switched off.

    Parameters
    ----------
    kind
        ``namespace`` or ``block``.
    prefix
        What stands before every command.
    """

    kind: str
    prefix: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.kind == "namespace":
            return f"a network namespace of its own ({' '.join(self.prefix)}): no process reaches any address"
        return (
            "a block in every Python process (an audit hook): namespaces are not allowed here, and programs that "
            "are not Python were not held"
        )


def isolation(ways: Sequence[tuple[str, ...]] = _WAYS) -> Isolation:
    """Find how the network can be switched off here.

    Parameters
    ----------
    ways
        Commands that run another in a namespace; the first that works is taken.
    """
    for way in ways:
        try:
            if subprocess.run([*way, "true"], check=False, capture_output=True).returncode == 0:
                return Isolation("namespace", way)
        except OSError:
            continue
    return Isolation("block")


def block(clone: Path, python: str) -> str:
    """Put the block into an environment, and make a Python that has it without any environment.

    Parameters
    ----------
    clone
        The project with its ``.venv``.
    python
        The Python that the tools of the build run with.

    Returns
    -------
    str
        The Python to give to make instead.
    """
    for packages in (clone / ".venv" / "lib").glob("python*/site-packages"):
        (packages / _BLOCK.name).write_bytes(_BLOCK.read_bytes())
        (packages / "no_network.pth").write_text("import no_network; no_network.begin()\n", encoding="utf-8")
    held = clone / ".venv" / "bin" / "python-offline"
    command = " ".join(map(shlex.quote, (python, "-BES", str(_BLOCK))))
    # make calls it with options first: python -ES tools/inputs.py
    held.write_text(f'#!/bin/sh\ncase "$1" in -*) shift;; esac\nexec {command} "$@"\n', encoding="utf-8")
    held.chmod(0o755)
    return str(held)


def probe(off: Isolation, python: str) -> dict[str, Any]:
    """Show that the network is off.

    Parameters
    ----------
    off
        How it is switched off.
    python
        A Python of the build.

    Returns
    -------
    dict
        Whether a listener outside was reached from inside, with which error not, which network devices and how many
        routes there are inside.

    Raises
    ------
    ReproductionError
        The listener was reached, or the probe itself failed.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass  # it can be reached from outside, so that not reaching it says something
        command = [*off.prefix, python, "-c", _PROBE, str(port)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=dict(_clean()))
    if done.returncode:
        raise ReproductionError(Problem(f"the probe of the network failed: {done.stderr.strip()[-300:]}"))
    found: dict[str, Any] = json.loads(done.stdout)
    if found["listener reached"]:
        raise ReproductionError(Problem("the network is not off: a listener outside was reached", value=str(off.kind)))
    return found


def _clean() -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in os.environ.items() if not name.startswith("PYTHON"))
