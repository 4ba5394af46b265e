"""The sections of the chapter: what each shows. Without tables of the user only the first one shows something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.chapters.provinces import estimates, pictures, spread, tables, texts
from eduplans.chapters.provinces.data import SCOPE, SOURCE, Provinces, province_name
from eduplans.display import fill, number, say, show, table, tell

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def _table(data: Provinces, frame: pd.DataFrame, caption: str, *, note: str = SCOPE, missing: str = "") -> None:
    """Show a table of the chapter with its source and series."""
    table(frame, caption, note=note, source=SOURCE, rests_on=data.series, missing=missing or "not reported")


def _picture(data: Provinces, figure: Figure, what: str, finding: str, caption: str) -> None:
    """Show a picture of the chapter; the alternative text says what it is and what it shows."""
    alt = fill("{what} {finding}", what=what, finding=finding.replace("**", ""))
    show(figure, alt=alt, caption=caption, source=SOURCE, rests_on=data.series)


def begin(data: Provinces | None) -> None:
    """Say what the chapter was built from, or how to get the tables that it needs."""
    if data is not None:
        tell(tables.built_from(data))
        return
    tell(tables.how_to_get())
    table(
        tables.needed_table(),
        "Tables that this chapter needs",
        note="The folder holds no table. Without these there are no results below.",
        source="data.stats.gov.cn, 分省年度数据",
    )


def known(data: Provinces | None) -> None:
    """Show the files, the series, the panel by year and by province."""
    if data is None:
        return
    tell(texts.KNOWN)
    files = "Series known: those that codebook/province_series.csv names."
    _table(data, tables.files_table(data), "Files that were read", note=files)
    _table(data, tables.series_table(data), "Series that this chapter rests on", note=SCOPE, missing="nothing to say")
    _table(
        data,
        tables.year_table(data),
        f"{data.name}, pupils and spending per pupil by year",
        note=f"{SCOPE} Spending at current prices; per pupil at the prices of the last year in each province.",
        missing="not reported, or no year before",
    )
    tell(tables.usable_sentence(data))
    first, last = data.ends
    _table(data, spread.province_table(data), f"Provinces, {first} and {last}")


def follows(data: Provinces | None) -> None:
    """Show the slope of spending on pupils with all intervals, and what it hangs on."""
    if data is None:
        return
    tell(texts.FOLLOWS)
    slopes = estimates.slopes(data)
    said = estimates.slope_sentence(slopes)
    _table(
        data,
        estimates.slope_table(slopes),
        "Slope of spending on pupils",
        note=f"{SCOPE} Wild bootstrap: 1,999 draws, seed fixed.",
        missing="the bootstrap has no standard error",
    )
    _picture(
        data,
        pictures.slopes_picture(slopes),
        "Slopes with intervals, three regressions.",
        said,
        "The same slope with every interval. Solid line: 0; dotted line: 1.",
    )
    tell(said)
    left_out = estimates.without_each(data)
    say(
        "Left out one at a time, provinces move the slope in yearly differences between {low} (without {one}) and "
        "{high} (without {two}).",
        low=number(left_out["slope"].iloc[0], 2, sign=True),
        one=province_name(left_out["province_code"].iloc[0]),
        high=number(left_out["slope"].iloc[-1], 2, sign=True),
        two=province_name(left_out["province_code"].iloc[-1]),
    )
    _table(
        data,
        estimates.concept_table(data),
        "Yearly differences under other concepts of spending",
        note=f"The same years. Concepts without a table, or without two usable differences, are left out. {SCOPE}",
    )


def growing(data: Provinces | None) -> None:
    """Show provinces by how their pupils moved, and a slope for growing and one for shrinking enrolment."""
    if data is None:
        return
    tell(texts.GROWING)
    _table(
        data,
        tables.phase_table(data),
        "Provinces by how their pupils moved, mean growth in log points a year",
        note=f"Sums over the provinces of a row, divided by their differences. {SCOPE}",
        missing="no such province",
    )
    tell(tables.phase_sentence(data))
    kinked = estimates.kinked(data)
    if kinked is not None:
        _table(
            data,
            estimates.kinked_table(kinked),
            "Slopes where pupils grow and where they shrink",
            note=f"Yearly differences with effects of years. {SCOPE}",
            missing="tested for the difference only",
        )
    said = estimates.kinked_sentence(kinked)
    _picture(
        data,
        pictures.changes_picture(data, estimates.slopes(data)[1]),
        "A point for each province and year: change of spending over change of pupils.",
        said,
        "Each point is a province in a year, less the mean of the year. Hollow: pupils shrank.",
    )
    tell(said)


def alike(data: Provinces | None) -> None:
    """Show beta and sigma convergence of spending per pupil."""
    if data is None:
        return
    tell(texts.ALIKE)
    beta = spread.beta(data)
    said = spread.beta_sentence(data, beta)
    _picture(
        data,
        pictures.beta_picture(data, beta),
        "A point for each province: growth of spending per pupil over its first level.",
        said,
        f"A line that falls is beta convergence. {SCOPE}",
    )
    tell(said)
    _table(
        data,
        spread.sigma_table(data),
        "Dispersion of spending per pupil among provinces",
        note=f"Unweighted: every province counts once. {SCOPE}",
    )
    said = spread.sigma_sentence(data)
    _picture(
        data,
        pictures.sigma_picture(data),
        "Two lines of dispersion over the years.",
        said,
        "Lines that fall are sigma convergence.",
    )
    tell(said)


def inequality(data: Provinces | None) -> None:
    """Show Theil's index between and within regions."""
    if data is None:
        return
    tell(texts.INEQUALITY)
    theil = spread.theil_by_year(data)
    said = spread.theil_sentence(data, theil)
    _table(data, spread.theil_table(data, theil), "Theil's T of spending per pupil, weighted by pupils")
    _picture(
        data,
        pictures.theil_picture(theil),
        "Stacked bars by year: inequality between and within regions.",
        said,
        "The two parts add up to the index.",
    )
    _table(
        data,
        spread.region_table(data, theil),
        f"Regions in {data.ends[1]}",
        note=f"{SCOPE} The universities of Beijing, Shanghai and Tianjin may be part of what the east adds.",
    )
    tell(said)
