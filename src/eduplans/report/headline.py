"""What the start page repeats of the chapters: the sections that ``runs.toml`` names under ``headline``."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, RunError
from eduplans.runs.expect import alt_text
from eduplans.runs.notebook import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eduplans.report.sources import Shown, Sources


@dataclass(frozen=True, slots=True)
class Headline:
    """Sentences and a picture for the start page.

    Parameters
    ----------
    sentences
        Markdown, in the order of the chapters.
    picture
        The first picture of the named sections as PNG, or None where they have none.
    alt
        Its alternative text.
    chapters
        The chapters that these come from.
    """

    sentences: tuple[str, ...] = ()
    picture: bytes | None = None
    alt: str = ""
    chapters: tuple[Shown, ...] = ()


def read_headline(sources: Sources) -> Headline:
    """Collect what the start page repeats.

    Parameters
    ----------
    sources
        What the report is made of.

    Returns
    -------
    Headline

    Raises
    ------
    RunError
        A run names a section that its notebook does not have.
    """
    named = [shown for shown in sources.chapters if shown.run.headline]
    outputs = [output for shown in named for output in _outputs(shown)]
    sentences = [str(data["text/markdown"]) for data, _ in outputs if _is_sentence(data)]
    pictures = [(data["image/png"], alt) for data, alt in outputs if "image/png" in data]
    content, alt = pictures[0] if pictures else ("", "")
    return Headline(tuple(sentences), base64.b64decode(content) or None, alt, tuple(named))


def _outputs(shown: Shown) -> Iterator[tuple[dict[str, Any], str]]:
    cells = list(places(shown.notebook))
    for heading in shown.run.headline:
        found = [cell for place, cell in cells if place.heading == heading]
        if not found:
            there = ", ".join(dict.fromkeys(place.heading for place, _ in cells))
            raise RunError(
                Problem(
                    "the headline names no section with a result",
                    where=shown.run.name,
                    value=heading,
                    remedy=f"there are: {there}",
                )
            )
        for cell in found:
            for output in cell["outputs"]:
                yield output.get("data", {}), alt_text(output)


def _is_sentence(data: dict[str, Any]) -> bool:
    """Whether an output is a sentence of its own: no table, and no caption, which ends in its source."""
    sources = ("*Source:", "*来源：")
    return "text/markdown" in data and "text/html" not in data and not any(s in data["text/markdown"] for s in sources)
