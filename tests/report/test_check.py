"""The checks of built pages find what they are there for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.report.check import check_site

if TYPE_CHECKING:
    from pathlib import Path


def problems(folder: Path, body: str, **files: str) -> list[str]:
    (folder / "index.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_site(folder)]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://example.org/x">a reader may follow this</a>',
        '<a href="other.html#there">x</a><a href="#here">y</a><i id="here"></i>',
        '<img src="a.png" alt="Spending rises">',
        '<a href="mailto:someone@example.org">x</a>',
        '<script src="a.js"></script>',
    ],
)
def test_good_pages_pass(tmp_path: Path, body: str) -> None:
    assert problems(tmp_path, body, other_html='<i id="there"></i>') == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a href="none.html">x</a>', "index.html: a link leads nowhere (found 'none.html') [links]"),
        ('<a href="other.html#nowhere">x</a>', "a link leads to no place on its page (found 'other.html#nowhere')"),
        ('<a href="#nowhere">x</a>', "a link leads to no place on its page (found '#nowhere')"),
        ('<img src="a.png">', "a picture without alternative text (found 'a.png') [alt]"),
        ('<img src="a.png" alt=" ">', "a picture without alternative text"),
        ('<img src="d/a.png" alt="a.png">', "a picture without alternative text"),
        ('<img src="https://example.org/a.png" alt="x">', "asks another host (found 'https://example.org/a.png')"),
        ('<script src="//example.org/a.js"></script>', "asks another host (found '//example.org/a.js') [offline]"),
        ('<link rel="stylesheet" href="http://example.org/a.css">', "asks another host"),
        ("<style>@import 'https://example.org/a.css';</style>", "asks another host"),
    ],
)
def test_bad_pages_are_named(tmp_path: Path, body: str, said: str) -> None:
    found = problems(tmp_path, body, other_html='<i id="there"></i>')
    assert len(found) == 1
    assert said in found[0]


def test_styles_that_ask_another_host_are_named(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "", a_css="@font-face { src: url('https://example.org/f.woff2') }")
    assert found == "a.css: asks another host (found 'https://example.org/f.woff2') [offline]"
