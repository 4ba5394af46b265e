"""Which documents resemble each other in their words: cosines of weighted counts, their intervals, and a tree.

``weight(word, doc) = (1 + ln n) * (ln((1 + N) / (1 + d)) + 1)``, with n the count of the word in the document, N the
number of documents and d of those that have the word (G. Salton and C. Buckley, Term-weighting approaches in automatic
text retrieval, Information Processing & Management 24, 1988, in the smooth form of scikit-learn). Each document is a
vector of length one; the cosine of two is the sum of the products.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import average
from scipy.spatial.distance import squareform

from eduplans.themes.resample import SEED, centred

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from eduplans.themes.resample import Estimate

    Numbers = NDArray[np.float64]

#: Resamples of the likeness; fewer than of shares, because each builds all vectors anew.
TIMES = 400
#: A word counts from so many characters and items on: single characters and words of one item are left out.
CHARACTERS = 2
ITEMS = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much documents resemble each other.

    Parameters
    ----------
    docs
        Documents, sorted.
    cosines
        By two documents.
    estimates
        Cosine with interval by pair of documents, the first before the second.
    tree
        Merges of average linkage on ``1 - cosine``, as `scipy.cluster.hierarchy.average` gives them.
    support
        Of each merge, the share of resamples whose tree has the same documents below one merge.
    words
        Words that count.
    """

    docs: tuple[str, ...]
    cosines: Numbers
    estimates: dict[tuple[str, str], Estimate]
    tree: Numbers
    support: tuple[float, ...]
    words: tuple[str, ...]

    def merged(self) -> tuple[frozenset[str], ...]:
        """Documents below each merge, in the order of the merges."""
        return tuple(frozenset(self.docs[place] for place in below) for below in _sets(self.tree, len(self.docs)))


def tf_idf(counts: Numbers, *, sublinear: bool = True) -> Numbers:
    """Weight counts and make each row of length one.

    Parameters
    ----------
    counts
        Documents by words.
    sublinear
        Whether a count n weighs ``1 + ln n`` instead of n.

    Returns
    -------
    numpy.ndarray
        Documents by words.

    Examples
    --------
    >>> tf_idf(np.array([[3.0, 0.0], [0.0, 1.0]])).round(2).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    weights = np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0.0) if sublinear else counts.astype(float)
    have = (counts > 0).sum(axis=0)
    rows: Numbers = weights * (np.log((1 + len(counts)) / (1 + have)) + 1)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Numbers = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


def likeness(item_words: pd.DataFrame, times: int = TIMES, seed: int = SEED) -> Likeness:
    """Compare the documents of a table of words.

    Parameters
    ----------
    item_words
        ``eduplans.load("item_words")``.
    times, seed
        Number of resamples and seed.

    Returns
    -------
    Likeness
    """
    counts, owners, docs, words = _matrix(item_words)
    of_items = [np.flatnonzero(owners == place) for place in range(len(docs))]
    summed = np.vstack([counts[rows].sum(axis=0) for rows in of_items])
    cosines = _cosines(summed)
    tree = linkage(cosines)
    random = np.random.default_rng(seed)
    drawn = [
        _cosines(np.vstack([counts[random.choice(rows, size=len(rows))].sum(axis=0) for rows in of_items]))
        for _ in range(times)
    ]
    trees = [set(_sets(linkage(one), len(docs))) for one in drawn]
    stacked = np.stack(drawn)
    estimates = {
        (docs[i], docs[j]): centred(float(cosines[i, j]), stacked[:, i, j], lambda end: min(1.0, max(0.0, end)))
        for i in range(len(docs))
        for j in range(i + 1, len(docs))
    }
    support = tuple(sum(below in one for one in trees) / times for below in _sets(tree, len(docs)))
    return Likeness(docs, cosines, estimates, tree, support, words)


def _matrix(item_words: pd.DataFrame) -> tuple[Numbers, NDArray[np.int64], tuple[str, ...], tuple[str, ...]]:
    """Lay out counts by items and words, with the document of each item."""
    long = item_words[item_words["word"].str.len() >= CHARACTERS]
    items = long.groupby("word").size()
    long = long[long["word"].isin(items[items >= ITEMS].index)]
    word_places, words = pd.factorize(long["word"], sort=True)
    item_places, keys = pd.factorize(long["doc"] + "\n" + long["item"], sort=True)
    counts = np.zeros((len(keys), len(words)))
    np.add.at(counts, (item_places, word_places), long["count"].to_numpy(dtype=float))
    docs = tuple(sorted(set(long["doc"])))
    owners = np.array([docs.index(key.split("\n")[0]) for key in keys], dtype=np.int64)
    return counts, owners, docs, tuple(map(str, words))


def _cosines(counts: Numbers) -> Numbers:
    rows = tf_idf(counts)
    return np.clip(rows @ rows.T, 0.0, 1.0)


def linkage(cosines: Numbers) -> Numbers:
    """Join documents by average linkage on ``1 - cosine``.

    Parameters
    ----------
    cosines
        By two documents.

    Returns
    -------
    numpy.ndarray
        As `scipy.cluster.hierarchy.average`.

    Examples
    --------
    >>> linkage(np.array([[1.0, 0.8, 0.2], [0.8, 1.0, 0.4], [0.2, 0.4, 1.0]]))[:, 2].round(2).tolist()
    [0.2, 0.7]
    """
    distances = 1 - (cosines + cosines.T) / 2
    np.fill_diagonal(distances, 0.0)
    tree: Numbers = average(squareform(distances, checks=False))
    return tree


def _sets(tree: Numbers, size: int) -> list[frozenset[int]]:
    """Documents below each merge."""
    below = [frozenset([place]) for place in range(size)]
    for one, other, *_ in tree:
        below.append(below[int(one)] | below[int(other)])
    return below[size:]


def distinctive(item_words: pd.DataFrame, most: int = 8) -> dict[str, tuple[str, ...]]:
    """Find the words that weigh most in each document against the mean of the others.

    Parameters
    ----------
    item_words
        ``eduplans.load("item_words")``.
    most
        How many words a document.

    Returns
    -------
    dict
        By document, strongest first.
    """
    counts, owners, docs, words = _matrix(item_words)
    rows = tf_idf(np.vstack([counts[owners == place].sum(axis=0) for place in range(len(docs))]))
    found = {}
    for place, doc in enumerate(docs):
        others = np.delete(rows, place, axis=0).mean(axis=0) if len(docs) > 1 else np.zeros_like(rows[place])
        lead = rows[place] - others
        order = sorted(range(len(words)), key=lambda word: (-lead[word], words[word]))
        found[doc] = tuple(words[word] for word in order[:most])
    return found
