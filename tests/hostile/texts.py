"""Texts and tables made to do harm: signs that command, halves of characters, repetition, formulas."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hostile.pages import SCRIPTS
from hostile.valid import CSV, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Made = tuple[str, bytes]
#: Texts that a spreadsheet would take for a formula.
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=cmd|' /C touch pwned'!A0", '=WEBSERVICE("x")')
#: What is repeated, to find work that grows faster than the text.
REPEATED = (
    "1", "1.", "1,", "一", "一、", "（一）", "(", ")", "((1", "1、", "%", "5%", "亿", "万元", "1万", "，", "。",
    "、", "：", "-", "—", " ",
    "　", "\n", "\r", "\t", " \n", "|", " | ", "1 | ", "<", "<a", "<a ", ">", "&", "&amp;", "&#x41;", "&lt;", "{",
    "[", "《", "“", "\\",
    "/", "*", "_", "http://", "www.a.cn ", "年", "2024年", "2024", "学校", "增长", "同比", "其中", "不",
    "校(xiào)", "?", "a", "aā", "Ａ",
    "１", "①", "㎡", "🏫", "é", "e\u0301", "\u200b", "\u202e", "1-", "1~", "1至", "1/", "第", "第一章", "十",
    "百", "分之", "百分之",
)  # fmt: skip


def signs(canary: Path) -> Iterator[Made]:
    """Signs that command a terminal, turn the text or are no characters."""
    for code in (*range(32), 0x7F, 0x85, 0xA0, 0xAD, 0x200B, 0x202E, 0x2066, 0x2028, 0xFEFF, 0xFFFE, 0xFFFF, 0x10FFFF):
        sign = chr(code)
        yield f"sign-{code:x}.txt", TEXT.replace("学", f"学{sign}").encode()
    for half in (
        b"\xed\xa0\x80",
        b"\xed\xbf\xbf",
        b"\xed\xa0\xbd\xed\xb8\x80",
        b"\xc0\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xff",
    ):
        yield f"half-{half.hex()}.txt", TEXT.encode().replace("学".encode(), "学".encode() + half)
        yield f"half-{half.hex()}.csv", CSV.encode().replace("学".encode(), "学".encode() + half)
    wide = TEXT.encode("utf-16-le")
    yield "wide-half.txt", b"\xff\xfe" + wide[:20] + b"\x00\xd8" + wide[20:]
    yield "wide-odd.txt", b"\xff\xfe" + wide[:-1]
    yield "wide-turned.txt", b"\xfe\xff" + wide
    yield "wider.txt", b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le") + b"\x00\x00\x11\x00"
    yield "nulls.txt", b"\x00".join(TEXT.encode()[n : n + 3] for n in range(0, len(TEXT.encode()), 3))
    yield "all-nulls.txt", bytes(100_000)
    yield "escape.txt", ("\x1b]0;pwned\x07\x1b[2J" + TEXT).encode()


def repeated(canary: Path) -> Iterator[Made]:
    """One thing again and again, on one line and on many: no work may grow with its square."""
    for number, word in enumerate(REPEATED):
        yield f"line-{number}.txt", (TEXT + "\n" + word * (20_000 // len(word))).encode()
        yield f"lines-{number}.txt", (TEXT + "\n" + f"{word * 9}\n" * (10_000 // len(word) // 9)).encode()


def markup(canary: Path) -> Iterator[Made]:
    """Markup, scripts and commands in plain texts and tables."""
    for number, script in enumerate(
        (*SCRIPTS, "{raw:html}`<script>`", "```{raw} html\n<script>\n```", "$(touch pwned)", "`id`")
    ):
        yield f"script-{number}.txt", TEXT.replace("学校", f"学校{script}").encode()
        yield f"script-{number}.csv", CSV.replace("学校", f"学校{script}").encode()


def formulas(canary: Path) -> Iterator[Made]:
    """Cells that a spreadsheet would compute."""
    for number, formula in enumerate(FORMULAS):
        quoted = '"' + formula.replace('"', '""') + '"'
        yield f"formula-{number}.csv", (CSV + f"{quoted},1,2\n").encode()
        yield f"formula-{number}.txt", TEXT.replace("学校", f"{formula}学校").encode()


def tables(canary: Path) -> Iterator[Made]:
    """Tables that are none, or too much."""
    chance = random.Random(7)
    for number, sign in enumerate(('"', ",", '",', '"\n', "\t", "a,", "，", "|", ";", "\x00,", '""', "'")):
        yield f"table-{number}.csv", (sign * 50_000).encode()
        yield f"row-{number}.csv", (CSV + sign * 3_000 + "\n").encode()
    for number in range(20):
        yield f"noise-{number}.csv", "".join(chance.choice('",\n\r\t;|1a学=\x00') for _ in range(2_000)).encode()
