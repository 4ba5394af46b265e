"""Whether the package does its work: codebook, a sentence, the encodings of the system."""

from __future__ import annotations

import locale
import sys
from typing import TYPE_CHECKING

from eduplans.doctor.findings import Finding, bad, ok, warn
from eduplans.errors import EduplansError
from eduplans.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGAIN = "pip install --force-reinstall --no-deps eduplans"
#: Written for this check; the county is invented.
_SENTENCE = "2024年，云泽县新建小學3所，投入6.5亿元，九年义务教育巩固率达到98.5%。"
_FIGURES = [(3.0, "school"), (650_000_000.0, "yuan"), (98.5, "percent")]


def check_codebook() -> Iterator[Finding]:
    """Whether every table of the codebook is there and can be read."""
    from eduplans import codebook

    faults, rows = [], 0
    for name in codebook.names():
        try:
            rows += len(codebook.read(name))
        except (EduplansError, OSError, UnicodeDecodeError) as error:
            faults.append(f"{name}.csv: {error}")
    for fault in faults:
        yield bad("codebook", fault, _AGAIN)
    if not rows:
        yield bad("codebook", "the package holds no tables of words", _AGAIN)
    elif not faults:
        yield ok("codebook", f"{len(codebook.names())} tables, {rows:,} rows")


def check_sentence() -> Iterator[Finding]:
    """Whether a sentence about an invented county gives the figures that stand in it."""
    from eduplans.documents import document_from_text
    from eduplans.figures import find_figures

    found = [(figure.value, figure.unit) for figure in find_figures(document_from_text(_SENTENCE, "doctor"))]
    if found == _FIGURES:
        yield ok("a sentence", f"{len(found)} figures found where {len(found)} stand")
    else:
        yield bad("a sentence", f"gave {found} where {_FIGURES} stand", _AGAIN)


def check_encoding() -> Iterator[Finding]:
    """Whether Chinese can be printed and stand in names of files."""
    set_it = "export LANG=C.UTF-8, or PYTHONUTF8=1"
    parts = {
        "names of files": sys.getfilesystemencoding(),
        "the locale": locale.getpreferredencoding(do_setlocale=False),
        "standard output": getattr(sys.stdout, "encoding", None) or "unknown",
    }
    wrong = [f"{message(what)} in {name}" for what, name in parts.items() if not _is_utf8(name)]
    if wrong:
        yield warn("encoding", f"{', '.join(wrong)}: Chinese may not print", set_it)
    else:
        yield ok("encoding", "UTF-8 for names of files, the locale and standard output")


def _is_utf8(name: str) -> bool:
    return name.lower().replace("-", "").replace("_", "") in {"utf8", "gb18030"}
