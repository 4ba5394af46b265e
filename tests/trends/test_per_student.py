from __future__ import annotations

import pandas as pd
import pytest

from eduplans.errors import UnknownNameError
from eduplans.trends import per_student


def test_growth_across_the_restated_base_is_only_what_is_printed(national: pd.DataFrame) -> None:
    result = per_student(national, "gpb_edu_per_student")
    assert pd.isna(result.growth.loc[2021, "primary"])
    assert result.comparable["primary"] == {2021: 2.22}
    assert result.growth.loc[2022, "primary"] == pytest.approx(100 * (12791.64 / 12380.73 - 1))


def test_the_printed_growth_differs_from_that_of_the_levels(national: pd.DataFrame) -> None:
    result = per_student(national, "gpb_edu_per_student")
    restated = {level: printed for level, printed in result.comparable.items() if printed}
    assert len(restated) == 6
    for level, printed in restated.items():
        naive = 100 * (result.values.loc[2021, level] / result.values.loc[2020, level] - 1)
        assert abs(naive - printed[2021]) > 0.5, level


def test_the_two_definitions_stay_apart(national: pd.DataFrame) -> None:
    budget = per_student(national, "gpb_edu_per_student").values
    recurrent = per_student(national, "gpb_recurrent_per_student").values
    assert budget.loc[2017, "primary"] == 10911.17
    assert recurrent.loc[2017, "primary"] == 10199.12


def test_levels_follow_the_order_of_schooling(national: pd.DataFrame) -> None:
    levels = list(per_student(national, "gpb_edu_per_student").values)
    assert levels == ["preschool", "primary", "junior", "senior_general", "secondary_voc", "higher", "all"]


def test_gaps_give_no_growth(national: pd.DataFrame) -> None:
    growth = per_student(national, "gpb_edu_per_student").growth["senior_general"]
    # 2019 was not found: neither its growth nor that of 2020 exists.
    assert growth[[2019, 2020]].isna().all()


def test_an_unknown_definition_is_refused(national: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match="gpb_edu_per_student"):
        per_student(national, "per_head")
