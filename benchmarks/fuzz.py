"""Throw random texts at the whole path: no exception, spans that reproduce what is printed, no slow input.

    python benchmarks/fuzz.py --minutes 10 --seed 1

Texts are put together from pieces of the language (numerals, units, verbs, brackets, headings, tables, web residue),
from runs of one piece, and from any characters at all; half of them are then damaged. A text is slow where it takes
more than `SLOW` seconds of CPU time for every 10,000 characters, and at least a tenth of a second (a text of nothing
but figures, read twice, takes up to one).
"""

from __future__ import annotations

import argparse
import random
import sys
import time

SIGNS = (
    "0123456789.,，。；：、！？（）()“”《》〔〕[]【】%％‰|/-—–~～"
    "至到和与及约近超逾多余几第前后上下内外中高低的了为是有在"
)
NUMERALS = "一二两三四五六七八九十百千万亿零〇半"
WORDS = (
    "个百分点 个 所 名 人 万元 亿元 元 平方米 小时 分钟 年 月 日 人次 倍 成 百分之 分之 翻番 翻一番 "
    "以上 以下 左右 增长 下降 提高 达到 分别 其中 包括 从 由 增加到 不低于 比上年 同比 年均 2024年 "
    "“十四五”期间 今年 小学 初中 幼儿园 高中阶段 教师 在校学生 教育经费 生均公用经费标准 毛入学率 第 "
    "1:19.85 8:20 1/4 １２ ３．５ 1,234 XX ５G 7×24 浏览次数： 責任編輯： 教育經費 &nbsp; <td> </td> http:// A é"
)
BLANKS = ("\n", "\n\n", "\n一、", "\n（二）", "\n3.", "59 804", "8316\n万元", " | ", "\u3000", " ", "\t", "\r\n")
ODD = ("项目 | 2023年 | 2024年\n", "\ufffe", "\ufeff", "\u200b", "\x00", "\U00020000", "\ufffd", "\udc80")
PIECES = (*SIGNS, *NUMERALS, *WORDS.split(), *BLANKS, *ODD)
SLOW = 2.0


def text_of(chance: random.Random) -> str:
    """Put a random text together."""
    way = chance.random()
    if way < 0.15:
        text = chance.choice(PIECES) * chance.randrange(1, 4000)
    elif way < 0.3:
        unit = "".join(chance.choices(PIECES, k=chance.randrange(2, 6)))
        text = unit * chance.randrange(1, 1500)
    elif way < 0.4:
        text = "".join(chr(chance.randrange(1, 0xD7FF)) for _ in range(chance.randrange(1, 400)))
    else:
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 600)))
    return damaged(text, chance) if chance.random() < 0.5 else text


def damaged(text: str, chance: random.Random) -> str:
    """Insert, repeat, drop and swap a few stretches."""
    for _ in range(chance.randrange(1, 6)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randrange(1, 20))
        text = text[:start] + text[start:end] * chance.choice((0, 2, 3)) + chance.choice(PIECES) + text[end:]
    return text


def tried(text: str) -> tuple[float, int]:
    """Read a text both ways; CPU seconds and figures."""
    from eduplans.documents import document_from_text
    from eduplans.figures import find_figures, find_figures_in_text

    started = time.process_time()
    document = document_from_text(text, "fuzz")
    found = find_figures(document)
    bare = find_figures_in_text(text)
    seconds = time.process_time() - started
    for source, figures in ((document.text, found), (text, bare)):
        last = 0
        for figure in figures:
            assert last <= figure.start < figure.end <= len(source), "figures overlap or leave the text"
            assert source[figure.start : figure.end] == figure.as_printed, "a span does not reproduce what is printed"
            last = figure.end
    return seconds, len(found) + len(bare)


def main() -> int:
    """Try texts until the time is over; 1 where one was bad."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    call = parser.parse_args()
    chance = random.Random(call.seed)
    tried("云泽县2024年工作要点\n一、教育投入\n新建幼儿园3所。\n")
    until = time.monotonic() + 60 * call.minutes
    texts = characters = figures = bad = 0
    worst = 0.0
    while time.monotonic() < until:
        text = text_of(chance)
        try:
            seconds, found = tried(text)
        except Exception as error:  # noqa: BLE001 - any exception at all is what is looked for
            bad += 1
            print(f"{type(error).__name__}: {error}: {text[:300]!r}", flush=True)
            continue
        texts, characters, figures = texts + 1, characters + len(text), figures + found
        if seconds > 0.1 and seconds / len(text) * 10_000 > SLOW:
            # read once more: a machine that is shared charges a text for what others do to its caches
            seconds = min(seconds, tried(text)[0])
        pace = seconds / max(len(text), 1) * 10_000
        if seconds > 0.1:
            worst = max(worst, pace)
            if pace > SLOW:
                bad += 1
                print(f"slow: {seconds:.2f} s for {len(text)} characters: {text[:120]!r}", flush=True)
    print(f"{texts} texts, {characters} characters, {figures} figures, {bad} bad")
    print(f"slowest {worst:.2f} s for 10,000 characters")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
