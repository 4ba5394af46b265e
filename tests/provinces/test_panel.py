"""From tidy values to a panel; the tables hold invented values."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from eduplans.codebook import read
from eduplans.errors import ParameterError
from eduplans.provinces import province_panel, read_exports, region_name, regions, tidy

from .invented import pupils, spending, write_exports


@pytest.fixture(scope="module")
def frame(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return tidy(read_exports(write_exports(tmp_path_factory.mktemp("tables"))))


def test_pupils_are_the_sum_of_four_levels(frame: pd.DataFrame) -> None:
    panel = province_panel(frame, start=2013, end=2018)
    assert len(panel) == 31 * 6
    assert panel["pupils"].to_numpy().reshape(31, 6) == pytest.approx(pupils(), rel=1e-6)


def test_real_spending_is_at_prices_of_the_last_year(frame: pd.DataFrame) -> None:
    panel = province_panel(frame, start=2013, end=2018)
    wanted = spending() * 1.02 ** np.arange(5, -1, -1)
    assert panel["real"].to_numpy().reshape(31, 6) == pytest.approx(wanted, rel=1e-6)
    assert panel["per_pupil"].to_numpy() == pytest.approx((panel["real"] / panel["pupils"]).to_numpy())


def test_a_missing_level_leaves_pupils_empty(frame: pd.DataFrame) -> None:
    damaged = frame.copy()
    chosen = (
        (damaged["indicator"] == "junior_pupils") & (damaged["year"] == 2015) & (damaged["province_code"] == "110000")
    )
    damaged.loc[chosen, "value"] = np.nan
    panel = province_panel(damaged, start=2013, end=2018)
    assert panel["pupils"].isna().sum() == 1


def test_a_missing_price_leaves_the_years_before_without_real_values(frame: pd.DataFrame) -> None:
    damaged = frame.copy()
    chosen = (damaged["indicator"] == "cpi") & (damaged["year"] == 2016) & (damaged["province_code"] == "110000")
    damaged.loc[chosen, "value"] = np.nan
    panel = province_panel(damaged, start=2013, end=2018).set_index(["province_code", "year"])["real"]
    assert panel["110000"].isna().tolist() == [True, True, True, False, False, False]
    assert panel["120000"].notna().all()


def test_a_missing_year_is_a_row_without_values(frame: pd.DataFrame) -> None:
    panel = province_panel(frame, start=2012, end=2018)
    assert panel.loc[panel["year"] == 2012, "spending"].isna().all()
    assert len(panel) == 31 * 7


def test_a_missing_table_is_named_with_its_column(frame: pd.DataFrame) -> None:
    rest = frame[~frame["indicator"].isin(["cpi", "senior_pupils"])]
    with pytest.raises(ParameterError, match="add the table with 居民消费价格指数") as caught:
        province_panel(rest, start=2013, end=2018)
    assert len(caught.value.problems) == 2


def test_every_province_has_one_of_four_regions() -> None:
    assert set(regions()) == {row["code"] for row in read("provinces")}
    counts = pd.Series(list(regions().values())).value_counts().to_dict()
    # the division of 13 June 2011: ten, six, twelve and three
    assert counts == {"east": 10, "central": 6, "west": 12, "northeast": 3}
    assert region_name("west") == "West 西部"


def test_names_of_provinces_agree_between_tables() -> None:
    full = {row["code"]: row["name"] for row in read("provinces")}
    assert all(full[row["code"]].startswith(row["short_zh"]) for row in read("province_names"))
    assert len(read("province_names")) == 31
