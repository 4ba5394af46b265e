from __future__ import annotations

import pytest

from eduplans.documents.dates import iso_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2020年3月11日", "2020-03-11"),
        ("2020 年 3 月 11 日", "2020-03-11"),
        ("2020-07-02", "2020-07-02"),
        ("2020/7/2", "2020-07-02"),
        ("2020.7.2", "2020-07-02"),
        ("二〇二〇年三月十一日", "2020-03-11"),
        ("二○二○年十二月三十一日", "2020-12-31"),
    ],
)
def test_dates(printed: str, iso: str) -> None:
    assert iso_date(f" {printed} ") == iso


@pytest.mark.parametrize(
    "text", ["", "2020年3月", "2020年13月1日", "2020-02-30", "2020年3月11日印发", "二〇二〇年十三月一日", "12"]
)
def test_what_is_no_date(text: str) -> None:
    assert iso_date(text) == ""
