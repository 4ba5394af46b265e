"""Tables as CSV, LaTeX and HTML: nothing is lost, nothing is taken for markup or a formula."""

from __future__ import annotations

import csv
import io
import re

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from eduplans.exports.shown import Shown, slug
from eduplans.exports.tables import csv_text, html_page, latex, neutral
from eduplans.labels import in_language

FRAME = pd.DataFrame({"县": ["=cmd()", '#7 "q"', "-"], "value": [1 / 3, None, -2.0], "yes": [True, False, True]})
HEADS = ["县", "value", "=yes"]
CELLS = [["=cmd()", "0.33", "yes"], ['#7 "q"', "–", "no"], ["-", "−2", "yes"]]
SHOWN = Shown("Rates", "Rates & 比率", ("0 is zero, 5 % is not.",), "data/a_b.csv", ("yunze:1", "yunze:2"))
RIGHT = [False, True, False]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\tx", "\r=1", "-", "--5", "+1-2"])
def test_what_a_spreadsheet_would_compute_is_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["−5", "-5", "+15.3", "-1,234.5†‡", "+7.2 %", "−", "a=b", "", "–", "'=1"])
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert neutral(text) == text


def test_csv_says_everything_and_pandas_reads_it() -> None:
    text = csv_text(HEADS, FRAME, CELLS, SHOWN)
    assert text.split("\n")[:4] == [
        "# Rates & 比率", "# 0 is zero, 5 % is not.", "# Source: data/a_b.csv", "# Rests on: yunze:1, yunze:2",
    ]  # fmt: skip
    read = pd.read_csv(io.StringIO("\ufeff" + text), comment="#", na_values=["–"], keep_default_na=False)
    assert list(read.columns) == ["县", "value", "'=yes"]
    assert read["县"].tolist() == ["'=cmd()", '#7 "q"', "'-"]
    assert read["value"].tolist()[::2] == [1 / 3, -2.0]
    assert np.isnan(read["value"][1])


def test_numbers_are_written_in_full_and_whole_ones_whole() -> None:
    frame = pd.DataFrame({"a": [1.0, 0.1 + 0.2], "b": [10**12, 3], "c": [np.float64(2.5), np.nan]})
    cells = [["1", "1,000,000,000,000", "2.50"], ["0.30", "3", "–"]]
    rows = list(csv.reader(io.StringIO(csv_text(["a", "b", "c"], frame, cells, Shown("T", "T")))))
    assert rows[2:] == [["1", "1000000000000", "2.5"], ["0.30000000000000004", "3", "–"]]


def test_latex_escapes_and_balances() -> None:
    nasty = [["50 % & $x_1$ #2", "{a}^~\\b", "[1]"], ["*", "é–†‡−", "云泽县"]]
    text = latex(["a_b", "c&d", "e"], nasty, RIGHT, SHOWN, "01-rates")
    assert r"50 \% \& \$x\_1\$ \#2 & \{a\}\textasciicircum{}\textasciitilde{}\textbackslash{}b & {}[1] \\" in text
    assert r"{}* & é–†‡− & 云泽县 \\" in text
    assert r"\caption{Rates \& 比率}" in text
    assert r"\label{tab:01-rates}" in text
    assert r"\begin{tabular}{lrl}" in text
    assert r"Source: data/a\_b.csv \\" in text
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("%"))
    bare = re.sub(r"\\[\\&%$#_{}]", "", body)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"[%$#^~]", bare)
    assert [len(re.findall(r"(?<!\\)&", line)) for line in body.splitlines() if line.endswith(r"\\")][:3] == [2, 2, 2]
    for rule in ("toprule", "midrule", "bottomrule"):
        assert text.count("\\" + rule) == 1


def test_latex_says_what_chinese_needs_and_only_then() -> None:
    plain = Shown("Rates", "Rates")
    assert "ctex" in latex(["a"], [["云"]], [False], plain)
    assert "ctex" not in latex(["a"], [["x – −"]], [False], plain)
    assert "ctex" in latex(["a"], [["x"]], [False], Shown("Rates", "比率"))


def test_a_long_table_breaks_over_pages() -> None:
    text = latex(["a"], [[str(n)] for n in range(50)], [True], SHOWN, "x")
    assert r"\begin{longtable}{r}" in text
    assert text.count(r"\caption") >= 1
    assert r"\usepackage{longtable}" in text
    assert r"\begin{table}" not in text
    assert text.rstrip().endswith(r"\par}")


def test_two_heads_of_one_name_and_an_empty_table() -> None:
    text = latex(["a", "a"], [["1", "2"]], [True, True], Shown("T", "T"))
    assert "a & a{} \\\\" in text
    assert r"\toprule" in latex(["a", "b"], [], [False, False], Shown("T", "T"))


def test_html_carries_its_styles_in_its_tags() -> None:
    soup = BeautifulSoup(html_page(HEADS, CELLS, RIGHT, SHOWN), "html.parser")
    assert not soup(["style", "link", "script"])
    assert [cell.get_text() for cell in soup("td")] == [text for row in CELLS for text in row]
    assert all("text-align" in cell["style"] for cell in soup(["th", "td"]))
    assert [("right" in cell["style"]) for cell in soup.find("tr")("th")] == RIGHT
    assert soup.title.get_text() == "Rates & 比率"
    said = [part.get_text() for part in soup("p")]
    assert said[-2:] == ["Source: data/a_b.csv", "Rests on: yunze:1, yunze:2"]


def test_a_long_list_of_ids_is_short_under_the_table_and_whole_inside() -> None:
    ids = tuple(f"yunze-2024-plan:{n:04d}" for n in range(30))
    shown = Shown("T", "T", source="s", rests_on=ids)
    page = BeautifulSoup(html_page(["a"], [["1"]], [True], shown), "html.parser")
    assert page("p")[-1].get_text().endswith("yunze-2024-plan:0003 and 26 more")
    assert page.find("meta", attrs={"name": "rests-on"})["content"] == ", ".join(ids)
    comment, body = latex(["a"], [["1"]], [True], shown).split("\\begin{table}")
    assert all(one in comment for one in ids)
    assert "and 26 more" in body
    assert ids[-1] not in body
    assert ids[-1] in csv_text(["a"], pd.DataFrame({"a": [1]}), [["1"]], shown)


def test_the_words_under_a_table_are_in_the_language_in_use() -> None:
    with in_language("zh"):
        assert SHOWN.lines()[-2:] == ["来源：data/a_b.csv", "依据：yunze:1, yunze:2"]


def test_slugs_are_short_and_of_small_letters() -> None:
    assert slug("Growth (2000–2024): 教育, pupils!") == "growth-2000-2024-pupils"
    assert not slug("x" * 59 + " y").endswith("-")
