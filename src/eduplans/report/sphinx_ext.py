"""What Sphinx needs of us: alternative texts of pictures, and a search that knows Chinese."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: A text with this in it is not indexed.
UNSEARCHED_MARK = "eduplans:unsearched"
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_WORD = re.compile(r"[^\W\u3400-\u9fff\uf900-\ufaff]+")


class SearchChineseEnglish(SearchEnglish):
    """Search of English words by stem and of Chinese text by pairs of characters.

    Pairs need no dictionary in the browser and find any part of a word: a query of several characters matches the
    pages that hold all its pairs.
    """

    lang = "zh-en"
    language_name = "English"  # Sphinx takes the stemmer in the browser by this name
    js_splitter_code = r"""
const chineseRun = "[\\u3400-\\u9fff\\uf900-\\ufaff]+";
const otherWord = "(?:(?![\\u3400-\\u9fff\\uf900-\\ufaff])[\\p{L}\\p{N}_])+";
var splitQuery = (query) => {
  const parts = [];
  for (const word of query.match(new RegExp(`${chineseRun}|${otherWord}`, "gu")) || []) {
    if (!new RegExp(chineseRun, "u").test(word) || word.length === 1) parts.push(word);
    else for (let n = 0; n + 1 < word.length; n++) parts.push(word.slice(n, n + 2));
  }
  return parts;
};
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name that Sphinx gives it
        """Split a text into English words, and Chinese characters with their pairs.

        Examples
        --------
        >>> SearchChineseEnglish({}).split("巩固率 of 2020")
        ['巩', '固', '率', '巩固', '固率', 'of', '2020']
        """
        if UNSEARCHED_MARK in input:
            return []
        found = []
        for run in _CHINESE.findall(input):
            found += [*run, *(run[n : n + 2] for n in range(len(run) - 1))]
        return found + _WORD.findall(input)


def set_alternatives(app: Sphinx, doctree: Any, docname: str) -> None:
    """Give the notebooks' pictures, which MyST-NB names by their SHA-256, alternative texts and links.

    A tap on the picture shows it in its full size, one on a number of it leads to what that is. The pictures stay as
    they are: the links lie in a box of their size.
    """
    from docutils import nodes  # type: ignore[import-untyped]

    marks = app.config.eduplans_marks.get(docname, {})
    for image in list(doctree.findall(nodes.image)):
        name = PurePosixPath(image["uri"]).stem
        text = app.config.eduplans_alternatives.get(name)
        if text:
            image["alt"] = text
        known = app.env.images.get(image["uri"])
        if known and not isinstance(image.parent, nodes.reference):
            address = "../" * docname.count("/") + f"_images/{known[1]}"
            link = nodes.reference("", "", internal=True, refuri=address, classes=["full-size"])
            box = [nodes.raw("", '<div class="picture">', format="html"), link]
            image.replace_self([*box, nodes.raw("", f"{marks.get(name, '')}</div>", format="html")])
            link += image


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("eduplans_alternatives", {}, "env", types=(dict,))
    app.add_config_value("eduplans_marks", {}, "", types=(dict,))
    app.add_search_language(SearchChineseEnglish)
    app.connect("doctree-resolved", set_alternatives)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
