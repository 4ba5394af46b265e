from __future__ import annotations

import codecs
import random

import pytest

from eduplans.documents.encodings import decode
from eduplans.errors import DocumentError

SIMPLIFIED = "青禾县教育局2020年工作要点\n一、扩大学位\n全县新建学校3所，增加学位1200个。"
TRADITIONAL = "青禾縣教育局2020年工作要點\n一、擴大學位\n全縣新建學校3所，增加學位1200個。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SIMPLIFIED.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8"),
        (SIMPLIFIED.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16"),
        (SIMPLIFIED.encode("utf-16-le"), "utf-16"),
        (SIMPLIFIED.encode("utf-16-be"), "utf-16"),
        (SIMPLIFIED.encode("utf-32"), "utf-32"),
        (SIMPLIFIED.encode("gb18030"), "gb18030"),
        (SIMPLIFIED.encode("gbk"), "gb18030"),
    ],
)
def test_simplified_text_in_every_encoding(data: bytes, encoding: str) -> None:
    decoded = decode(data, "plan.txt")
    assert (decoded.text, decoded.encoding) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize(("codec", "encoding"), [("big5", "big5"), ("gbk", "gb18030"), ("utf-8", "utf-8")])
def test_traditional_text(codec: str, encoding: str) -> None:
    decoded = decode(TRADITIONAL.encode(codec), "plan.txt")
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, encoding)


def test_a_few_broken_bytes_do_not_lose_a_utf8_file() -> None:
    data = (SIMPLIFIED * 20).encode()
    decoded = decode(data[:100] + b"\xff" + data[100:], "plan.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") in (1, 2, 3)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (bytes(range(256)) * 20, "binary"),
        (random.Random(7).randbytes(4000), "binary"),
        (b"\x00" * 500, "binary"),
        ("Zürich naïve straße ".encode("latin-1") * 20, "encoding of the file is not known"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xff", "broken at byte"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "begins as utf-16"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, what: str) -> None:
    with pytest.raises(DocumentError, match=what) as caught:
        decode(data, "plan.txt")
    assert caught.value.problems[0].where == "plan.txt"
    assert "UTF-8" in caught.value.problems[0].remedy
