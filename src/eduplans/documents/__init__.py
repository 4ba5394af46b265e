"""Documents: a file becomes a `Document` of clean text, identity and items.

The room knows file formats, pollution, scripts, places and numbering; it knows nothing of figures.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eduplans.documents.build import document_from_text, read_document

__all__ = ["document_from_text", "read_document"]


def __getattr__(name: str) -> object:
    """Import the two functions when they are first named: the process that parses files needs only its reader."""
    if name in __all__:
        return getattr(import_module("eduplans.documents.build"), name)
    raise AttributeError(f"module 'eduplans.documents' has no attribute {name!r}")
