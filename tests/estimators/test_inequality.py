"""Inequality, held against closed forms."""

from __future__ import annotations

from math import log
from statistics import NormalDist

import numpy as np
import pytest

from eduplans.errors import ParameterError
from eduplans.estimators import gini, theil


def lognormal(sigma: float, n: int = 200_000) -> np.ndarray:  # type: ignore[type-arg]
    """Quantiles of a lognormal distribution."""
    normal = NormalDist(0, sigma)
    return np.exp([normal.inv_cdf((i + 0.5) / n) for i in range(n)])


def test_lognormal_distribution() -> None:
    """Both indices of Theil are sigma²/2 (F. A. Cowell, Measuring Inequality, appendix A)."""
    values = lognormal(0.5)
    assert theil(values).total == pytest.approx(0.125, abs=1e-4)
    assert theil(values, kind="L").total == pytest.approx(0.125, abs=1e-4)


def test_one_has_all_but_a_trace() -> None:
    """T tends to ln n, Gini to 1 - 1/n."""
    values = [1.0, *[1e-12] * 9]
    assert theil(values).total == pytest.approx(log(10), abs=1e-9)
    assert gini(values) == pytest.approx(0.9, abs=1e-9)


def test_decomposition_by_hand() -> None:
    """Two groups of two: incomes 1, 3 and 4, 12. Means 2 and 8, of all 5; shares of income 0.2 and 0.8."""
    found = theil([1, 3, 4, 12], groups=["a", "a", "b", "b"])
    own = (1 * log(1 / 2) + 3 * log(3 / 2)) / 4
    assert [part.index for part in found.groups] == pytest.approx([own, own])
    assert found.within == pytest.approx(own)
    assert found.between == pytest.approx(0.2 * log(0.4) + 0.8 * log(1.6))
    assert found.total == pytest.approx(found.between + found.within, abs=1e-15)
    assert [part.income for part in found.groups] == pytest.approx([0.2, 0.8])


@pytest.mark.parametrize("kind", ["T", "L"])
def test_parts_add_up_with_weights(kind: str) -> None:
    random = np.random.default_rng(0)
    values, heads = np.exp(random.normal(size=31)), random.integers(1, 100, 31)
    groups = [f"g{i % 4}" for i in range(31)]
    found = theil(values, heads, groups, kind)  # type: ignore[arg-type]
    assert found.total == pytest.approx(found.between + found.within, abs=1e-12)
    assert found.within == pytest.approx(sum(part.within for part in found.groups))
    assert 0 < found.share_between < 1


def test_a_weight_is_so_many_equal_heads() -> None:
    assert theil([1, 5], [3, 2]).total == pytest.approx(theil([1, 1, 1, 5, 5]).total)
    assert gini([1, 5], [3, 2]) == pytest.approx(gini([1, 1, 1, 5, 5]))


def test_scale_does_not_matter_and_a_damaged_value_does() -> None:
    values = [1.0, 2.0, 7.0]
    assert theil([1000 * value for value in values]).total == pytest.approx(theil(values).total)
    assert theil([1.0, 2.0, 70.0]).total != pytest.approx(theil(values).total)
    assert gini([1.0, 2.0, 70.0]) != pytest.approx(gini(values))


@pytest.mark.parametrize(
    ("values", "weights"), [([1.0, 0.0], None), ([1.0, float("nan")], None), ([1.0, 2.0], [1.0]), ([], None)]
)
def test_what_has_no_index_is_refused(values: list[float], weights: list[float] | None) -> None:
    with pytest.raises(ParameterError):
        theil(values, weights)
