"""What a run shows, in a form that can be kept under version control and compared place by place.

Tables become rows of texts, pictures the digest of their pixels with their size, everything else lines of text.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from typing import TYPE_CHECKING, Any

from eduplans.runs.normalise import sanitize
from eduplans.runs.notebook import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from eduplans.runs.plan import Run

Output = dict[str, Any]
_SPACE = re.compile(r"\s+")
_RULE_LINE = re.compile(r"\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?)?\s*")
_PIPE = re.compile(r"(?<!\\)\|")


def expectation(executed: Any, run: Run) -> dict[str, Any]:
    """Describe everything that an executed notebook shows.

    Parameters
    ----------
    executed
        The executed notebook.
    run
        The run that it belongs to.

    Returns
    -------
    dict
        Name, notebook and parameters of the run, and for each code cell in order its place, the digest of its
        source and its outputs.
    """
    cells = [
        {
            "cell": place.cell,
            "code": place.code,
            "heading": place.heading,
            "source": hashlib.sha256(cell["source"].encode()).hexdigest()[:12],
            "outputs": [
                {"output": number, **part}
                for number, output in enumerate(cell["outputs"], start=1)
                for part in describe(output)
            ],
        }
        for place, cell in places(executed)
    ]
    return {
        "run": run.name,
        "notebook": run.notebook,
        "parameters": dict(run.parameters),
        "cells": cells,
    }


def to_json(expected: Mapping[str, Any]) -> str:
    """Write an expectation as JSON: one line a row of a table, so that a changed cell is a changed line."""
    return json.dumps(expected, ensure_ascii=False, indent=1) + "\n"


def describe(output: Mapping[str, Any]) -> list[Output]:
    """Describe one output of a cell.

    Parameters
    ----------
    output
        An output of notebook format 4.

    Returns
    -------
    list of dict
        Mostly one; a text with tables in it gives one description a table and one for what stands between.

    Examples
    --------
    >>> describe({"output_type": "stream", "name": "stderr", "text": "UserWarning: few values"})
    [{'kind': 'warning', 'text': ['UserWarning: few values']}]
    """
    if output["output_type"] == "stream":
        kind = "warning" if output["name"] == "stderr" else "text"
        return [{"kind": kind, "text": _lines(output["text"])}]
    if output["output_type"] == "error":
        return [{"kind": "error", "text": _lines(f"{output['ename']}: {output['evalue']}")}]
    data = output["data"]
    for mime in ("image/png", "image/jpeg"):
        if mime in data:
            return [_picture(data[mime], alt_text(output, mime))]
    if "image/svg+xml" in data:
        return [{"kind": "picture", "pixels": _digest(_join(data["image/svg+xml"]).encode()), "size": "svg"}]
    if "text/html" in data:
        return list(_html(_join(data["text/html"])))
    if "text/markdown" in data:
        return list(_markdown(_join(data["text/markdown"])))
    if "text/plain" in data:
        return [{"kind": "text", "text": _lines(_join(data["text/plain"]))}]
    packed = json.dumps(data, sort_keys=True, ensure_ascii=False).encode()
    return [{"kind": "other", "text": [f"{', '.join(sorted(data))} {_digest(packed)}"]}]


def alt_text(output: Mapping[str, Any], mime: str = "image/png") -> str:
    """Read the alternative text of a picture: ``alt`` of the output's metadata, or of the picture's own in it.

    Examples
    --------
    >>> alt_text({"metadata": {"alt": "Spending rises"}})
    'Spending rises'
    """
    metadata = output.get("metadata", {})
    return str(metadata.get("alt") or metadata.get(mime, {}).get("alt") or "")


def _picture(encoded: str, alt: str) -> Output:
    """Pixels decide: how a library packs a PNG may change, what is seen may not."""
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(encoded))) as image:
        pixels = image.convert("RGBA")
        found: Output = {
            "kind": "picture",
            "pixels": _digest(pixels.tobytes()),
            "size": f"{pixels.width}x{pixels.height}",
        }
    if alt:
        found["alt"] = alt
    return found


def _html(text: str) -> Iterator[Output]:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    for tag in soup(["style", "script"]):
        tag.decompose()
    for link in soup("a", href=True):
        link.append(f" ({link['href']})")
    tables = []
    for table in soup("table"):
        rows = [
            "\t".join(_SPACE.sub(" ", cell.get_text()).strip() for cell in row(["th", "td"])) for row in table("tr")
        ]
        caption = {"caption": _SPACE.sub(" ", table.caption.get_text()).strip()} if table.caption else {}
        tables.append({"kind": "table", **caption, "rows": [sanitize(row) for row in rows]})
        table.decompose()
    rest = _lines(soup.get_text())
    if rest or not tables:
        yield {"kind": "text", "text": rest}
    yield from tables


def _markdown(text: str) -> Iterator[Output]:
    """Pipe tables apart from the rest, in the order in which they stand."""
    block: list[str] = []
    tabular = False
    for line in [*text.splitlines(), None]:
        is_row = line is not None and line.lstrip().startswith("|")
        if block and (line is None or is_row != tabular):
            yield from _markdown_block(block, tabular)
            block = []
        if line is not None:
            tabular = is_row
            block.append(line)


def _markdown_block(block: list[str], tabular: bool) -> Iterator[Output]:
    if not tabular:
        lines = _lines("\n".join(block))
        if lines:
            yield {"kind": "text", "text": lines}
        return
    rows = [line.strip() for line in block if not _RULE_LINE.fullmatch(line.strip())]
    yield {
        "kind": "table",
        "rows": [
            "\t".join(_SPACE.sub(" ", sanitize(cell)).strip() for cell in _PIPE.split(row.strip("|"))) for row in rows
        ],
    }


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in sanitize(text).splitlines() if line.strip()]


def _join(content: str | list[str]) -> str:
    return content if isinstance(content, str) else "".join(content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
