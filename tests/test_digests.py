"""A generated table that was changed by hand: file, row, column and document are named."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from eduplans.digests import FILE, check_digests, digest_problems, read_digests, unchanged, with_digests
from eduplans.errors import StorageError, TableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Figures of two invented counties.
ROWS = [
    ["doc", "order", "value", "unit"],
    *[["lanxi-2031", str(number), str(10 * number), "person"] for number in range(1, 9)],
    *[["shibei-2032", str(number), str(7 * number), "school"] for number in range(1, 6)],
]
NAME = "figures.csv"


def written(rows: list[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for path, content in with_digests({tmp_path / NAME: written(ROWS)}, tmp_path, [NAME]).items():
        path.write_bytes(content)
    return tmp_path


def change(raw: Path, how: Callable[[list[list[str]]], object]) -> list[str]:
    rows = [list(cells) for cells in ROWS]
    how(rows)
    (raw / NAME).write_bytes(written(rows))
    return [str(problem).removeprefix(f"{raw}/") for problem in digest_problems(raw)]


def test_what_was_written_is_right(raw: Path) -> None:
    assert digest_problems(raw) == []
    assert list(read_digests(raw)[NAME]["documents"]) == ["lanxi-2031", "shibei-2032"]


def test_one_cell_is_named_with_what_stands_there_now(raw: Path) -> None:
    (said,) = change(raw, lambda rows: rows[4].__setitem__(2, "999"))
    assert said.startswith("figures.csv, row 5, column value: this row of the document lanxi-2031 is not as")
    assert "(found '999') [digests]" in said
    assert "corrections.csv" in said


def test_several_cells_name_their_rows(raw: Path) -> None:
    def how(rows: list[list[str]]) -> None:
        rows[2][3], rows[6][2], rows[12][2] = "class", "1", "2"

    said = change(raw, how)
    assert [one.split(":")[0] for one in said] == [
        "figures.csv, row 3, column value, unit",
        "figures.csv, row 7, column value, unit",
        "figures.csv, row 13, column value",
    ]


def test_a_row_that_is_gone_or_added_is_named(raw: Path) -> None:
    (gone,) = change(raw, lambda rows: rows.pop(3))
    assert gone.startswith("figures.csv, row 4: a row is gone here, of the document lanxi-2031")
    (added,) = change(raw, lambda rows: rows.insert(11, ["shibei-2032", "9", "63", "school"]))
    assert added.startswith("figures.csv, row 12: this row of the document shibei-2032 was added")


def test_a_document_that_is_gone_or_was_never_read_is_named(raw: Path) -> None:
    (gone,) = change(raw, lambda rows: rows.__delitem__(slice(9, None)))
    assert gone.startswith("figures.csv: all 5 rows of the document shibei-2032 are gone")
    (new,) = change(raw, lambda rows: rows.append(["yunwu-2033", "1", "2", "school"]))
    assert new.startswith("figures.csv, row 15, column doc: this row was added: ingest has read no such document")


def test_order_counts(raw: Path) -> None:
    (within,) = change(raw, lambda rows: rows.insert(1, rows.pop(5)))
    assert "stand in another order" in within
    (between,) = change(raw, lambda rows: rows.__setitem__(slice(1, None), rows[9:] + rows[1:9]))
    assert "stand in another order" in between


def test_the_header_and_what_is_no_table(raw: Path) -> None:
    (header,) = change(raw, lambda rows: rows[0].__setitem__(2, "amount"))
    assert header.startswith("figures.csv, row 1: the header is not as ingest wrote it")
    (raw / NAME).write_bytes(b'doc,"order\n')
    assert "not as ingest wrote it" in str(digest_problems(raw)[0])
    (raw / NAME).unlink()
    assert "the table is gone" in str(digest_problems(raw)[0])


@pytest.mark.parametrize(("old", "new"), [(b"\n", b"\r\n"), (b"doc,", b"\xef\xbb\xbfdoc,"), (b"person", b'"person"')])
def test_how_a_file_is_written_is_no_change(raw: Path, old: bytes, new: bytes) -> None:
    (raw / NAME).write_bytes((raw / NAME).read_bytes().replace(old, new))
    assert digest_problems(raw) == []


def test_many_places_are_counted_and_not_all_listed(raw: Path) -> None:
    rows = [ROWS[0], *[["lanxi-2031", str(number), "1", "person"] for number in range(100)]]
    for path, content in with_digests({raw / NAME: written(rows)}, raw, [NAME]).items():
        path.write_bytes(content)
    (raw / NAME).write_bytes(written([rows[0], *[[*cells[:2], "2", "person"] for cells in rows[1:]]]))
    problems = digest_problems(raw)
    assert len(problems) == 21
    assert problems[-1].what == "80 more places are not as ingest wrote them"


def test_a_damaged_file_of_digests_is_said_and_written_anew(raw: Path) -> None:
    (raw / FILE).write_text("{}", encoding="utf-8")
    with pytest.raises(TableError, match=r"digests\.json: not a file of digests"):
        check_digests(raw)
    again = with_digests({raw / NAME: written(ROWS)}, raw, [NAME])
    (raw / FILE).write_bytes(again[raw / FILE])
    check_digests(raw)


def test_tables_by_hand_have_none_and_others_keep_theirs(raw: Path) -> None:
    by_hand = {raw / "corrections.csv": b"figure_id\n"}
    assert with_digests(by_hand, raw, [NAME]) == by_hand
    both = with_digests({raw / "items.csv": b"doc,item\na,b\n"}, raw, [NAME, "items.csv"])
    (raw / FILE).write_bytes(both[raw / FILE])
    assert set(read_digests(raw)) == {NAME, "items.csv"}


def test_a_table_that_changes_while_it_is_read(raw: Path) -> None:
    from eduplans.digests import file_digests

    before = file_digests(raw)
    unchanged(raw, before)
    (raw / NAME).write_bytes(b"doc\n")
    with pytest.raises(StorageError, match=r"figures\.csv: it changed while it was being read"):
        unchanged(raw, before)
