"""Reproduction: what is committed is built again in clones, offline and under varied conditions, and compared.

It is part of the package, not a script beside it, because it compares with the package's own knowledge of tables and
notebooks; it stands on no other environment than that of the lock.
"""

from __future__ import annotations

from eduplans.reproduce.certificate import Certificate
from eduplans.reproduce.run import Plan, reproduce

__all__ = ["Certificate", "Plan", "reproduce"]
