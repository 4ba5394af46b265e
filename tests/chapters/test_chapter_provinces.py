"""Tests of `eduplans.chapters.provinces`, on invented tables and, where they are, on real ones."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from tests.provinces.invented import SLOPE, write_exports

from eduplans.chapters import provinces as chapter
from eduplans.chapters.provinces import estimates
from eduplans.errors import ParameterError, TableError
from eduplans.plots import png
from eduplans.provinces import LEVELS, read_head

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_exports(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="module")
def data(folder: Path) -> chapter.Provinces:
    found = chapter.gather(folder, start=2013, end=2018, funding="edu_fiscal")
    assert found is not None
    return found


def test_an_empty_folder_says_how_to_get_tables(tmp_path: Path) -> None:
    assert chapter.gather(tmp_path, start=2013, end=2018, funding="edu_fiscal") is None
    said = chapter.how_to_get()
    assert "data.stats.gov.cn" in said
    assert "data/external/" in said
    needed = chapter.needed_table()
    assert "普通小学在校学生数(万人)" in needed["column that is read"].tolist()
    heads = {read_head(head).indicator for cell in needed["column that is read"] for head in cell.split(", ")}
    assert heads >= {"edu_total", "edu_fiscal", "edu_local", *LEVELS, "cpi"}


def test_the_folder_of_the_project_is_found_from_below(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    monkeypatch.chdir(root / "notebooks")
    assert chapter.tables_folder("data/external") == root / "data" / "external"


def test_the_slope_of_invented_spending_comes_back(data: chapter.Provinces) -> None:
    levels, yearly, span = chapter.slopes(data)
    for one in (levels, yearly):
        assert one.bootstrap is not None
        assert one.bootstrap.low < SLOPE < one.bootstrap.high
    assert span.fit.coefficient("log_pupils").low < SLOPE < span.fit.coefficient("log_pupils").high
    table = chapter.slope_table((levels, yearly, span))
    assert table["interval by"].tolist() == ["CR1", "CR2", "CR3", "wild bootstrap"] * 2 + ["HC3"]


def test_every_table_sentence_and_picture(data: chapter.Provinces) -> None:
    slopes, kinked, beta, theil = (
        chapter.slopes(data),
        chapter.kinked(data),
        chapter.beta(data),
        chapter.theil_by_year(data),
    )
    assert kinked is not None
    for table in (
        chapter.files_table(data),
        chapter.series_table(data),
        chapter.year_table(data),
        chapter.concept_table(data),
        chapter.phase_table(data),
        chapter.kinked_table(kinked),
        chapter.sigma_table(data),
        chapter.region_table(data, theil),
    ):
        assert len(table) > 1
    assert len(chapter.province_table(data)) == 31
    assert len(chapter.theil_table(data, theil)) == 6
    for said in (
        chapter.usable_sentence(data),
        chapter.slope_sentence(slopes),
        chapter.kinked_sentence(kinked),
        chapter.phase_sentence(data),
        chapter.beta_sentence(data, beta),
        chapter.sigma_sentence(data),
        chapter.theil_sentence(data, theil),
        chapter.built_from(data),
    ):
        assert said.endswith(".")
        assert " nan" not in said
    for figure in (
        chapter.slopes_picture(slopes),
        chapter.changes_picture(data, slopes[1]),
        chapter.beta_picture(data, beta),
        chapter.sigma_picture(data),
        chapter.theil_picture(theil),
    ):
        assert png(figure).startswith(b"\x89PNG")


def test_money_over_pupils_always_says_what_is_in_it() -> None:
    assert "higher education" in chapter.SCOPE


def test_phases_add_up(data: chapter.Provinces) -> None:
    found = chapter.phases(data)
    assert len(found) == 31
    assert set(found["kind"]) == {"growing", "shrinking", "turning"}
    assert (found["spending"] - found["pupils"] - found["per_pupil"]).abs().max() < 1e-9
    assert found.loc[found["kind"] == "growing", "down"].sum() == 0


def test_concepts_without_a_table_are_left_out(data: chapter.Provinces) -> None:
    assert chapter.concept_table(data)["spending"].tolist() == [
        "Government funds of education 国家财政性教育经费",
        "Total funds of education 教育经费",
    ]


def test_too_few_years_are_said(folder: Path) -> None:
    with pytest.raises(ParameterError, match="fewer than two yearly differences"):
        chapter.gather(folder, start=2017, end=2018, funding="edu_fiscal")
    with pytest.raises(ParameterError, match="地方财政教育支出"):
        chapter.gather(folder, start=2013, end=2018, funding="edu_local")


def test_a_damaged_cell_changes_the_slope(tmp_path: Path, data: chapter.Provinces) -> None:
    folder = write_exports(tmp_path)
    path = folder / "教育经费.csv"
    lines = path.read_bytes().decode("gb18030").splitlines()
    cells = lines[10].split(",")
    cells[4] = str(3 * float(cells[4]))
    lines[10] = ",".join(cells)
    path.write_bytes("\n".join(lines).encode("gb18030"))
    damaged = chapter.gather(folder, start=2013, end=2018, funding="edu_fiscal")
    assert damaged is not None
    before, after = (chapter.slopes(one)[1].fit.values[0] for one in (data, damaged))
    assert abs(before - after) > 1e-3
    cells[4] = "n/a"
    lines[10] = ",".join(cells)
    path.write_bytes("\n".join(lines).encode("gb18030"))
    with pytest.raises(TableError, match=r"教育经费\.csv, row 11, column 国家财政性教育经费"):
        chapter.gather(folder, start=2013, end=2018, funding="edu_fiscal")


def slope(line: str, ends: dict[str, tuple[float, float]], value: float = 0.6) -> chapter.Slope:
    """A slope of which only value and invented intervals are known."""
    fit = SimpleNamespace(coefficient=lambda _: SimpleNamespace(value=value), ends=ends)
    return chapter.Slope(f"{line}, invented", fit, SimpleNamespace())  # type: ignore[arg-type]


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimates, "_ends", lambda one: one.fit.ends)


@pytest.mark.usefixtures("invented")
def test_a_finding_that_hangs_on_the_interval_names_them_all() -> None:
    ends = {"CR1": (0.02, 1.19), "CR2": (-0.02, 1.23), "CR3": (0.001, 1.21), "wild bootstrap": (0.01, 0.9)}
    said = chapter.slope_sentence((slope("Levels", ends),))
    assert "pupils goes with **0.60 percent more** spending" in said
    assert "not held by CR1 and wild bootstrap, held by CR2, touched by CR3." in said
    assert "held by CR1 and CR2 and CR3, not held by wild bootstrap." in said
    assert "**In levels the finding hangs on the interval**" in said
    assert "CR2 −0.02 to +1.23" in said


@pytest.mark.usefixtures("invented")
def test_intervals_that_agree_hang_on_nothing() -> None:
    said = chapter.slope_sentence((slope("Levels", {"CR1": (-0.9, -0.3), "CR2": (-1.0, -0.2)}, -0.6),))
    assert "**0.60 percent less** spending" in said
    assert said.count("held by none of them") == 2
    assert "hangs on" not in said


def test_sentences_of_slopes_repeat_the_table(data: chapter.Provinces) -> None:
    found = chapter.slopes(data)
    table, said = chapter.slope_table(found), chapter.slope_sentence(found)
    for _, row in table[table["interval by"] != "HC3"].iterrows():
        assert f"{row['interval by']} {row['95 % interval']}" in said


@pytest.fixture(scope="module")
def plain(shared: Path) -> pd.DataFrame:
    """The real panel once more, by plain pandas."""
    folder = shared / "statistics" / "provinces"

    def column(file: str, head: str) -> pd.Series:
        frame = pd.read_csv(folder / f"{file}.csv").set_index(["省份", "年份"])
        return frame[head]

    heads = {
        "普通小学基本情况": "普通小学在校学生数(万人)",
        "初中基本情况": "初中在校学生数(万人)",
        "普通高中基本情况": "普通高中在校学生数(万人)",
        "中等职业学校(机构)学生情况": "中等职业学校在校学生数(万人)",
    }
    pupils = sum(column(file, head) for file, head in heads.items())
    prices = column("居民消费价格指数和商品零售价格指数(上年=100)", "居民消费价格指数(上年=100)")
    frame = pd.DataFrame({"money": column("教育经费情况", "国家财政性教育经费(万元)"), "pupils": pupils, "cpi": prices})
    frame = frame.reset_index().query("2013 <= 年份 <= 2018").sort_values(["省份", "年份"])
    frame["log_cpi"] = np.log(frame["cpi"] / 100).where(frame["年份"] > 2013, 0.0)
    frame["n"] = np.log(frame["pupils"])
    frame["s"] = np.log(frame["money"]) - frame.groupby("省份")["log_cpi"].cumsum()
    return frame


@pytest.fixture(scope="module")
def real(shared: Path) -> chapter.Provinces:
    found = chapter.gather(shared / "statistics" / "provinces", start=2013, end=2018, funding="edu_fiscal")
    assert found is not None
    return found


@pytest.mark.shared
def test_real_slopes_by_plain_regressions(plain: pd.DataFrame, real: chapter.Provinces) -> None:
    levels, yearly, span = chapter.slopes(real)
    dummies = pd.get_dummies(plain[["省份", "年份"]].astype(str), drop_first=True, dtype=float)
    model = sm.OLS(plain["s"].to_numpy(), np.column_stack([plain["n"], dummies, np.ones(len(plain))])).fit()
    assert levels.fit.coefficient("log_pupils").value == pytest.approx(model.params[0], rel=1e-7)
    changes = plain.assign(dn=plain.groupby("省份")["n"].diff(), ds=plain.groupby("省份")["s"].diff()).dropna(
        subset=["dn"]
    )
    years = pd.get_dummies(changes["年份"], dtype=float)
    codes = changes["省份"].astype("category").cat.codes.to_numpy()
    model = sm.OLS(changes["ds"].to_numpy(), np.column_stack([changes["dn"], years])).fit(
        cov_type="cluster", cov_kwds={"groups": codes}
    )
    found = yearly.fit.coefficient("log_pupils")
    assert (found.value, found.error) == pytest.approx((model.params[0], model.bse[0]), rel=1e-7)
    assert yearly.fit.n == 155
    wide = plain.pivot(index="省份", columns="年份", values=["n", "s"])
    design = sm.add_constant((wide["n"][2018] - wide["n"][2013]).to_numpy())
    model = sm.OLS((wide["s"][2018] - wide["s"][2013]).to_numpy(), design).fit(cov_type="HC3")
    found = span.fit.coefficient("log_pupils")
    assert (found.value, found.error) == pytest.approx((model.params[1], model.bse[1]), rel=1e-7)


@pytest.mark.shared
def test_real_dispersion_by_plain_numpy(plain: pd.DataFrame, real: chapter.Provinces) -> None:
    theil = chapter.theil_by_year(real)[2018]
    last = plain[plain["年份"] == 2018]
    shares = last["pupils"] / last["pupils"].sum()
    ratios = (last["money"] / last["pupils"]) / (last["money"].sum() / last["pupils"].sum())
    assert theil.total == pytest.approx(float((shares * ratios * np.log(ratios)).sum()), rel=1e-9)
    assert theil.between + theil.within == pytest.approx(theil.total, rel=1e-12)
    logs = np.log(last["money"] / last["pupils"])
    sd = float(chapter.sigma_table(real)["standard deviation of logarithms"].iloc[-1])
    assert sd == pytest.approx(float(logs.std(ddof=1)), abs=5e-4)


@pytest.mark.shared
def test_real_convergence_and_asymmetry_by_plain_regressions(plain: pd.DataFrame, real: chapter.Provinces) -> None:
    wide = plain.assign(y=plain["s"] - plain["n"]).pivot(index="省份", columns="年份", values="y")
    growth = (wide[2018] - wide[2013]) / 5
    # prices of 2013 or of 2018 shift the logarithm by each province's own inflation, so both years are put at 2018
    inflation = plain.groupby("省份")["log_cpi"].sum()
    model = sm.OLS(growth.to_numpy(), sm.add_constant((wide[2013] + inflation).to_numpy())).fit(cov_type="HC3")
    found = chapter.beta(real)
    assert (found.slope.value, found.slope.error) == pytest.approx((model.params[1], model.bse[1]), rel=1e-6)
    kinked = chapter.kinked(real)
    assert kinked is not None
    changes = plain.assign(dn=plain.groupby("省份")["n"].diff(), ds=plain.groupby("省份")["s"].diff())
    changes = changes.dropna(subset=["dn"])
    up, down = changes["dn"].clip(lower=0), changes["dn"].clip(upper=0)
    model = sm.OLS(
        changes["ds"].to_numpy(), np.column_stack([up, down, pd.get_dummies(changes["年份"], dtype=float)])
    ).fit()
    assert (kinked.growing.value, kinked.shrinking.value) == pytest.approx(tuple(model.params[:2]), rel=1e-6)
    assert kinked.n_shrinking == int((changes["dn"] < 0).sum())


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What sections publish, caught on its way to the notebook."""
    caught: list[dict[str, str]] = []
    monkeypatch.setattr("eduplans.display._publish", lambda data, *_: caught.append(dict(data)))
    return caught


def test_without_tables_only_the_beginning_shows_something(published: list[dict[str, str]]) -> None:
    for section in (chapter.known, chapter.follows, chapter.growing, chapter.alike, chapter.inequality):
        section(None)
    assert published == []
    chapter.begin(None)
    assert len(published) == 2
    assert "No tables were found" in published[0]["text/markdown"]
    assert "中等职业学校在校学生数" in published[1]["text/html"]


def test_sections_say_what_money_and_pupils_hold(data: chapter.Provinces, published: list[dict[str, str]]) -> None:
    """Wherever money stands over pupils in a table, its foot says that higher education is in the money alone."""
    for section in (chapter.known, chapter.follows, chapter.growing, chapter.inequality):
        before = len(published)
        section(data)
        assert published[before]["text/markdown"].startswith("## ")
    tables = [one["text/html"] for one in published if "text/html" in one]
    assert len(tables) == 10
    silent = [table for table in tables if "Money includes higher education" not in table]
    assert [re.findall("<caption>(.*?)</caption>", table)[0] for table in silent] == ["Files that were read"]
    assert all("National Bureau of Statistics" in table for table in tables)


def test_too_few_rows_on_one_side_are_told_and_not_estimated(
    data: chapter.Provinces, published: list[dict[str, str]]
) -> None:
    growing = replace(data, changes=data.changes[data.changes["log_pupils"] > 0])
    assert chapter.kinked(growing) is None
    chapter.growing(growing)
    assert any("too few differences on one side" in one.get("text/plain", "") for one in published)
