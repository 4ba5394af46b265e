from __future__ import annotations

import pytest

from eduplans.documents.simplified import simplify


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("穿著", "穿着"),
        ("著力", "着力"),
        ("著名", "著名"),
        ("甚麼", "什么"),
        ("硏究", "研究"),
        ("显著", "显著"),
        ("學校", "学校"),
    ],
)
def test_words(text: str, simplified: str) -> None:
    assert simplify(text) == simplified
