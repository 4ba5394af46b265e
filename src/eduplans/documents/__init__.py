"""Documents: a file becomes a `Document` of clean text, identity and items.

The room knows file formats, pollution, scripts, places and numbering; it knows nothing of figures.
"""

from __future__ import annotations

from eduplans.documents.build import document_from_text, read_document

__all__ = ["document_from_text", "read_document"]
