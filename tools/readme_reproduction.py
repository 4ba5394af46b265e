"""Write what the last certificate of reproduction says into the README, so that its numbers are computed.

Called by `make reproduce`; a test holds the README against the certificate.
"""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path

from eduplans.reproduce.page import NOTHING, summary

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- reproduction: written by tools/readme_reproduction.py -->\n", "<!-- end of reproduction -->\n"


def said(certificate: Path) -> str:
    """Say what a certificate says, or how to make one where there is none."""
    if not certificate.is_file():
        return _wrapped(NOTHING)
    found = summary(json.loads(certificate.read_text(encoding="utf-8")))
    return _wrapped(f"{found} [The certificate](reproduction.md) lists conditions, digests and comparisons.")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 124, break_long_words=False, break_on_hyphens=False) + "\n"


def renewed(readme: str, sentence: str) -> str:
    """Put a sentence between the marks.

    Raises
    ------
    ValueError
        A mark is missing.
    """
    before, _, rest = readme.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError("README.md lacks the marks of the certificate")
    return f"{before}{BEGIN}{sentence}{END}{after}"


def main(root: Path) -> None:
    readme = root / "README.md"
    new = renewed(readme.read_text(encoding="utf-8"), said(root / "reproduction.json"))
    if new != readme.read_text(encoding="utf-8"):
        beside = readme.with_name(".README.md.new")
        beside.write_text(new, encoding="utf-8")
        beside.replace(readme)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
