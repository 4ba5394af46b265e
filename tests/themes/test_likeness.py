"""Likeness of documents, held against the numbers of scikit-learn's guide and against hand-made documents."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from eduplans.themes.likeness import distinctive, likeness, linkage, tf_idf

#: Counts of the example in scikit-learn's user guide, section on tf-idf term weighting.
COUNTS = np.array([[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]], dtype=float)
#: Its result with smooth_idf=True, as printed there.
SKLEARN = [
    [0.85151335, 0.0, 0.52433293],
    [1.0, 0.0, 0.0],
    [1.0, 0.0, 0.0],
    [1.0, 0.0, 0.0],
    [0.55422893, 0.83236428, 0.0],
    [0.63035731, 0.0, 0.77630514],
]


def words(texts: dict[str, list[str]]) -> pd.DataFrame:
    """A table of words from invented documents: a list of texts, one an item, words divided by blanks."""
    rows = []
    for doc, own in texts.items():
        for place, text in enumerate(own):
            counts = pd.Series(text.split()).value_counts(sort=False)
            rows += [{"doc": doc, "item": str(place), "word": word, "count": n} for word, n in counts.items()]
    return pd.DataFrame(rows)


TEXTS = {
    "a": ["教师 培训 招聘", "食堂 安全 教师", "培训 待遇 安全"],
    "b": ["教师 培训 招聘", "食堂 安全 教师", "培训 待遇 课程"],
    "c": ["隐患 消防 预算", "审计 消防 校车", "隐患 预算 校车 安全"],
}


def test_weights_are_those_of_scikit_learns_guide() -> None:
    assert tf_idf(COUNTS, sublinear=False) == pytest.approx(np.array(SKLEARN), abs=1e-8)


def test_sublinear_weights_grow_by_the_logarithm() -> None:
    # one document, so that idf is the same for both words: weights 1 and 1 + ln 4
    row = tf_idf(np.array([[1.0, 4.0]]))[0]
    assert row[1] / row[0] == pytest.approx(1 + np.log(4))


def test_rows_have_length_one_and_empty_ones_stay_empty() -> None:
    rows = tf_idf(np.array([[1.0, 2.0], [0.0, 0.0]]))
    assert np.linalg.norm(rows[0]) == pytest.approx(1)
    assert not rows[1].any()


def test_the_tree_of_three_is_known() -> None:
    # average linkage by hand: first two at 0.2, then the third at the mean of 0.8 and 0.6
    tree = linkage(np.array([[1.0, 0.8, 0.2], [0.8, 1.0, 0.4], [0.2, 0.4, 1.0]]))
    assert tree[0].tolist() == pytest.approx([0, 1, 0.2, 2])
    assert tree[1].tolist() == pytest.approx([2, 3, 0.7, 3])


def test_documents_of_the_same_words_are_joined_first() -> None:
    found = likeness(words(TEXTS), times=100)
    assert found.docs == ("a", "b", "c")
    assert found.merged() == (frozenset("ab"), frozenset("abc"))
    assert found.estimates["a", "b"].value > 0.8 > 0.3 > found.estimates["a", "c"].value
    assert found.support[0] > 0.8
    assert found.support[-1] == 1


def test_cosines_are_symmetric_and_one_with_itself() -> None:
    found = likeness(words(TEXTS), times=5)
    assert found.cosines == pytest.approx(found.cosines.T)
    assert np.diag(found.cosines) == pytest.approx(np.ones(3))
    assert ((found.cosines >= 0) & (found.cosines <= 1)).all()


def test_intervals_hold_the_estimate_and_are_possible() -> None:
    for one in likeness(words(TEXTS), times=200).estimates.values():
        assert 0 <= one.low <= one.value <= one.high <= 1


def test_the_same_seed_gives_the_same_intervals() -> None:
    first, second, other = (likeness(words(TEXTS), times=50, seed=seed) for seed in (1, 1, 2))
    assert first.estimates == second.estimates
    assert first.estimates != other.estimates
    assert first.cosines == pytest.approx(other.cosines)


def test_the_order_of_rows_does_not_matter() -> None:
    frame = words(TEXTS)
    shuffled = frame.sample(frac=1, random_state=3)
    assert likeness(frame, times=20).estimates == likeness(shuffled, times=20).estimates


def test_single_characters_and_words_of_one_item_do_not_count() -> None:
    found = likeness(words({"a": ["校 校 安全", "校 安全"], "b": ["安全 唯一", "安全"]}), times=5)
    assert found.words == ("安全",)


def test_a_changed_word_changes_the_cosine() -> None:
    changed = TEXTS | {"b": ["教师 培训 招聘", "食堂 安全 消防", "隐患 待遇 课程"]}
    before, after = (likeness(words(texts), times=5).estimates["a", "b"].value for texts in (TEXTS, changed))
    assert after < before


def test_words_that_set_a_document_off() -> None:
    found = distinctive(words(TEXTS), most=3)
    assert set(found["c"]) <= {"隐患", "消防", "预算", "校车"}
    assert all(len(best) == 3 for best in found.values())
