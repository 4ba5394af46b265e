"""What the start page repeats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from eduplans.errors import RunError
from eduplans.report.headline import read_headline
from eduplans.report.pages import generated
from eduplans.report.sources import read_sources

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = {"output_type": "display_data", "data": {"text/markdown": "It rose by **7**."}, "metadata": {}}
CAPTION = {"output_type": "display_data", "data": {"text/markdown": "Pupils  \n*Source: none*"}, "metadata": {}}


def test_the_named_section_gives_its_picture_and_sentences_but_not_captions(project: Path) -> None:
    path = project / "build" / "runs" / "pupils.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][-1]["outputs"] += [SENTENCE, CAPTION]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    sources = read_sources(project)
    headline = read_headline(sources)
    assert headline.sentences == ("It rose by **7**.",)
    assert headline.alt == "Pupils rise by 7 a year"
    assert headline.picture is not None
    assert headline.picture.startswith(b"\x89PNG")
    assert [shown.run.name for shown in headline.chapters] == ["pupils"]
    assert "It rose by **7**." in generated(sources, headline)["headline.md"]


def test_a_section_that_is_not_there_is_refused_with_those_that_are(project: Path) -> None:
    path = project / "notebooks" / "runs.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('["The picture"]', '["The image"]'), encoding="utf-8")
    with pytest.raises(RunError, match=r"no section with a result \(found 'The image'\); there are: .*The picture"):
        read_headline(read_sources(project))


def test_without_a_headline_the_start_page_has_counts_alone(project: Path) -> None:
    path = project / "notebooks" / "runs.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('headline = ["The picture"]\n', ""), encoding="utf-8")
    sources = read_sources(project)
    headline = read_headline(sources)
    assert (headline.sentences, headline.picture, headline.chapters) == ((), None, ())
    assert "headline.png" not in generated(sources, headline)["headline.md"]
