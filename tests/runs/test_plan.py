"""The list of runs: what it may hold, and one run a document."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from eduplans.errors import RunError, UnknownNameError
from eduplans.runs import Run, document_ids, expand_runs, find_run, read_runs

if TYPE_CHECKING:
    from pathlib import Path


def listed(folder: Path, text: str) -> Path:
    (folder / "profile.ipynb").touch()
    path = folder / "runs.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_run_a_document_in_their_order(tmp_path: Path) -> None:
    toml = listed(
        tmp_path,
        '[[run]]\nname = "profile"\nnotebook = "profile.ipynb"\nfor_each = "documents"\ntitle = "{county}"\n'
        "parameters = { detail = true }\n",
    )
    assert expand_runs(toml, ["b", "a"]) == (
        Run("profile-b", "profile.ipynb", {"detail": True, "document": "b"}, "{county}", "b"),
        Run("profile-a", "profile.ipynb", {"detail": True, "document": "a"}, "{county}", "a"),
    )


def test_without_documents_there_is_no_run_for_each_of_them(tmp_path: Path) -> None:
    toml = listed(tmp_path, '[[run]]\nname = "p"\nnotebook = "profile.ipynb"\nfor_each = "documents"\n')
    assert expand_runs(toml, []) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[run]]\nnotebook = "profile.ipynb"\n', "runs.toml, run 1: name is missing"),
        ('[[run]]\nname = "a"\n', "notebook is missing"),
        ('[[run]]\nname = "a"\nnotebook = "other.ipynb"\n', "no such notebook (found 'other.ipynb')"),
        ('[[run]]\nname = "a"\nnotebook = "profile.ipynb"\nparams = {}\n', "unknown key (found 'params')"),
        ('[[run]]\nname = "a"\nnotebook = "profile.ipynb"\nfor_each = "county"\n', "unknown for_each"),
        ('[[run]]\nname = "a"\nnotebook = "profile.ipynb"\nparameters = 3\n', "parameters is not a table"),
        ('[[run]]\nname = "a"\nnotebook = "profile.ipynb"\nheadline = "x"\n', "headline is not a list"),
        ('[[run]]\nname = "a"\nnotebook = "profile.ipynb"\n' * 2, "two runs share a name (found 'a')"),
        ("[[run]\n", "not readable as TOML"),
        ("[runs]\n", "tables named [[run]]"),
    ],
)
def test_a_bad_list_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RunError) as caught:
        expand_runs(listed(tmp_path, text), ["a"])
    assert said in str(caught.value)


def test_all_bad_entries_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        expand_runs(listed(tmp_path, '[[run]]\nname = "a"\n[[run]]\nname = "b"\n'), [])
    assert len(caught.value.problems) == 2


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no list of runs"):
        expand_runs(tmp_path / "runs.toml", [])


def test_document_ids_come_from_the_raw_table(project: Path, tmp_path: Path) -> None:
    assert document_ids(project / "data") == ("yunze-2024-plan", "qinghe-2024-report")
    assert document_ids(tmp_path / "none") == ()
    assert [run.name for run in read_runs(project)] == ["pupils", "primary"]


def test_an_unknown_run_lists_the_right_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean corpus\? the runs are corpus, county"):
        find_run([Run("corpus", "a.ipynb"), Run("county", "b.ipynb")], "corpsu")


def test_importing_the_runs_is_cheap() -> None:
    code = (
        "import sys, eduplans.runs; print(*(m for m in ('papermill', 'nbformat', 'pandas', 'PIL') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
