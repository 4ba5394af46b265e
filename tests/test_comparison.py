"""Two documents of invented counties side by side."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eduplans.clean import build_processed
from eduplans.cli import app
from eduplans.comparison import COLUMNS, compare, pictures
from eduplans.errors import UnknownNameError
from eduplans.ingest import ingest

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"
YUNZE = "云泽县2024年教育工作要点\n一、队伍\n计划招聘教师120名。学前三年毛入园率达到92.5%。新建学校3所。\n"
LINHE = (
    "临荷县2023年教育工作总结\n一、队伍\n全年招聘教师80名。学前三年毛入园率达到90%以上。\n"
    "2022年学前三年毛入园率为88%。改造校舍5栋。\n"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("comparison")
    for name, text in (("yunze-2024-plan", YUNZE), ("linhe-2023-report", LINHE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    raw = folder / "data" / "raw"
    ingest([folder / "yunze-2024-plan.txt", folder / "linhe-2023-report.txt"], raw)
    shutil.copy(RAW / "national.csv", raw)
    head = (RAW / "corrections.csv").read_text(encoding="utf-8").partition("\n")[0]
    (raw / "corrections.csv").write_text(head + "\n", encoding="utf-8")
    build_processed(raw, folder / "data" / "processed")
    return folder / "data"


def test_what_both_state_stands_side_by_side(data: Path) -> None:
    shared = compare("yunze-2024-plan", "linhe-2023-report", data).shared.set_index("indicator")
    assert tuple(shared.reset_index().columns.sort_values()) == tuple(sorted(COLUMNS))
    rate = shared.loc["gross_enrolment_rate"]
    assert (rate["value_a"], rate["value_b"], rate["unit"], rate["level"]) == (92.5, 90, "percent", "preschool")
    assert rate["difference"] == pytest.approx(-2.5)
    assert rate["ratio"] == pytest.approx(90 / 92.5)


def test_the_latest_year_stands_for_a_thing_and_the_others_are_counted(data: Path) -> None:
    rate = compare("yunze-2024-plan", "linhe-2023-report", data).shared.set_index("indicator")
    row = rate.loc["gross_enrolment_rate"]
    assert (row["year_b"], row["value_b"]) == (2023, 90)
    assert "B has 2" in row["note"]


def test_a_result_against_a_target_is_said(data: Path) -> None:
    shared = compare("yunze-2024-plan", "linhe-2023-report", data).shared.set_index("indicator")
    assert shared.loc["teachers_recruited", "note"] == "target against actual"


def test_sides_change_places(data: Path) -> None:
    one, other = (compare(a, b, data) for a, b in (("云泽县", "linhe-2023-report"), ("linhe-2023-report", "云泽县")))
    assert one.shared["difference"].to_list() == [-value for value in other.shared["difference"]]
    assert (one.only_a, one.only_b) == (other.only_b, other.only_a)


def test_what_one_side_alone_states_is_named(data: Path) -> None:
    found = compare("yunze-2024-plan", "linhe-2023-report", data)
    assert "schools_built" in found.only_a
    assert not set(found.only_a) & set(found.only_b)


def test_pictures_part_the_units(data: Path) -> None:
    drawn = pictures(compare("yunze-2024-plan", "linhe-2023-report", data))
    assert {"percent", "person"} <= drawn.keys()
    assert [text.get_text() for text in drawn["percent"].legends[0].get_texts()] == [
        "yunze-2024-plan",
        "linhe-2023-report",
    ]


@pytest.mark.parametrize(("a", "b", "message"), [("nobody", "云泽县", "nobody"), ("云泽县", "yunze-2024-plan", "same")])
def test_names_that_cannot_be_compared(data: Path, a: str, b: str, message: str) -> None:
    with pytest.raises(UnknownNameError, match=message):
        compare(a, b, data)


def test_the_command_prints_for_people_and_programs(data: Path, tmp_path: Path) -> None:
    words = ["compare", "yunze-2024-plan", "linhe-2023-report", "--data", str(data)]
    shown = CliRunner().invoke(app, [*words, "--out", str(tmp_path / "pictures")])
    assert shown.exit_code == 0
    assert "at least 90 (2023, actual)" in shown.stdout
    assert {path.name for path in (tmp_path / "pictures").iterdir()} >= {"percent.png", "person.png"}
    parsed = json.loads(CliRunner().invoke(app, [*words, "--format", "json"]).stdout)
    assert {row["indicator"] for row in parsed["shared"]} >= {"gross_enrolment_rate", "teachers_recruited"}
    lines = CliRunner().invoke(app, [*words, "--format", "csv"]).stdout.splitlines()
    assert len(lines) == len(parsed["shared"]) + 1
