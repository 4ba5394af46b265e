"""Files beside the pages to follow figures on: cards for the panel, and tables of the codebook that pages rest on."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from eduplans.report.follow.pages import follow_scripts

if TYPE_CHECKING:
    from pathlib import Path

    from eduplans.report.follow.whole import Follow

_BOM = b"\xef\xbb\xbf"


def write_follow(follow: Follow, site: Path) -> None:
    """Write what the links and the panel need besides pages.

    Parameters
    ----------
    follow
        What the numbers lead to.
    site
        Folder of the pages.
    """
    for name, text in follow_scripts(follow).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    folder = site / "data" / "codebook"
    for name in sorted({name for exhibit in follow.exhibits for name in exhibit.rests_on} & follow.facts.tables):
        if name not in follow.facts.series:
            folder.mkdir(parents=True, exist_ok=True)
            content = (files("eduplans.codebook") / f"{name}.csv").read_bytes()
            (folder / f"{name}.csv").write_bytes(_BOM + content.removeprefix(_BOM))
