"""Word counts of items, so that a lexicon of themes can change without the documents.

The segmenter is rjieba, the Rust port of jieba with the same dictionary; its version is recorded with every
document, because another version may cut another way.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.metadata import version

# A word has a Chinese character or a Latin letter; figures have a table of their own.
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]")


@cache
def segmenter() -> str:
    """Name and version of the segmenter, as recorded in ``documents.csv``.

    Returns
    -------
    str

    Examples
    --------
    >>> segmenter().split()[0]
    'rjieba'
    """
    return f"rjieba {version('rjieba')}"


def count_words(text: str) -> dict[str, int]:
    """Count the words of a text.

    Parameters
    ----------
    text
        Cleaned simplified text.

    Returns
    -------
    dict of str to int
        Occurrences by word, words in code point order; punctuation and bare numbers are left out.

    Examples
    --------
    >>> count_words("教师交流，教师培训3次。")
    {'交流': 1, '培训': 1, '教师': 2, '次': 1}
    """
    import rjieba

    counts = Counter(rjieba.cut(text))
    return {word: counts[word] for word in sorted(filter(_WORD.search, counts))}
