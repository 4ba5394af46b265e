"""A review goes out as a sheet and comes back as corrections with reasons. The county is invented."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from eduplans import tables
from eduplans.clean import build_processed
from eduplans.errors import TableError, UnknownNameError
from eduplans.ingest import ingest
from eduplans.panel import usable
from eduplans.report.follow.cards import _confirmed
from eduplans.report.sources import table_rows
from eduplans.review import read_review, write_review
from eduplans.review.columns import AS_READ, COLUMNS, EDITABLE, JUDGEMENTS, SHEET, SHOWN
from eduplans.review.confirmations import read_confirmations
from eduplans.trace import trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "data" / "examples" / "yunze-2024-plan.txt"
DOC = "yunze-2024-plan"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables and a sheet, made once; each test works on a copy."""
    folder = tmp_path_factory.mktemp("review")
    raw = folder / "data" / "raw"
    ingest([EXAMPLE], raw)
    for name in ("corrections", "national"):
        shutil.copy(ROOT / "data" / "raw" / f"{name}.csv", raw)
    head = (raw / "corrections.csv").read_text(encoding="utf-8").partition("\n")[0]
    (raw / "corrections.csv").write_text(head + "\n", encoding="utf-8")
    write_review(DOC, folder / "data", folder / "review.xlsx")
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data"


@pytest.fixture
def book(data: Path) -> Path:
    return data.parent / "review.xlsx"


def edit(book: Path, change: Callable[[Worksheet], None]) -> None:
    """Change the sheet as a reader does."""
    found = openpyxl.load_workbook(book)
    change(found[SHEET])
    found.save(book)


def row_of(sheet: Worksheet, printed: str) -> int:
    at = COLUMNS.index("as_printed")
    return next(number for number, row in enumerate(sheet.values, start=1) if row[at] == printed)


def put(printed: str, **cells: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        number = row_of(sheet, printed)
        for name, value in cells.items():
            sheet.cell(number, COLUMNS.index(name) + 1).value = value  # type: ignore[assignment]

    return change


def corrections(data: Path) -> list[dict[str, str]]:
    rows = tables.read_raw("corrections", data / "raw").fillna("").to_dict("records")
    return [{str(name): str(cell) for name, cell in row.items()} for row in rows]


def test_sheet_has_every_figure_as_the_table_has_it(data: Path, book: Path) -> None:
    figures = tables.read_raw("figures", data / "raw")
    rows = list(openpyxl.load_workbook(book)[SHEET].values)
    assert rows[0] == COLUMNS
    assert [row[0] for row in rows[1:]] == figures["figure_id"].to_list()
    phrases = [row[COLUMNS.index("phrase")] for row in rows[1:]]
    assert phrases == figures["phrase"].to_list()


def test_vocabularies_are_offered(book: Path) -> None:
    rules = openpyxl.load_workbook(book)[SHEET].data_validations.dataValidation
    offered = [str(rule.formula1).strip('"').split(",") for rule in rules]
    assert list(JUDGEMENTS) in offered
    assert ["actual", "target", "standard", "baseline"] in offered


def test_what_was_read_is_kept_hidden(book: Path) -> None:
    assert openpyxl.load_workbook(book)[AS_READ].sheet_state == "hidden"


def test_unchanged_sheet_changes_nothing(data: Path, book: Path) -> None:
    found = read_review(book, data / "raw")
    assert (found.rows, found.changed, found.corrected, found.refused, found.confirmed) == (0, False, 0, 0, 0)
    assert found.open == len(tables.read_raw("figures", data / "raw"))


def test_a_changed_cell_is_a_correction_with_its_reason(data: Path, book: Path) -> None:
    edit(book, put("120名", value=210, status="actual", reason="misread", source="page 3"))
    found = read_review(book, data / "raw")
    assert (found.corrected, found.rows) == (1, 2)
    rows = {row["column"]: row for row in corrections(data)}
    assert (rows["value"]["old"], rows["value"]["new"], rows["value"]["reason"]) == ("120", "210", "misread")
    assert (rows["status"]["old"], rows["status"]["new"], rows["status"]["source"]) == ("target", "actual", "page 3")


def test_corrections_read_back_are_those_that_clean_applies(data: Path, book: Path) -> None:
    edit(book, put("120名", value=210, reason="misread"))
    edit(book, put("60名", judgement="not a figure", reason="a name"))
    read_review(book, data / "raw")
    build_processed(data / "raw", data / "processed")
    figures = tables.read_processed("figures", data / "processed").set_index("as_printed")
    assert figures.loc["120名", "value"] == 210
    assert figures.loc["60名", "flag"] == "not_a_figure"
    panel = set(tables.read_processed("panel", data / "processed")["figure_id"])
    assert figures.loc["60名", "figure_id"] not in panel
    assert not usable(figures).loc["60名"]


def test_an_emptied_cell_is_emptied_by_clean(data: Path, book: Path) -> None:
    edit(book, put("120名", year=None, reason="no year is meant"))
    read_review(book, data / "raw")
    assert [row["new"] for row in corrections(data)] == ["(empty)"]
    build_processed(data / "raw", data / "processed")
    figures = tables.read_processed("figures", data / "processed").set_index("as_printed")
    assert figures["year"].isna()["120名"]


def test_confirmed_figures_are_counted(data: Path, book: Path) -> None:
    edit(book, put("120名", judgement="right"))
    assert read_review(book, data / "raw").confirmed == 1


def test_a_second_review_starts_from_the_first_and_may_take_it_back(data: Path, book: Path) -> None:
    edit(book, put("120名", value=210, reason="misread"))
    read_review(book, data / "raw")
    write_review(DOC, data, book)
    sheet = openpyxl.load_workbook(book)[SHEET]
    row = dict(zip(COLUMNS, list(sheet.values)[row_of(sheet, "120名") - 1], strict=True))
    assert (row["value"], row["reason"]) == ("210", "misread")
    assert read_review(book, data / "raw").changed is False
    edit(book, put("120名", value=120))
    assert read_review(book, data / "raw").changed
    assert corrections(data) == []


def test_corrections_of_other_documents_stay(data: Path, book: Path) -> None:
    other = data.parent / "linhe-2023-plan.txt"
    other.write_text("临荷县2023年教育工作要点\n一、学位\n全县新增学位900个。\n", encoding="utf-8")
    ingest([other], data / "raw")
    write_review("linhe-2023-plan", data, data.parent / "other.xlsx")
    edit(data.parent / "other.xlsx", put("900个", value=800, reason="misread"))
    read_review(data.parent / "other.xlsx", data / "raw")
    edit(book, put("120名", value=210, reason="misread"))
    read_review(book, data / "raw")
    assert sorted(row["new"] for row in corrections(data)) == ["210", "800"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"value": 210}, "a reason is needed"),
        ({"judgement": "cannot be right"}, "a reason is needed"),
        ({"judgement": "good", "reason": "x"}, "no word of judgement"),
        ({"status": "planned", "reason": "x"}, "status"),
        ({"unit": None, "reason": "x"}, "unit"),
        ({"phrase": "other words"}, "only coloured cells may be changed"),
        ({"figure_id": "nobody:00000000"}, "no figure of this sheet has this id"),
    ],
)
def test_what_is_wrong_is_told_with_row_and_column(
    data: Path, book: Path, cells: dict[str, object], message: str
) -> None:
    before = (data / "raw" / "corrections.csv").read_bytes()
    edit(book, put("120名", **cells))
    number = row_of(openpyxl.load_workbook(book)[SHEET], "120名")
    with pytest.raises(TableError, match=message) as caught:
        read_review(book, data / "raw")
    assert {problem.row for problem in caught.value.problems} == {number}
    assert all(problem.column for problem in caught.value.problems)
    assert (data / "raw" / "corrections.csv").read_bytes() == before


def test_all_faults_come_at_once(data: Path, book: Path) -> None:
    edit(book, put("120名", value=210))
    edit(book, put("60名", value=61))
    with pytest.raises(TableError) as caught:
        read_review(book, data / "raw")
    assert len(caught.value.problems) == 2


def test_sheet_of_tables_made_anew_since_is_refused(data: Path, book: Path) -> None:
    edit(book, put("120名", value=210, reason="misread"))
    changed = data.parent / EXAMPLE.name
    changed.write_text(EXAMPLE.read_text(encoding="utf-8").replace("计划招聘教师", "已经招聘教师"), encoding="utf-8")
    ingest([changed], data / "raw")
    with pytest.raises(TableError, match="other cells for this figure"):
        read_review(book, data / "raw")


def test_formulas_in_a_document_stay_text(data: Path) -> None:
    file = data.parent / "heshan-2024-plan.txt"
    file.write_text("禾山县2024年教育工作要点\n一、=1+1 学位\n全县新增学位900个。\n", encoding="utf-8")
    ingest([file], data / "raw")
    write_review("heshan-2024-plan", data, data.parent / "formula.xlsx")
    cells = [cell for row in openpyxl.load_workbook(data.parent / "formula.xlsx")[SHEET].iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=1+1") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.value is None for cell in cells if cell.data_type == "n")


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04broken"])
def test_what_is_no_sheet_is_refused(data: Path, content: bytes) -> None:
    book = data.parent / "other.xlsx"
    book.write_bytes(content)
    with pytest.raises(TableError, match="no review sheet"):
        read_review(book, data / "raw")


def test_unknown_document_names_those_that_there_are(data: Path) -> None:
    with pytest.raises(UnknownNameError, match=DOC):
        write_review("nobody-2020-plan", data, data.parent / "none.xlsx")
    assert not (data.parent / "none.xlsx").exists()


def test_columns_that_say_which_figure_are_not_among_the_editable() -> None:
    assert not set(SHOWN) & set(EDITABLE)


def confirmations(data: Path) -> list[dict[str, str]]:
    rows = read_confirmations(data / "raw").to_dict("records")
    return [{str(name): str(cell) for name, cell in row.items()} for row in rows]


def test_a_confirmed_figure_is_kept_with_its_day_and_without_a_name(data: Path, book: Path) -> None:
    edit(book, put("120名", judgement="right", date="2026/3/9"))
    found = read_review(book, data / "raw")
    assert (found.confirmed, found.changed, corrections(data)) == (1, True, [])
    (row,) = confirmations(data)
    assert row["figure_id"] == "yunze-2024-plan:2c6349aa"
    assert row["as_read"].startswith("value=120; unit=person; qualifier=exact; measure=招聘教师")
    assert (row["date"], row["by"], row["source"]) == ("2026-03-09", "", "the document, item 二/4")
    assert read_review(book, data / "raw").changed is False


def test_without_a_date_it_is_the_day_on_which_the_sheet_was_saved(data: Path, book: Path) -> None:
    edit(book, put("120名", judgement="right", by="第二读者", reason="与原件核对"))
    found = openpyxl.load_workbook(book)
    saved = found.properties.modified
    read_review(book, data / "raw")
    (row,) = confirmations(data)
    assert saved is not None
    assert (row["date"], row["by"], row["reason"]) == (saved.date().isoformat(), "第二读者", "与原件核对")


def test_round_trip_of_confirmations_and_corrections(data: Path, book: Path) -> None:
    edit(book, put("120名", judgement="right", date="2026-03-09", by="甲"))
    edit(book, put("60名", value=61, reason="misread"))
    read_review(book, data / "raw")
    before = {name: (data / "raw" / name).read_bytes() for name in ("corrections.csv", "confirmations.csv")}
    write_review(DOC, data, book)
    sheet = openpyxl.load_workbook(book)[SHEET]
    row = dict(zip(COLUMNS, list(sheet.values)[row_of(sheet, "120名") - 1], strict=True))
    assert (row["judgement"], row["date"], row["by"]) == ("right", "2026-03-09", "甲")
    again = read_review(book, data / "raw")
    assert (again.confirmed, again.corrected, again.changed) == (1, 1, False)
    assert before == {name: (data / "raw" / name).read_bytes() for name in before}
    edit(book, put("120名", judgement=None))
    assert read_review(book, data / "raw").changed
    assert confirmations(data) == []
    assert len(corrections(data)) == 1


def test_a_confirmation_lapses_when_the_figure_is_read_otherwise(data: Path, book: Path) -> None:
    edit(book, put("120名", judgement="right", date="2026-03-09"))
    read_review(book, data / "raw")
    figure = "yunze-2024-plan:2c6349aa"
    held = trace(figure, data / "raw").confirmed
    assert held is not None
    assert held["date"] == "2026-03-09"
    changed = data.parent / EXAMPLE.name
    changed.write_text(EXAMPLE.read_text(encoding="utf-8").replace("计划招聘教师", "计划引进骨干"), encoding="utf-8")
    ingest([changed], data / "raw")
    assert trace(figure, data / "raw").confirmed is None
    write_review(DOC, data, book)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in openpyxl.load_workbook(book)[SHEET].values]
    assert {row["judgement"] for row in rows[1:]} == {None}


def test_what_is_no_date_is_told_and_nothing_is_written(data: Path, book: Path) -> None:
    edit(book, put("120名", judgement="right", date="soon"))
    edit(book, put("60名", value=61, reason="misread"))
    with pytest.raises(TableError, match="not a date") as caught:
        read_review(book, data / "raw")
    assert caught.value.problems[0].column == "date"
    assert corrections(data) == []
    assert not (data / "raw" / "confirmations.csv").exists()


def test_the_card_of_a_figure_says_that_a_reader_found_it_right(data: Path, book: Path) -> None:
    edit(book, put("120名", judgement="right", date="2026-03-09", by="甲<b>"))
    read_review(book, data / "raw")
    (confirmed,) = confirmations(data)
    row = next(one for one in table_rows(data / "raw" / "figures.csv") if one["figure_id"] == confirmed["figure_id"])
    facts = SimpleNamespace(confirmations={confirmed["figure_id"]: (confirmed,)})
    ((name, said),) = _confirmed(row, facts)  # type: ignore[arg-type]
    assert name == "confirmed by a reader"
    assert said == "2026-03-09; 甲&lt;b&gt;; the document, item 二/4"
    assert _confirmed(row | {"value": "121"}, facts) == []  # type: ignore[arg-type]
