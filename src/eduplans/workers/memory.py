"""Memory given back to the system: what a long run has used and needs no more.

The allocators of C and of Arrow keep freed memory for later, each thread its own. In a process that makes one table
after the other that is more than the tables.
"""

from __future__ import annotations

import ctypes
import os
import sys

__all__ = ["keep_little"]

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # parameters of mallopt
_BYTES = 128 * 1024


def keep_little() -> None:
    """Let this process give freed memory back, from now on; nothing where the C library cannot be told."""
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):  # glibc
        for parameter, value in ((_ARENA_MAX, 1), (_TRIM_THRESHOLD, _BYTES), (_MMAP_THRESHOLD, _BYTES)):
            libc.mallopt(parameter, value)
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # where it is not yet loaded
    if "pyarrow" in sys.modules:
        import pyarrow as pa

        pa.set_memory_pool(pa.system_memory_pool())
