"""The report as PDF: contents, numbered tables and pictures, the Chinese font inside, the same bytes each time."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from eduplans.errors import RunError
from eduplans.report import pdf as module
from eduplans.report.pdf import escaped, markdown, table, write_pdf
from eduplans.report.sources import read_sources

if TYPE_CHECKING:
    from pathlib import Path

TABLE = (
    '<figure class="table"><table><caption>Rates #1 of 云泽县</caption><thead><tr><th>rate</th></tr></thead><tbody>'
    '<tr><td class="num">99.5 %</td></tr></tbody></table><figcaption><p>Source: a_b.csv</p>'
    "<p>Rests on: x:1</p></figcaption></figure>"
)


def pixels() -> str:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (20, 10), "white").save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


@pytest.fixture
def written(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    sources = read_sources(project)
    outputs = [
        new_output("display_data", {"text/html": TABLE}),
        new_output("display_data", {"image/png": pixels()}, metadata={"alt": 'It "rises" by 7'}),
        new_output("display_data", {"text/markdown": "Pupils.", "text/plain": "Pupils."}),
        new_output("display_data", {"text/markdown": "It rose by **7 %**.", "text/plain": "x"}),
    ]
    cells = [
        new_markdown_cell("# Title\n\n## 巩固率 #2\n\nProse *here* & <b>there</b>."),
        new_code_cell("x", outputs=outputs),
    ]
    sources.runs[0].notebook["cells"] = cells
    monkeypatch.setattr(module, "read_sources", lambda _: sources)
    return write_pdf(project, tmp_path / "out" / "report.pdf")


def text_of(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return " ".join("\n".join(page.get_textpage().get_text_range() for page in document).split())


def test_it_has_contents_numbers_chinese_and_what_the_pages_say(written: Path) -> None:
    text = text_of(written)
    for said in ("Contents", "Table 1: Rates #1 of 云泽县", "Figure 1: Pupils.", "99.5 %", "Source: a_b.csv",
                 "巩固率 #2", "Prose here & there.", "It rose by 7 %.", "中国地方教育文件中的数字"):  # fmt: skip
        assert said in text, said
    assert "Rests on" not in text
    assert text.count("It rose by 7 %.") == 1


def test_the_font_is_embedded_and_no_date_stands_in_it(written: Path) -> None:
    content = written.read_bytes()
    assert b"NotoSansSC" in content
    assert b"/FontFile" in content
    assert b"CreationDate" not in content or b"D:1970" in content


def test_the_same_runs_give_the_same_bytes(written: Path, project: Path, tmp_path: Path) -> None:
    assert write_pdf(project, tmp_path / "again.pdf").read_bytes() == written.read_bytes()
    assert [path.name for path in written.parent.iterdir()] == ["report.pdf"]


@pytest.mark.parametrize(
    "text", ["a*b_c", "#let x", "$5 @me <x>", "[a](b) `c`", '"q" \\n', "= no heading", "/ no term", "- x"]
)
def test_nothing_that_a_source_prints_is_markup(text: str) -> None:
    import typst

    source = f"{escaped(text)}\n\n{markdown(text)}\n\n{table(TABLE.replace('99.5 %', text.replace('<', '&lt;')))}"
    assert typst.compile(source.encode()).startswith(b"%PDF")


def test_without_typst_what_to_install_is_said(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(RunError, match=r"eduplans\[report\]"):
        write_pdf(project, tmp_path / "report.pdf")
