"""Following a figure: from every number of the pages to what is printed, and from there to all that uses it."""

from __future__ import annotations

from eduplans.report.follow.pages import follow_pages
from eduplans.report.follow.prose import BESIDE, Beside, link_sentences
from eduplans.report.follow.stage import link_notebook, overlays
from eduplans.report.follow.whole import Follow, read_follow
from eduplans.report.follow.write import write_follow

__all__ = [
    "BESIDE", "Beside", "Follow", "follow_pages", "link_notebook", "link_sentences", "overlays", "read_follow",
    "write_follow",
]  # fmt: skip
