"""A block of the network in a Python process: an audit hook that refuses what would leave the machine.

Copied into the environment of a build, where a ``.pth`` file begins it; ``python no_network.py SCRIPT...`` runs a
script under it. It stands alone, and an audit hook cannot be taken away again. Sockets between processes of one
machine that are files stay: kernels need them.
"""

import runpy
import socket
import sys

_NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_ADDRESSES = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what needs a network.

    Examples
    --------
    >>> refuse("socket.getaddrinfo", ("example.org", 80))
    Traceback (most recent call last):
    PermissionError: the network is switched off (socket.getaddrinfo)
    >>> refuse("open", ("a.txt",))
    """
    if event in _NAMES:
        raise PermissionError(f"the network is switched off ({event})")
    if event in _ADDRESSES and getattr(arguments[0], "family", None) in {socket.AF_INET, socket.AF_INET6}:
        raise PermissionError(f"the network is switched off ({event})")


def begin() -> None:
    """Switch the network off in this process."""
    sys.addaudithook(refuse)


if __name__ == "__main__":
    begin()
    sys.argv = sys.argv[1:]
    sys.path[0] = sys.argv[0].rpartition("/")[0] or "."
    runpy.run_path(sys.argv[0], run_name="__main__")
