"""What was found in the folder, the panel by year, and periods of growing and of shrinking enrolment."""

from __future__ import annotations

import pandas as pd

from eduplans.chapters.funding import year_ranges
from eduplans.chapters.provinces.data import TIME, UNIT, Provinces, names, province_name
from eduplans.codebook import read, read_map
from eduplans.display import log_points, number
from eduplans.provinces import series_name, tidy

#: Tables that the chapter needs, by their names on the site, with the columns that it reads.
_NEEDED = (
    ("Education funds 教育经费情况", "教育经费(万元), 国家财政性教育经费(万元)", "edu_total, edu_fiscal"),
    ("Primary schools 普通小学基本情况", "普通小学在校学生数(万人)", "primary_pupils"),
    ("Junior secondary schools 初中基本情况", "初中在校学生数(万人)", "junior_pupils"),
    ("General senior secondary schools 普通高中基本情况", "普通高中在校学生数(万人)", "senior_pupils"),
    ("Secondary vocational schools 中等职业学校(机构)学生情况", "中等职业学校在校学生数(万人)", "vocational_pupils"),
    ("Price indices 居民消费价格指数", "居民消费价格指数(上年=100)", "cpi"),
    ("Local fiscal outlay 地方财政支出", "地方财政教育支出(亿元)", "edu_local (for this concept of spending only)"),
)


def needed_table() -> pd.DataFrame:
    """Lay the tables out that the chapter needs."""
    return pd.DataFrame(_NEEDED, columns=["table of the site", "column that is read", "series"])


def how_to_get() -> str:
    """Say where the tables are and where they go."""
    return (
        "**No tables were found in the folder, so this chapter is not built.** Nothing is wrong: tables of others are "
        "not part of this project. To build it:\n\n"
        "1. Open data.stats.gov.cn (国家数据), 地区数据, 分省年度数据. Choose all provinces and the years 2011 to the "
        "latest, and download each of the tables listed below as CSV, unchanged.\n"
        "2. Put the files into `data/external/` (git ignores what is in it), or name another folder by the parameter "
        "`tables`.\n"
        "3. Run the notebook again (`make report`, or `eduplans run notebooks/provinces.ipynb`).\n\n"
        "The reader takes one row a province and year, or the layout of the site with one column a year (地区 or 指标 "
        "in the first column), in any Chinese encoding."
    )


def built_from(data: Provinces) -> str:
    """Say what the chapter was built from."""
    return (
        f"Built from {len(data.exports)} files of the folder: {data.name}, {data.start} to {data.end}. The tables are "
        "the user's own; they and the numbers below are in no repository."
    )


def files_table(data: Provinces) -> pd.DataFrame:
    """Lay the files out that were read, with what each holds."""
    rows = []
    for export in data.exports:
        frame = export.frame.dropna(subset=["value"])
        known = sorted(set(frame["indicator"]) & {row["series"] for row in read("province_series")})
        rows.append(
            {
                "file": export.file,
                "series known": ", ".join(known) or "none",
                "other series": frame["indicator"].nunique() - len(known),
                "provinces": frame["province_code"].nunique(),
                "years with values": year_ranges(pd.Index(sorted(frame["year"].unique()))),
            }
        )
    return pd.DataFrame(rows)


def series_table(data: Provinces) -> pd.DataFrame:
    """Lay the series out that the results rest on: scope, and the years in which provinces report them."""
    frame = tidy(data.exports)
    rows = []
    for name in data.series:
        part = frame[(frame["indicator"] == name) & frame["year"].between(data.start, data.end)]
        held = part.dropna(subset=["value"])
        gaps = [
            f"{year} ({31 - count})"
            for year in range(data.start, data.end + 1)
            if (count := int((held["year"] == year).sum())) < 31
        ]
        rows.append(
            {
                "series": series_name(name),
                "scope": read_map("province_series", "series", "scope")[name],
                "values": len(held),
                "years with missing provinces (how many)": ", ".join(gaps) or "none",
            }
        )
    return pd.DataFrame(rows)


def year_table(data: Provinces) -> pd.DataFrame:
    """Lay the panel out by year: sums, and spending per pupil among provinces."""
    rows = []
    for year, part in data.panel.groupby(TIME):
        held = part.dropna(subset=["per_pupil"])
        per = held["per_pupil"]
        shrinking = data.changes[(data.changes[TIME] == year) & (data.changes["log_pupils"] < 0)]
        rows.append(
            {
                "year": str(year),
                "provinces": len(held),
                "spending, 亿元": number(held["spending"].sum() / 1e8, 0) if len(held) else None,
                "pupils, 万人": number(held["pupils"].sum() / 1e4, 0) if len(held) else None,
                "lowest per pupil, 元": number(per.min(), 0),
                "median": number(per.median(), 0),
                "highest": number(per.max(), 0),
                "provinces with fewer pupils than the year before": (
                    len(shrinking) if (data.changes[TIME] == year).any() else None
                ),
            }
        )
    return pd.DataFrame(rows)


def usable_sentence(data: Provinces) -> str:
    """Say how many differences there are and which provinces stand out in spending per pupil."""
    last = data.ends[1]
    years = sorted(int(year) for year in data.changes[TIME].unique())
    final = data.complete[data.complete[TIME] == last].sort_values("per_pupil")
    return (
        f"**{len(data.changes)}** yearly differences of {data.changes[UNIT].nunique()} provinces are usable, those "
        f"into {year_ranges(pd.Index(years))}. In {last} spending per pupil is highest in "
        f"{names(final[UNIT].tolist()[-3:][::-1])} and lowest in {names(final[UNIT].tolist()[:3])}, at the prices of "
        f"{data.end} in each province."
    )


def phases(data: Provinces) -> pd.DataFrame:
    """Sort provinces by how their pupils moved: always up, always down, or turning.

    Returns
    -------
    pandas.DataFrame
        By province code: ``up`` and ``down`` years, ``kind`` (``growing``, ``shrinking``, ``turning``), sums of
        log changes of pupils, spending and spending per pupil.
    """
    rows = data.changes.assign(up=data.changes["log_pupils"] > 0, down=data.changes["log_pupils"] < 0)
    found = rows.groupby(UNIT).agg(
        up=("up", "sum"),
        down=("down", "sum"),
        pupils=("log_pupils", "sum"),
        spending=("log_real", "sum"),
        per_pupil=("log_per_pupil", "sum"),
        years=("up", "size"),
    )
    found["kind"] = "turning"
    found.loc[found["down"] == 0, "kind"] = "growing"
    found.loc[found["up"] == 0, "kind"] = "shrinking"
    return found


def phase_table(data: Provinces) -> pd.DataFrame:
    """Lay mean growth out for provinces whose pupils always grew, always shrank, or turned."""
    found = phases(data)
    rows = []
    for kind, label in (
        ("growing", "more pupils in every year"),
        ("turning", "both"),
        ("shrinking", "fewer pupils in every year"),
    ):
        part = found[found["kind"] == kind]
        years = part["years"].sum()
        rows.append(
            {
                "pupils": label,
                "provinces": len(part),
                "pupils, log points a year": _mean(part["pupils"].sum(), years),
                "spending": _mean(part["spending"].sum(), years),
                "spending per pupil": _mean(part["per_pupil"].sum(), years),
                "which": ", ".join(province_name(code, short=True) for code in part.index) or None,
            }
        )
    return pd.DataFrame(rows)


def _mean(total: float, years: float) -> str | None:
    return log_points(total / years) if years else None


def phase_sentence(data: Provinces) -> str:
    """Say how provinces divide."""
    counts = phases(data)["kind"].value_counts()
    return (
        f"Pupils grew in every year in {counts.get('growing', 0)} provinces, shrank in every year in "
        f"{counts.get('shrinking', 0)}, and did both in {counts.get('turning', 0)}."
    )
