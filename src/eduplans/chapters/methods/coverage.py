"""How often intervals cover what they claim: drawn samples of our size, with a slope that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from eduplans.display import number
from eduplans.estimators import least_squares, wild_cluster_bootstrap, with_covariance
from eduplans.trends import Decomposition, elasticity, fixed_b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

#: The slope that every sample is drawn with.
SLOPE = 0.6
#: Yearly differences of the national series, and provinces by years.
YEARS, PROVINCES, TIMES = 22, 31, 5
#: Samples of provinces are drawn so many times as often as national ones: their sums are quicker.
MORE = 3
#: A coverage too low to accept, to say how often a count as large as ours would let it pass.
SHORT = 0.92
#: Draws of each wild bootstrap: its p-value only decides whether the true slope is rejected.
_BOOTSTRAP = 399
_NATIONAL = ("HC3, t", "HAC, t", "fixed-b")
_PANEL = ("CR1, t", "CR2, t", "CR3, t", "wild bootstrap")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often an interval that claims 95 % covered the true slope.

    Parameters
    ----------
    design
        How samples were drawn.
    interval
        Which interval.
    covered, draws
        Samples in which it covered, of all.
    """

    design: str
    interval: str
    covered: int
    draws: int

    @property
    def share(self) -> float:
        """Share of samples covered."""
        return self.covered / self.draws

    @property
    def error(self) -> float:
        """Monte Carlo standard error of the share, at the claimed 95 %."""
        return float(np.sqrt(0.95 * 0.05 / self.draws))

    @property
    def verdict(self) -> str:
        """Whether the share lies farther than two Monte Carlo errors from 95 %; if not, nothing is shown."""
        gap = self.share - 0.95
        return "not shown to differ" if abs(gap) <= 2 * self.error else "too seldom" if gap < 0 else "too often"


def passing(draws: int, true: float = SHORT) -> float:
    """Say with what probability an interval is not called too seldom, though it covers only so often.

    Parameters
    ----------
    draws
        Samples drawn.
    true
        How often the interval covers in truth.

    Returns
    -------
    float

    Examples
    --------
    >>> passing(20) > passing(200) > passing(2000)
    True
    """
    from scipy.special import bdtrc

    fewest = next(hits for hits in range(draws + 1) if Coverage("", "", hits, draws).verdict != "too seldom")
    return float(bdtrc(fewest - 1, draws, true)) if fewest else 1.0


def autoregressive(random: np.random.Generator, size: tuple[int, ...], memory: float) -> NDArray[np.float64]:
    """Draw series in which each value keeps the share `memory` of the one before, along the last axis.

    Examples
    --------
    >>> autoregressive(np.random.default_rng(0), (2, 5), 0.5).shape
    (2, 5)
    """
    values = random.standard_normal(size)
    for step in range(1, size[-1]):
        values[..., step] = memory * values[..., step - 1] + np.sqrt(1 - memory**2) * values[..., step]
    return values


def national_coverage(draws: int, seed: int) -> tuple[Coverage, ...]:
    """Draw yearly differences as many as the national series has, independent and with memory.

    Parameters
    ----------
    draws
        Samples a design.
    seed
        Of the random numbers.

    Returns
    -------
    tuple of Coverage
    """
    found = []
    for design, memory, spread in (
        (f"{YEARS} years, independent", 0.0, 0.0),
        (f"{YEARS} years, spread grows with pupils", 0.0, 1.0),
        (f"{YEARS} years, errors and pupils with memory 0.5", 0.5, 0.0),
    ):
        random = np.random.default_rng(seed)
        counts = np.zeros(len(_NATIONAL), int)
        for _ in range(draws):
            pupils = autoregressive(random, (YEARS,), memory)
            noise = autoregressive(random, (YEARS,), memory) * (1 + spread * np.abs(pupils))
            counts += list(_national_hits(pupils, noise))
        found += [Coverage(design, name, int(hits), draws) for name, hits in zip(_NATIONAL, counts, strict=True)]
    return tuple(found)


def _national_hits(pupils: NDArray[np.float64], noise: NDArray[np.float64]) -> Iterator[bool]:
    index = pd.RangeIndex(2001, 2001 + YEARS, name="year")
    frame = pd.DataFrame({"pupils": pupils, "spending": SLOPE * pupils + noise, "state": "usable"}, index=index)
    sample = Decomposition("drawn", frame)
    for one in (elasticity(sample, "HC3"), elasticity(sample, "HAC"), fixed_b(sample)):
        yield one.low <= SLOPE <= one.high


def panel_coverage(draws: int, seed: int) -> tuple[Coverage, ...]:
    """Draw differences of 31 provinces over five years, alike within provinces.

    Pupils have a part of the province; errors have one too. In the second design the errors of five provinces are
    four times as large, as where a few provinces are small.

    Parameters
    ----------
    draws, seed
        As for `national_coverage`.

    Returns
    -------
    tuple of Coverage
    """
    found = []
    codes = np.repeat(np.arange(PROVINCES), TIMES)
    times = np.tile(np.arange(TIMES), PROVINCES)
    dummies = (times[:, None] == np.arange(TIMES)).astype(float)
    for design, large in (
        (f"{PROVINCES} provinces × {TIMES} years, alike within provinces", 1.0),
        (f"{PROVINCES} provinces × {TIMES} years, five provinces with large errors and changes", 4.0),
    ):
        random = np.random.default_rng(seed)
        scale = np.where(np.arange(PROVINCES) < TIMES, large, 1.0)[codes]
        counts = np.zeros(len(_PANEL), int)
        for draw in range(draws):
            pupils = _drawn_panel(random, codes, times) * np.sqrt(scale)
            spending = SLOPE * pupils + _drawn_panel(random, codes, times) * scale
            counts += list(_panel_hits(spending, np.column_stack([pupils, dummies]), codes, seed + draw))
        found += [Coverage(design, name, int(hits), draws) for name, hits in zip(_PANEL, counts, strict=True)]
    return tuple(found)


def _drawn_panel(
    random: np.random.Generator, codes: NDArray[np.int64], times: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Draw a value a row: a third of its variance is the province's, a third the year's."""
    own, province, year = (random.standard_normal(size) for size in (len(codes), PROVINCES, TIMES))
    return np.asarray((own + province[codes] + year[times]) / np.sqrt(3), dtype=np.float64)


def _panel_hits(y: NDArray[np.float64], x: NDArray[np.float64], codes: NDArray[np.int64], seed: int) -> Iterator[bool]:
    names = ["pupils", *(f"year {time}" for time in range(TIMES))]
    line = least_squares(y, x, names, covariance="CR1", groups=codes)
    for kind in ("CR1", "CR2", "CR3"):
        one = with_covariance(line, kind).coefficient("pupils")
        yield one.low <= SLOPE <= one.high
    boot = wild_cluster_bootstrap(line, "pupils", null=SLOPE, draws=_BOOTSTRAP, seed=seed, interval=False)
    yield boot.p >= 0.05


def all_coverage(draws: int, seed: int) -> tuple[Coverage, ...]:
    """Measure coverage in all designs: of the nation, and `MORE` times as often of provinces."""
    return national_coverage(draws, seed) + panel_coverage(MORE * draws, seed)


def coverage_table(found: tuple[Coverage, ...]) -> pd.DataFrame:
    """Lay coverage out."""
    return pd.DataFrame(
        [
            {
                "samples": one.design,
                "interval": one.interval,
                "draws": one.draws,
                "covered": f"{100 * one.share:.1f} %",
                "Monte Carlo error": f"{100 * one.error:.1f}",
                "covers": one.verdict,
            }
            for one in found
        ]
    )


def coverage_sentence(found: tuple[Coverage, ...]) -> str:
    """Say which intervals cover too seldom, and of the others how little that shows."""
    names = list(dict.fromkeys(one.interval for one in found))
    good = [name for name in names if all(one.verdict != "too seldom" for one in found if one.interval == name)]
    bad = [f"{one.interval} ({one.design}: {100 * one.share:.1f} %)" for one in found if one.verdict == "too seldom"]
    said = f"Of intervals that claim 95 %, these are not shown to cover too seldom in any design: {_and(good)}."
    said += "".join(_power(found, good))
    return f"{said} Too seldom: {'; '.join(bad)}." if bad else said


def draws_sentence(found: tuple[Coverage, ...], seed: int) -> str:
    """Say on how many draws each share rests, and how to read intervals that cover too seldom."""
    designs = {draws: [one.design for one in found if one.draws == draws] for draws in sorted({o.draws for o in found})}
    counts = ", ".join(f"{number(draws, 0)} in {len(set(names))} designs" for draws, names in designs.items())
    return (
        f"Draws: {counts}, with seed {seed}; the true slope is {SLOPE:g}. Where an interval covers too seldom here, "
        "read those of the other chapters that are made in the same way as intervals of about the coverage shown, not "
        "of what they claim."
    )


def _power(found: tuple[Coverage, ...], good: list[str]) -> Iterator[str]:
    """Say how sure it is that an interval that covers too seldom is found out, by number of draws."""
    for draws in sorted({one.draws for one in found if one.interval in good}):
        names = "; ".join(dict.fromkeys(one.interval for one in found if one.interval in good and one.draws == draws))
        yield (
            f" That is no proof: with {number(draws, 0)} draws a design ({names}) a true {100 * SHORT:.0f} % would "
            f"pass in one design with probability {passing(draws):.2f}."
        )


def _and(names: list[str]) -> str:
    return "; ".join(f"**{name}**" for name in names) or "none"
