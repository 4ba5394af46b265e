from __future__ import annotations

import base64
from typing import Any

import pandas as pd
import pytest

from eduplans import display
from eduplans.display import amount, fill, log_points, marked, number, percent, say, show, table, tell
from eduplans.labels import in_language
from eduplans.plots import counts, png


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, str], dict[str, str]]]:
    """What was sent to the front end: data and metadata."""
    sent: list[tuple[dict[str, str], dict[str, str]]] = []

    def receive(data: dict[str, str], *, raw: bool, metadata: dict[str, str]) -> None:
        assert raw
        sent.append((data, metadata))

    monkeypatch.setattr("IPython.display.display", receive)
    return sent


Shown = list[tuple[dict[str, str], dict[str, str]]]
FRAME = pd.DataFrame(
    {
        "县 <b>": ["云泽|县", "青屏 & 县"],
        "value": [1234.5, None],
        "count": [0, 7],
        "text": ["1.5†", ""],
    }
)


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "written"),
    [
        (0.0, 1, True, "0.0"),
        (-0.04, 1, True, "0.0"),
        (0.04, 1, True, "0.0"),
        (-1234567.891, 2, False, "−1,234,567.89"),
        (float("nan"), 1, False, "–"),
    ],
)
def test_number(value: float, decimals: int, sign: bool, written: str) -> None:
    assert number(value, decimals, sign=sign) == written


def test_units() -> None:
    assert amount(403510000, "万元", 0) == "40,351 万元"
    assert amount(None) == amount(float("nan")) == "–"
    assert percent(-7.215, 2, sign=True) == "−7.21 %"
    assert log_points(None) == "–"
    with pytest.raises(KeyError):
        amount(1.0, "石")


def test_marks_stand_on_values_and_not_on_gaps() -> None:
    assert marked(pd.Series([1.0, 2.0, None]), pd.Series([True, False, True])) == ["1.0†", "2.0", "–"]


def test_table_is_sent_once_in_three_forms(shown: Shown) -> None:
    table(FRAME, "Caption <x>", note="A note", source="data/x.csv")
    ((data, metadata),) = shown
    assert list(data) == ["text/html", "text/markdown", "text/plain"]
    assert metadata == {}


def test_table_escapes(shown: Shown) -> None:
    table(FRAME, "Caption <x>")
    data = shown[0][0]
    assert "<b>" not in data["text/html"]
    assert "县 &lt;b&gt;" in data["text/html"]
    assert "青屏 &amp; 县" in data["text/html"]
    assert "<caption>Caption &lt;x&gt;</caption>" in data["text/html"]
    assert "云泽\\|县" in data["text/markdown"]


def test_markdown_table_has_as_many_cells_in_every_row(shown: Shown) -> None:
    table(FRAME, "Caption")
    rows = [line for line in shown[0][0]["text/markdown"].split("\n") if line.startswith("|")]
    assert {row.replace("\\|", "").count("|") for row in rows} == {5}
    assert rows[1] == "| :--- | ---: | ---: | ---: |"


def test_missing_zero_and_nothing_to_say_are_three_things(shown: Shown) -> None:
    table(FRAME, "Caption", missing="not reported")
    plain = shown[0][0]["text/plain"].split("\n")
    assert plain[2] == "云泽|县\t1,234.50\t0\t1.5†"
    assert plain[3] == "青屏 & 县\t–\t7\t"
    assert "– not reported (not zero)" in plain
    assert "† seen only in a copy of the publication" in plain


def test_legends_stand_only_where_they_are_needed(shown: Shown) -> None:
    table(pd.DataFrame({"a": [1]}), "Caption")
    assert shown[0][0]["text/plain"] == "Caption\na\n1"


def test_an_empty_table_keeps_its_head(shown: Shown) -> None:
    table(pd.DataFrame({"a": [], "b": []}), "Nothing")
    assert "<th" in shown[0][0]["text/html"]
    assert shown[0][0]["text/plain"].startswith("Nothing\na\tb")


def test_numbers_are_aligned_right_by_class(shown: Shown) -> None:
    table(FRAME, "Caption")
    assert '<td class="num">1,234.50</td>' in shown[0][0]["text/html"]
    assert "<td>云泽|县</td>" in shown[0][0]["text/html"]


def test_a_sentence_escapes_its_values_and_not_itself(shown: Shown) -> None:
    say("**{what}** was {value:+.1f} in {doc}", what="a*b", value=-2.25, doc="[x](y)_z")
    data = shown[0][0]
    assert data["text/markdown"] == "**a\\*b** was −2.2 in \\[x\\](y)\\_z"
    assert data["text/plain"] == "**a*b** was −2.2 in [x](y)_z"


def test_a_text_with_a_hyphen_keeps_it() -> None:
    assert fill("{doc} {value}", doc="a-b", value=-3) == "a-b −3"


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{a} {b}", a=1)


def test_a_picture_carries_its_alternative_text_caption_and_source(shown: Shown) -> None:
    figure = counts({"项": 2}, title="Items")
    assert show(figure, alt="There are two items.", caption="Two *items*.", source="data/a_b.csv") is None
    (picture, metadata), (words, _) = shown
    assert metadata == {"alt": "There are two items.", "data": {"columns": ["at", "value"], "rows": [["项", 2]]}}
    assert picture["text/plain"] == "There are two items."
    assert base64.b64decode(picture["image/png"]) == png(counts({"项": 2}, title="Items"))
    assert words["text/markdown"] == "Two *items*.  \n*Source: data/a\\_b.csv*"


def test_a_picture_without_caption_and_source_has_no_words(shown: Shown) -> None:
    show(counts({"项": 2}, title="Items"), alt="Two.")
    assert len(shown) == 1


def test_same_table_same_bytes(shown: Shown) -> None:
    for _ in range(2):
        table(FRAME, "Caption", note="n", source="s")
    assert shown[0] == shown[1]


def test_outside_a_notebook_the_display_of_ipython_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda _data, **options: calls.append(options))
    display.say("x")
    assert calls == [{"raw": True, "metadata": {}}]


def test_computed_values_are_marked_and_the_legend_says_so(shown: Shown) -> None:
    texts = marked(pd.Series([1.0, 2.0, None]), pd.Series([True, False, True]), derived=[True, True, True])
    assert texts == ["1.0†‡", "2.0‡", "–"]
    table(pd.DataFrame({"value": texts}), "Invented")
    plain = shown[0][0]["text/plain"]
    assert "‡ computed from other printed numbers" in plain
    assert "† seen only in a copy" in plain


def test_an_empty_sentence_shows_nothing(shown: Shown) -> None:
    say("{text}", text="")
    tell("")
    assert shown == []


def test_a_made_sentence_keeps_its_markup_in_markdown_only(shown: Shown) -> None:
    tell("It rose by **7 %**.")
    data, _ = shown[0]
    assert data == {"text/markdown": "It rose by **7 %**.", "text/plain": "It rose by 7 %."}


IDS = [f"yunze-2024-plan:{n:08x}" for n in range(6)]


def test_what_a_table_rests_on_stands_under_it_shortened_and_whole_in_the_metadata(shown: Shown) -> None:
    table(FRAME, "Caption", source="data/x.csv", rests_on=[*IDS, IDS[0]])
    data, metadata = shown[0]
    foot = f"Rests on: {', '.join(IDS[:4])} and 2 more"
    assert data["text/plain"].split("\n")[-2:] == ["Source: data/x.csv", foot]
    assert f"<p>{foot}</p></figcaption>" in data["text/html"]
    assert metadata == {"rests_on": IDS}


def test_a_short_list_is_printed_whole_and_a_series_of_pandas_will_do(shown: Shown) -> None:
    table(FRAME, "Caption", rests_on=pd.Series(["edu_fiscal", "cpi"]))
    assert shown[0][0]["text/plain"].endswith("Rests on: edu_fiscal, cpi")


def test_a_picture_says_what_it_rests_on_too(shown: Shown) -> None:
    show(counts({"项": 2}, title="Items"), alt="Two.", source="data/x.csv", rests_on=IDS)
    (_, metadata), (words, _) = shown
    assert {name: metadata[name] for name in ("alt", "rests_on")} == {"alt": "Two.", "rests_on": IDS}
    assert words["text/plain"].endswith(f"*Rests on: {IDS[0]}, {IDS[1]}, {IDS[2]}, {IDS[3]} and 2 more*")


def test_in_chinese_heads_caption_legends_and_fixed_words_are_chinese(shown: Shown) -> None:
    frame = pd.DataFrame(
        {"county": ["云泽县", None], "value": [True, False], "unknown head": ["at least 3 persons", 1]}
    )
    with in_language("zh"):
        table(frame, "The documents", source="data/x.csv", rests_on=["edu_fiscal"])
    assert shown[0][0]["text/plain"].split("\n") == [
        "文件一览", "县区\t数值\tunknown head", "云泽县\t是\t至少 3 人", "–\t否\t1", "– 未找到（不是零）",
        "来源：data/x.csv", "依据：edu_fiscal",
    ]  # fmt: skip


def test_a_cell_with_a_sentence_is_marked_so_that_its_column_keeps_room(shown: Shown) -> None:
    table(pd.DataFrame({"short": ["a"], "long": ["a sentence of more words than a name has"], "n": [1.5]}), "One row")
    page = shown[0][0]["text/html"]
    assert page.count('class="long"') == 1
    assert '<td class="long">a sentence' in page
