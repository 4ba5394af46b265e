"""Files and folders that survive what happens to them: one writer at a time, all or nothing, no debris.

Imports nothing beyond the standard library and `eduplans.errors`: the tools of the build use it before any package
is installed.
"""

from __future__ import annotations

from eduplans.storage.alone import alone, using
from eduplans.storage.commit import recover, replace_together, settle, write_files
from eduplans.storage.failures import storing
from eduplans.storage.parent import end_with_parent
from eduplans.storage.scratch import scratch
from eduplans.storage.steady import read_steady

__all__ = [
    "alone",
    "end_with_parent",
    "read_steady",
    "recover",
    "replace_together",
    "scratch",
    "settle",
    "storing",
    "using",
    "write_files",
]
