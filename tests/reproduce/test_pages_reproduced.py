"""A file of the report that differs is named with its kind and the part of it that differs."""

from __future__ import annotations

import io
from importlib.resources import files as resources
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from eduplans.reproduce.findings import Comparison
from eduplans.reproduce.pages import KINDS, compare_files, font_place, kind_of, page_places, picture_place

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<h1>云泽县¶</h1><p>An invented county.</p><h2>Pupils</h2><p>1,200</p><img src='a.png' alt='Pupils rise'>"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("chapters/corpus.html", "pages"),
        ("exports/corpus/01.html", "exports"),
        ("exports/corpus.zip", "exports"),
        ("data/raw/figures.csv", "downloads"),
        ("notebooks/corpus.ipynb", "downloads"),
        ("_images/a.png", "pictures"),
        ("_static/eduplans-sc.woff2", "fonts"),
        ("_static/eduplans.css", "search and styles"),
        ("searchindex.js", "search and styles"),
    ],
)
def test_kinds(path: str, kind: str) -> None:
    assert kind_of(path) == kind
    assert kind in KINDS


def test_a_page_is_named_by_the_heading_above_what_differs() -> None:
    changed = PAGE.replace("1,200", "1,300").replace("rise", "fall")
    assert list(page_places(PAGE.encode(), changed.encode())) == [
        ("Pupils", "expected '1,200', found '1,300'"),
        ("Pupils", "expected 'alt=Pupils rise', found 'alt=Pupils fall'"),
    ]


def test_a_page_of_the_same_text_in_other_bytes_is_named_by_the_byte() -> None:
    ((place, what),) = page_places(PAGE.encode(), PAGE.replace("<p>1", '<p class="x">1').encode())
    assert place.startswith("byte ")
    assert "class" in what


def picture(width: int, dot: tuple[int, int] | None = None) -> bytes:
    image = Image.new("RGB", (width, 10), "white")
    if dot:
        image.putpixel(dot, (255, 0, 0))
    buffer = io.BytesIO()
    image.save(buffer, format="png")
    return buffer.getvalue()


def test_a_picture_is_named_by_the_pixels() -> None:
    assert picture_place(picture(20), picture(20, (3, 4))) == ("from 3, 4 to 4, 5", "1 of 200 pixels differ")
    assert picture_place(picture(20), picture(30))[1] == "expected a picture of 20x10 pixels, found one of 30x10"
    assert picture_place(picture(20), picture(20) + b"more") == ("", "the same pixels in other bytes")


def test_a_font_is_named_by_the_characters_that_are_drawn_in_another_way() -> None:
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(str(resources("zhplot") / "fonts" / "NotoSansSC-Regular.ttf"), recalcTimestamp=False)
    cutter = Subsetter(Options())
    cutter.populate(text="学校县")
    cutter.subset(font)
    before, after = io.BytesIO(), io.BytesIO()
    font.save(before)
    pen = TTGlyphPen(None)
    for step, point in enumerate(((0, 0), (0, 500), (500, 500))):
        pen.lineTo(point) if step else pen.moveTo(point)
    pen.closePath()
    font["glyf"][font.getBestCmap()[ord("学")]] = pen.glyph()
    font.save(after)
    assert font_place(before.getvalue(), after.getvalue()) == ("characters 学", "1 of 3 characters differ")
    assert font_place(before.getvalue(), before.getvalue())[1] == "the same outlines in other bytes"


def test_files_are_counted_by_kind_and_missing_and_extra_ones_named(tmp_path: Path) -> None:
    for name, page in (("wanted", PAGE), ("found", PAGE.replace("1,200", "1,201"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(page, encoding="utf-8")
        (tmp_path / name / "same.html").write_text("same", encoding="utf-8")
        (tmp_path / name / f"{name}.js").write_text("{}", encoding="utf-8")
    kinds = {kind: Comparison(kind, "second", "first", "bytes") for kind in KINDS}
    compare_files(tmp_path / "wanted", tmp_path / "found", kinds, "report")
    assert (kinds["pages"].files, kinds["pages"].same_bytes, kinds["pages"].equal) == (2, 1, 1)
    assert [str(one) for kind in kinds.values() for one in kind.differences] == [
        "second, report/index.html, Pupils: expected '1,200', found '1,201'",
        "second, report/found.js: was not expected",
        "second, report/wanted.js: is missing",
    ]
