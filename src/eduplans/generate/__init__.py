"""Documents about counties that do not exist, with every figure known from how its sentence was made.

They measure the grammar where nobody has annotated, and make the load of the tests of scale.
"""

from __future__ import annotations

from eduplans.generate.document import KINDS, Invented, Order, invent

__all__ = ["KINDS", "Invented", "Order", "invent"]
