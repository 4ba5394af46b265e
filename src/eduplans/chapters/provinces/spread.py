"""Whether provinces grow more alike: convergence of spending per pupil, inequality between and within regions."""

from __future__ import annotations

import pandas as pd

from eduplans.chapters.provinces.data import TIME, UNIT, Provinces, province_name
from eduplans.chapters.provinces.estimates import between
from eduplans.display import number, percent
from eduplans.estimators import Beta, Theil, beta_convergence, gini, sigma_convergence, theil
from eduplans.provinces import region_name


def ends_frame(data: Provinces) -> pd.DataFrame:
    """Spending per pupil in the first and last complete year, by province code; rows with both."""
    first, last = data.ends
    wide = data.complete.pivot(index=UNIT, columns=TIME, values="per_pupil")
    return wide[[first, last]].dropna()


def beta(data: Provinces) -> Beta:
    """Estimate beta convergence of real spending per pupil between the first and the last complete year."""
    wide = ends_frame(data)
    first, last = data.ends
    return beta_convergence(wide[first].to_numpy(), wide[last].to_numpy(), last - first)


def beta_sentence(data: Provinces, found: Beta) -> str:
    """State slope, speed and half-life with their intervals."""
    first, last = data.ends
    short, long = found.half_life_range
    open_end = long == float("inf")
    return (
        f"From {first} to {last}, in {found.n} provinces: slope {number(found.slope.value, 3, sign=True)} (HC3, 95 % "
        f"{between(found.slope.low, found.slope.high, 3)}, p = {number(found.slope.p, 2)}). This is a speed of "
        f"**{percent(100 * found.speed)} a year** ({percent(100 * found.speed_low)} to "
        f"{percent(100 * found.speed_high)}), a half-life of {_years(found.half_life)} ({_years(short)} to "
        f"{_years(long)}). "
        + ("The interval includes no convergence." if open_end else "The interval includes convergence only.")
    )


def _years(value: float) -> str:
    return "no end" if value == float("inf") else f"{number(value, 0)} years"


def sigma_table(data: Provinces) -> pd.DataFrame:
    """Lay dispersion of spending per pupil out by year."""
    found = sigma_convergence(data.complete, "per_pupil", TIME)
    return pd.DataFrame(
        {
            "year": found.index.astype(int).astype(str),
            "provinces": found["n"].to_numpy(),
            "standard deviation of logarithms": [number(value, 3) for value in found["sd_log"]],
            "coefficient of variation": [number(value, 3) for value in found["variation"]],
        }
    )


def sigma_sentence(data: Provinces) -> str:
    """Say how dispersion moved between the first and the last complete year."""
    found = sigma_convergence(data.complete, "per_pupil", TIME)
    first, last = data.ends
    before, after = (float(found["sd_log"].loc[year]) for year in (first, last))
    word = "fell" if after < before else "rose"
    return (
        f"The standard deviation of logarithms {word} from {number(before, 3)} in {first} to {number(after, 3)} in "
        f"{last}, by {percent(100 * abs(after / before - 1))}."
    )


def theil_by_year(data: Provinces) -> dict[int, Theil]:
    """Theil's T of spending per pupil by year, weighted by pupils, with its parts by region."""
    return {
        year: theil(rows["per_pupil"].to_numpy(), rows["pupils"].to_numpy(), rows["region"].tolist())
        for year in sorted({int(one) for one in data.complete[TIME]})
        if len(rows := data.complete[data.complete[TIME] == year])
    }


def theil_table(data: Provinces, found: dict[int, Theil]) -> pd.DataFrame:
    """Lay Theil's index and its parts out by year, with Gini's coefficient beside."""
    rows = []
    for year, one in found.items():
        part = data.complete[data.complete[TIME] == year]
        rows.append(
            {
                "year": str(year),
                "Theil's T": number(one.total, 4),
                "between regions": number(one.between, 4),
                "within regions": number(one.within, 4),
                "share between": percent(100 * one.share_between),
                "Gini": number(gini(part["per_pupil"].to_numpy(), part["pupils"].to_numpy()), 3),
            }
        )
    return pd.DataFrame(rows)


def region_table(data: Provinces, found: dict[int, Theil]) -> pd.DataFrame:
    """Lay the regions of the last complete year out."""
    last = data.ends[1]
    return pd.DataFrame(
        [
            {
                "region": region_name(part.name),
                "provinces": int((data.complete[data.complete[TIME] == last]["region"] == part.name).sum()),
                "share of pupils": percent(100 * part.population),
                "share of spending": percent(100 * part.income),
                "spending per pupil, country = 1": number(part.ratio, 2),
                "Theil's T within": number(part.index, 4),
                "adds to the whole": number(part.within, 4),
            }
            for part in found[last].groups
        ]
    )


def theil_sentence(data: Provinces, found: dict[int, Theil]) -> str:
    """Say how much inequality there is, where it sits, and which region adds most."""
    first, last = data.ends
    before, after = found[first], found[last]
    most = max(after.groups, key=lambda part: part.within)
    return (
        f"Theil's T went from {number(before.total, 3)} in {first} to {number(after.total, 3)} in {last}. In {last}, "
        f"**{percent(100 * (1 - after.share_between), 0)}** of it lies within regions and "
        f"{percent(100 * after.share_between, 0)} between them; {region_name(most.name)} alone adds "
        f"{percent(100 * most.within / after.total, 0)} of the whole."
    )


def province_table(data: Provinces) -> pd.DataFrame:
    """Lay provinces out: pupils and spending per pupil in both years and the growth between."""
    first, last = data.ends
    rows = data.complete.set_index([UNIT, TIME])
    found = []
    for code in sorted(data.complete[UNIT].unique()):
        if (code, first) not in rows.index or (code, last) not in rows.index:
            continue
        one, two = rows.loc[(code, first)], rows.loc[(code, last)]
        found.append(
            {
                "province": province_name(code),
                "region": region_name(str(one["region"])),
                f"pupils {first}, 万人": number(one["pupils"] / 1e4, 1),
                f"pupils {last}, 万人": number(two["pupils"] / 1e4, 1),
                "growth of pupils": percent(100 * (two["pupils"] / one["pupils"] - 1), sign=True),
                f"per pupil {first}, 元": number(one["per_pupil"], 0),
                f"per pupil {last}, 元": number(two["per_pupil"], 0),
                "growth per pupil": percent(100 * (two["per_pupil"] / one["per_pupil"] - 1), sign=True),
            }
        )
    return pd.DataFrame(found)
