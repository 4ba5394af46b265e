"""The folder of exports: what a run shows is written in order, whole, and the same on every run."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image

from eduplans.display import show, table
from eduplans.errors import RunError
from eduplans.exports import pictures
from eduplans.exports.folder import pack, read_index
from eduplans.exports.settings import FOLDER, PDF
from eduplans.exports.shown import Shown
from eduplans.labels import in_language
from eduplans.plots import counts, png

if TYPE_CHECKING:
    from pathlib import Path

Sent = list[dict[str, str]]
IDS = [f"yunze-2024-plan:{n:08x}" for n in range(7)]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    shown: Sent = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    return shown


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path / "exports"))
    monkeypatch.delenv(PDF, raising=False)
    return tmp_path / "exports"


def show_both() -> None:
    table(pd.DataFrame({"a": ["云泽县"], "b": [1.25]}), "The values", source="data/x.csv", rests_on=IDS)
    figure = counts({"项 items": 2}, title="Items 条目")
    show(figure, alt="There are 2 items.", caption="Two **items**.", source="data/y.csv", rests_on=IDS[:2])


@pytest.mark.usefixtures("sent")
def test_files_stand_in_the_order_of_showing(folder: Path) -> None:
    show_both()
    assert sorted(path.name for path in folder.iterdir()) == [
        "01-the-values.csv", "01-the-values.html", "01-the-values.tex", "02-items.csv", "02-items.png",
        "02-items.svg", "index.json",
    ]  # fmt: skip


def test_the_index_leads_from_what_is_shown_to_the_files(folder: Path, sent: Sent) -> None:
    show_both()
    first, second = read_index(folder)
    assert first["shown"] == hashlib.sha256(sent[0]["text/html"].encode()).hexdigest()
    assert (first["kind"], first["caption"], first["source"]) == ("table", "The values", "data/x.csv")
    assert first["rests_on"] == IDS
    assert first["texts"] == ["The values", "a", "b"]
    assert second["texts"] == ["Items 条目", "项 items"]
    assert second["rests_on"] == IDS[:2]


@pytest.mark.usefixtures("sent")
def test_every_file_holds_its_source_and_all_it_rests_on(folder: Path) -> None:
    show_both()
    for name in ("01-the-values.csv", "01-the-values.html", "01-the-values.tex"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "Source: data/x.csv" in text
        assert all(one in text for one in IDS)
    with Image.open(folder / "02-items.png") as image:
        assert (image.text["Title"], image.text["Source"]) == ("Items 条目", "data/y.csv")
        assert image.text["Rests on"] == ", ".join(IDS[:2])
        assert image.info["dpi"] == pytest.approx((190, 190), abs=0.1)
    said = "".join(ET.parse(folder / "02-items.svg").getroot().itertext())
    for part in ("Items 条目", "data/y.csv", IDS[1], "There are 2 items."):
        assert part in said


@pytest.mark.usefixtures("sent")
def test_the_picture_is_the_one_that_is_shown(folder: Path) -> None:
    show_both()
    with (
        Image.open(folder / "02-items.png") as kept,
        Image.open(io.BytesIO(png(counts({"项 items": 2}, title="Items 条目")))) as again,
    ):
        assert kept.convert("RGBA").tobytes() == again.convert("RGBA").tobytes()


@pytest.mark.usefixtures("sent")
def test_letters_of_an_svg_are_outlines_and_it_has_no_date(folder: Path) -> None:
    show_both()
    text = (folder / "02-items.svg").read_text(encoding="utf-8")
    assert "<text" not in text
    assert "dc:date" not in text


def test_a_picture_without_a_title_is_written_in_all_formats() -> None:
    figure = Figure()
    figure.subplots().plot([1, 2])
    bare = Shown("", "")
    assert b"<svg" in pictures.svg(figure, bare)
    assert pictures.pdf(figure, bare).startswith(b"%PDF")
    plain = png(figure)
    assert pictures.png_with_words(plain, bare) == plain
    assert b"<dc:title>T &amp; x</dc:title>" in pictures.svg(figure, Shown("x", "T & x"))


@pytest.mark.usefixtures("sent")
def test_pdf_comes_on_demand_with_its_font(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PDF, "1")
    show_both()
    content = (folder / "02-items.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"FontFile2" in content
    assert b"CreationDate" not in content


@pytest.mark.usefixtures("sent")
def test_same_inputs_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(PDF, "1")
    for name in ("one", "two"):
        monkeypatch.setenv(FOLDER, str(tmp_path / name))
        show_both()
        pack(tmp_path / name, tmp_path / f"{name}.zip")
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == names
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert read_index(tmp_path / "one.zip") == read_index(tmp_path / "one")


@pytest.mark.usefixtures("sent")
def test_in_chinese_files_keep_their_names_and_hold_chinese(folder: Path) -> None:
    with in_language("zh"):
        table(pd.DataFrame({"county": ["x"]}), "not found", source="data/x.csv")
    assert (folder / "01-not-found.csv").read_text(encoding="utf-8-sig").split("\n")[:3] == [
        "# 未找到", "# 来源：data/x.csv", '"县区"',
    ]  # fmt: skip


@pytest.mark.usefixtures("sent")
def test_nothing_is_written_where_nothing_was_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.chdir(tmp_path)
    show_both()
    assert list(tmp_path.iterdir()) == []


def test_no_index_is_an_empty_one_and_no_zip_is_an_error(tmp_path: Path) -> None:
    assert read_index(tmp_path) == []
    (tmp_path / "x.zip").write_text("no")
    with pytest.raises(RunError, match="not a ZIP file of exports"):
        read_index(tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as packed:
        packed.writestr("a.csv", json.dumps([]))
    assert read_index(tmp_path / "y.zip") == []
