"""From raw to processed tables: corrections, one vocabulary, nothing lost, nothing half written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import sample_tables
from eduplans import tables
from eduplans.clean import build_processed, trust
from eduplans.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return sample_tables.write_sample(tmp_path)


@pytest.fixture
def out(raw: Path) -> Path:
    return raw.parent / "processed"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Processed tables for tests that only read them."""
    raw = sample_tables.write_sample(tmp_path_factory.mktemp("built"))
    build_processed(raw, raw.parent / "processed")
    return raw.parent / "processed"


def read(name: str, out: Path) -> pd.DataFrame:
    return tables.read_processed(name, out)


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_processed_table_is_written_and_counted(raw: Path, out: Path) -> None:
    summary = build_processed(raw, out)
    assert {path.stem for path in out.glob("*.csv")} == set(tables.PROCESSED)
    assert summary.rows == {name: len(read(name, out)) for name in tables.PROCESSED}
    assert (summary.corrections, summary.flagged, summary.named) == (0, 1, 4)
    assert {path.name for path in summary.changed} == {f"{name}.csv" for name in tables.PROCESSED} | {
        "datapackage.json"
    }


def test_the_same_input_gives_the_same_bytes_and_touches_nothing(raw: Path, out: Path, tmp_path: Path) -> None:
    build_processed(raw, out)
    assert build_processed(raw, out).changed == ()
    elsewhere = tmp_path / "again" / "elsewhere"
    build_processed(raw, elsewhere)
    for name in tables.PROCESSED:
        assert (elsewhere / f"{name}.csv").read_bytes() == (out / f"{name}.csv").read_bytes()
    assert not (elsewhere.parent / "datapackage.json").exists()


def test_figures_have_place_indicator_and_flag(built: Path) -> None:
    figures = read("figures", built).set_index("as_printed")
    assert set(figures["place"]) == {"青屏县"}
    assert set(figures["place_code"]) == {"999901"}
    assert figures["indicator"].to_dict() == {
        "85所": "schools",
        "91.5%": "gross_enrolment_rate",
        "1小时": "sport_minutes",
        "77万元": "teacher_allowances",
        "3盏": "other",
    }
    flagged = figures.loc["77万元"]
    assert (flagged["flag"], flagged["value"], flagged["note"]) == ("implausible", 770000, "more than all pay")
    assert pd.isna(flagged["corrected"])
    assert figures["flag"].notna().sum() == 1


def test_the_panel_has_named_figures_that_can_be_right_in_units_that_compare(built: Path) -> None:
    panel = read("panel", built)
    assert list(panel[["indicator", "value", "unit"]].itertuples(index=False, name=None)) == [
        ("gross_enrolment_rate", 91.5, "percent"),
        ("schools", 85.0, "school"),
        ("sport_minutes", 60.0, "minute"),
    ]
    figures = read("figures", built)
    assert set(panel["figure_id"]) < set(figures["figure_id"])
    assert list(figures.loc[figures["as_printed"] == "1小时", "unit"]) == ["hour"]


def test_items_and_documents_count_words_and_figures(built: Path) -> None:
    items = read("items", built)
    assert list(items[["item", "words", "figures"]].itertuples(index=False, name=None)) == [
        ("一", 2, 0),
        ("一/1", 4, 2),
        ("一/2", 4, 2),
    ]
    (document,) = read("documents", built).to_dict("records")
    counts = ("words", "figures", "figures_named", "figures_unsure", "figures_flagged")
    assert [document[name] for name in counts] == [10, 5, 4, 0, 1]


def test_national_series_have_codes_levels_units_and_trust_and_lose_no_cell(built: Path) -> None:
    national = read("national", built)
    columns = ["series", "indicator", "level", "level_printed", "unit", "trust"]
    assert list(national[columns].itertuples(index=False, name=None)) == [
        ("ger_senior", "gross_enrolment_rate", "senior", "senior_all", "percent", "copy"),
        ("schools", "schools", "junior", "junior", "school", "publisher"),
        ("edu_total", "edu_total", "all", "all", "yuan", "differs"),
    ]
    printed = tables.read_raw("national", built.parent / "raw")
    kept = ["year", "value", "as_printed", "source", "seen_in", "agreeing_sources", "other_values", "note"]
    pd.testing.assert_frame_equal(national[kept], printed[kept])


@pytest.mark.parametrize(
    ("seen_in", "agreeing", "differ", "expected"),
    [
        ("copy", 0, False, "copy"),
        ("copy", 1, False, "confirmed"),
        ("publisher or known press", 0, False, "publisher"),
        ("publisher or known press", 3, True, "differs"),
        ("copy", 0, True, "differs"),
    ],
)
def test_trust_follows_its_stated_rule(seen_in: str, agreeing: int, differ: bool, expected: str) -> None:
    assert trust(seen_in, agreeing, differ) == expected


def test_the_validation_report_counts_checks_and_notes(built: Path) -> None:
    report = read("validation", built).set_index(["table", "check"])
    assert set(report.loc[report["status"] == "passed", "violations"]) == {0}
    assert report.loc[("processed/figures.csv", "as many figures as raw/figures.csv"), "rows"] == 5
    assert report.loc[("processed/figures.csv", "cannot be right"), "violations"] == 1
    assert report.loc[("processed/figures.csv", "without a named indicator"), "violations"] == 1
    assert report.loc[("processed/national.csv", "seen only in copies of the publication"), "violations"] == 2
    assert report.loc[("processed/documents.csv", "county not printed but inferred"), "violations"] == 1
    assert {"raw/corrections.csv", "raw/damage.csv", "processed/panel.csv"} <= {table for table, _ in report.index}


def test_the_data_package_describes_what_was_written(built: Path) -> None:
    package = json.loads((built.parent / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} == {
        table.file for table in (*tables.RAW.values(), *tables.PROCESSED.values())
    }


def test_a_level_that_the_vocabulary_lacks_fails_the_run(raw: Path, out: Path) -> None:
    replace_in(raw / "national.csv", ",senior_all,", ",kindergarden,")
    with pytest.raises(TableError, match=r"national\.csv, column level: not in the codebook \(found 'kindergarden'\)"):
        build_processed(raw, out)
    assert not any(out.glob("**/*"))  # the folder itself is what a writer locks


def test_a_series_that_the_codebook_lacks_fails_the_run(raw: Path, out: Path) -> None:
    replace_in(raw / "national.csv", ",edu_total,", ",edu_totall,")
    with pytest.raises(TableError, match="'edu_totall'"):
        build_processed(raw, out)


def test_faults_of_several_raw_tables_come_at_once(raw: Path, out: Path) -> None:
    (raw / "damage.csv").unlink()
    replace_in(raw / "items.csv", ",2,学前教育,", ",0,学前教育,")
    with pytest.raises(TableError) as caught:
        build_processed(raw, out)
    assert {problem.where.rsplit("/", 1)[-1] for problem in caught.value.problems} == {"damage.csv", "items.csv"}


def test_contradictions_between_raw_tables_fail_the_run(raw: Path, out: Path) -> None:
    replace_in(raw / "item_words.csv", "一/2,教师", "三/2,教师")
    with pytest.raises(TableError, match=r"item_words\.csv, row 5, column item"):
        build_processed(raw, out)


def test_a_failing_run_leaves_the_former_tables(raw: Path, out: Path) -> None:
    build_processed(raw, out)
    before = {path: path.read_bytes() for path in raw.parent.rglob("*") if path.is_file()}
    replace_in(raw / "figures.csv", ",school,", ",schul,")
    before[raw / "figures.csv"] = (raw / "figures.csv").read_bytes()
    with pytest.raises(TableError, match="'schul'"):
        build_processed(raw, out)
    assert {path: path.read_bytes() for path in raw.parent.rglob("*") if path.is_file()} == before


def test_raw_tables_are_never_changed(raw: Path, out: Path) -> None:
    before = {path.name: path.read_bytes() for path in raw.iterdir()}
    build_processed(raw, out)
    assert {path.name: path.read_bytes() for path in raw.iterdir()} == before


def test_the_committed_processed_tables_are_what_the_raw_ones_give(root: Path, tmp_path: Path) -> None:
    build_processed(root / "data" / "raw", tmp_path)
    for name in tables.PROCESSED:
        committed = (root / "data" / "processed" / f"{name}.csv").read_bytes()
        assert (tmp_path / f"{name}.csv").read_bytes() == committed, f"run `eduplans clean`: {name}.csv is stale"


def test_most_figures_of_the_committed_tables_have_a_named_indicator(root: Path) -> None:
    figures = read("figures", root / "data" / "processed")
    assert (figures["indicator"] != "other").mean() >= 0.85


def test_the_same_bulletin_is_kept_cell_by_cell(shared: Path, root: Path) -> None:
    given = (shared / "statistics" / "national.csv").read_bytes()
    assert (root / "data" / "raw" / "national.csv").read_bytes() == given


def test_the_committed_flag_stands_on_a_figure_as_printed_that_cannot_be_right(root: Path) -> None:
    figures = read("figures", root / "data" / "processed")
    (flagged,) = figures[figures["flag"].notna()].to_dict("records")
    assert (flagged["as_printed"], flagged["value"]) == ("4732405万元", 47324050000)
    same = figures[(figures["doc"] == flagged["doc"]) & (figures["indicator"] == "gpb_edu")]
    assert flagged["value"] > 100 * same["value"].max()  # what the reason of the correction says
    assert flagged["figure_id"] not in set(read("panel", root / "data" / "processed")["figure_id"])


def test_a_table_kept_by_hand_that_was_never_there_is_empty_and_one_that_is_lost_is_told(raw: Path, out: Path) -> None:
    for name in ("national", "corrections"):
        (raw / f"{name}.csv").unlink()
    (raw.parent / "datapackage.json").unlink(missing_ok=True)
    assert build_processed(raw, out).rows["national"] == 0
    (raw.parent / "datapackage.json").write_text('{"resources": [{"path": "raw/national.csv"}]}', encoding="utf-8")
    with pytest.raises(TableError, match=r"national\.csv: no such table; it is kept by hand"):
        build_processed(raw, out)


def test_confirmations_may_be_missing_at_any_time_and_are_checked_where_they_are(raw: Path, out: Path) -> None:
    assert build_processed(raw, out).rows["figures"] == 5
    package = raw.parent / "datapackage.json"
    assert '"raw/confirmations.csv"' in package.read_text(encoding="utf-8")
    content = (raw / "confirmations.csv").read_text(encoding="utf-8")
    (raw / "confirmations.csv").unlink()
    assert build_processed(raw, out).rows["figures"] == 5
    assert '"raw/confirmations.csv"' not in package.read_text(encoding="utf-8")
    (raw / "confirmations.csv").write_text(content.replace("2031-03-09", "in March"), encoding="utf-8")
    with pytest.raises(TableError, match=r"confirmations\.csv, row \d, column date: .*in March"):
        build_processed(raw, out)
