"""The doctor on installations that were broken on purpose: each fault is named with its remedy, and hides no other."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from eduplans import codebook, doctor
from eduplans.cli import app
from eduplans.doctor import Finding, State, packages, pictures, project, work
from eduplans.errors import Problem, TableError
from eduplans.tables import write_raw
from sample_tables import document_row


def only(findings: object) -> Finding:
    (finding,) = tuple(findings)  # type: ignore[call-overload]
    return finding


def put_package(folder: Path, name: str, version: str) -> None:
    """Write the metadata of a package, as an installer would."""
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")


def asking(monkeypatch: pytest.MonkeyPatch, *lines: str, python: str = ">=3.11") -> None:
    """Let the metadata of eduplans ask for something else."""
    about = SimpleNamespace(get_all=lambda _: ["report", "dev"])
    monkeypatch.setattr(metadata, "requires", lambda _: list(lines))
    monkeypatch.setattr(
        metadata, "metadata", lambda _: type("M", (dict,), {"get_all": about.get_all})({"Requires-Python": python})
    )


def test_this_environment_is_well_but_for_data_and_optional_parts(tmp_path: Path) -> None:
    findings = doctor.examine(tmp_path)
    assert [finding for finding in findings if finding.state is State.bad and finding.name != "data"] == []
    names = [finding.name for finding in findings]
    assert names[:2] == ["Python", "packages"]
    assert {"codebook", "a sentence", "Chinese font", "kernel", "browser", "folders", "disk", "encoding"} <= set(names)


def test_a_python_that_is_too_old_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    asking(monkeypatch, python=">=3.99")
    finding = only(packages.check_python())
    assert (finding.state, ">=3.99" in finding.said) == (State.bad, True)


def test_a_package_in_a_wrong_version_is_bad_and_named_with_what_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_package(tmp_path, "openpyxl", "1.0")
    monkeypatch.syspath_prepend(tmp_path)
    asking(monkeypatch, "openpyxl<4,>=3.1")
    finding = only(packages.check_packages())
    assert finding.state is State.bad
    assert "openpyxl 1.0, where <4,>=3.1 is asked for" in finding.said
    assert finding.remedy.startswith("pip install")


def test_a_missing_package_is_bad_in_the_core_and_a_warning_in_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    asking(monkeypatch, "nowhere-to-be-found>=1", 'nor-this; extra == "report"', 'nor-that; extra == "dev"')
    assert str(only(packages.check_packages())).startswith("bad   packages: missing: nowhere-to-be-found")
    extra = only(packages.check_extra("report"))
    assert (extra.state, extra.said) == (State.warn, "not installed: no notebooks, pictures and the report")
    assert extra.remedy == 'pip install --upgrade "eduplans[report]"'
    assert only(packages.check_extra("dev")).state is State.ok


def test_half_an_extra_is_told_by_what_is_missing_and_by_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_package(tmp_path, "halfthere", "2.0")
    put_package(tmp_path, "toonew", "9.0")
    monkeypatch.syspath_prepend(tmp_path)
    asking(monkeypatch, *(f'{name}; extra == "report"' for name in ("halfthere>=1", "toonew<9", "notthere")))
    wrong, missing = packages.check_extra("report")
    assert (wrong.state, wrong.said) == (State.bad, "toonew 9.0, where <9 is asked for")
    assert (missing.state, "notthere" in missing.said, "halfthere" in missing.said) == (State.warn, True, False)


def test_extras_that_name_extras_are_taken_apart_and_other_systems_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asking(
        monkeypatch,
        "core",
        'eduplans[inner]; extra == "outer"',
        'one; extra == "inner"',
        'two; (sys_platform == "nowhere") and extra == "inner"',
    )
    assert [one.name for one in packages.requirements("outer")] == ["one"]
    assert [one.name for one in packages.requirements()] == ["core"]


def test_requirements_are_those_of_pyproject(root: Path) -> None:
    import tomllib

    from packaging.requirements import Requirement

    if metadata.distribution("eduplans").read_text("direct_url.json") is None:
        pytest.skip("installed from a wheel: pyproject.toml of this folder may be another")
    extras = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {Requirement(line).name for line in extras["formats"]} == {
        one.name for one in packages.requirements("formats")
    }


def test_a_file_that_was_changed_after_installation_is_named_and_one_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = base64.urlsafe_b64encode(hashlib.sha256(b"as installed\n").digest()).rstrip(b"=").decode()
    record = "".join(f"eduplans/{name}.csv,sha256={digest},13\n" for name in "abc") + "eduplans/a.pyc,,\n"
    (tmp_path / "eduplans").mkdir()
    for name in "abc":
        (tmp_path / "eduplans" / f"{name}.csv").write_bytes(b"as installed\n")
    package = SimpleNamespace(read_text=lambda _: record, locate_file=lambda inner: tmp_path / inner)
    monkeypatch.setattr(metadata, "distribution", lambda _: package)
    assert only(packages.check_files()).state is State.ok
    (tmp_path / "eduplans" / "b.csv").write_bytes(b"as altered\n")
    (tmp_path / "eduplans" / "c.csv").unlink()
    gone, changed = packages.check_files()
    assert (gone.state, gone.said) == (State.bad, "1 missing: eduplans/c.csv")
    assert (changed.state, changed.said) == (State.bad, "1 changed: eduplans/b.csv")


def test_a_broken_table_of_the_codebook_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    read = codebook.read

    def broken(name: str) -> object:
        if name == "levels":
            raise TableError(Problem("3 cells where the header has 4", where="levels.csv", row=3))
        return read(name)

    monkeypatch.setattr(codebook, "read", broken)
    finding = only(work.check_codebook())
    assert (finding.state, "levels.csv, row 3" in finding.said) == (State.bad, True)


def test_an_empty_codebook_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codebook, "names", tuple)
    assert only(work.check_codebook()).state is State.bad


def test_a_grammar_that_reads_nothing_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    assert only(work.check_sentence()).state is State.ok
    monkeypatch.setattr("eduplans.figures.find_figures", lambda _: ())
    assert only(work.check_sentence()).state is State.bad


def test_a_font_without_chinese_draws_boxes_and_a_broken_one_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import matplotlib as mpl

    assert only(pictures.check_font()).state is State.ok
    latin = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    monkeypatch.setattr(pictures, "_font_file", lambda: latin)
    finding = only(pictures.check_font())
    assert (finding.state, "draws boxes for 教育" in finding.said) == (State.bad, True)
    assert "%" not in finding.said.partition("boxes for ")[2]
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    monkeypatch.setattr(pictures, "_font_file", lambda: tmp_path / "broken.ttf")
    assert "cannot be read" in only(pictures.check_font()).said


def test_without_the_font_package_pictures_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda name: None if name == "zhplot" else object())
    finding = only(pictures.check_font())
    assert (finding.state, finding.remedy) == (State.warn, 'pip install "eduplans[report]"')


@pytest.fixture
def kernels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as the only one where Jupyter looks for kernels."""
    monkeypatch.setattr("jupyter_client.kernelspec.jupyter_path", lambda *_: [str(tmp_path)])
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    return tmp_path


def put_kernel(folder: Path, python: str, name: str = "eduplans") -> None:
    (folder / name).mkdir(exist_ok=True)
    content = {"argv": [python, "-m", "ipykernel_launcher"], "display_name": "eduplans", "language": "python"}
    (folder / name / "kernel.json").write_text(json.dumps(content), encoding="utf-8")


def test_a_missing_kernel_is_bad_and_the_remedy_makes_it(kernels: Path) -> None:
    finding = only(pictures.check_kernel())
    assert (finding.state, "-m ipykernel install" in finding.remedy) == (State.bad, True)
    assert sys.executable in finding.remedy


@pytest.mark.parametrize("name", ["eduplans", "python3"])
@pytest.mark.parametrize("python", ["/usr/bin/python3", "/nowhere/bin/python"])
def test_a_kernel_of_another_python_is_bad(kernels: Path, python: str, name: str) -> None:
    put_kernel(kernels, sys.executable)
    put_kernel(kernels, python, name)
    finding = only(pictures.check_kernel())
    assert (finding.state, f"starts {python}" in finding.said) == (State.bad, True)
    assert f"--name {name}" in finding.remedy


def test_the_kernel_of_this_python_is_well(kernels: Path) -> None:
    put_kernel(kernels, sys.executable)
    assert only(pictures.check_kernel()).state is State.ok


def test_no_browser_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert only(pictures.check_browser()).state is State.ok


def test_no_data_folder_is_a_warning_and_a_wrong_name_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    assert only(project.check_data(None)).state is State.warn
    assert only(project.check_data(tmp_path / "none")).state is State.bad
    monkeypatch.setenv("EDUPLANS_DATA", str(tmp_path / "none"))
    assert only(project.check_data(None)).state is State.bad


def test_data_that_break_their_schema_are_bad_with_row_and_remedy(tmp_path: Path) -> None:
    from eduplans.tables import frame

    write_raw("documents", frame("documents", [document_row()]), tmp_path / "raw")
    path = tmp_path / "raw" / "documents.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2031,", ",soon,"), encoding="utf-8")
    findings = tuple(project.check_data(tmp_path))
    assert any("row 2, column year" in finding.said and finding.state is State.bad for finding in findings)
    assert all(finding.remedy for finding in findings)


def test_data_altered_after_clean_are_bad(tmp_path: Path, root: Path) -> None:
    shutil.copytree(root / "data" / "processed", tmp_path / "processed")
    shutil.copytree(root / "data" / "raw", tmp_path / "raw")
    shutil.copy(root / "data" / "datapackage.json", tmp_path)
    path = tmp_path / "processed" / "validation.csv"
    path.write_bytes(path.read_bytes() + b"items,invented check,1,0,passed\n")
    said = [finding.said for finding in project.check_data(tmp_path)]
    assert any(re.search(r"validation\.csv, row \d+: it was changed", one) for one in said)


def test_an_empty_data_folder_is_bad(tmp_path: Path) -> None:
    assert only(project.check_data(tmp_path)).said == f"{tmp_path} holds no tables"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLCONFIGDIR", "/proc/self/fd")  # cannot be written, not even by root
    finding = only(project.check_folders(tmp_path))
    assert (finding.state, "/proc/self/fd" in finding.said) == (State.bad, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("free", "state"), [(10**7, State.bad), (10**8, State.warn), (10**12, State.ok)])
def test_a_full_disk_is_told_before_it_stops_a_build(monkeypatch: pytest.MonkeyPatch, free: int, state: State) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert {finding.state for finding in project.check_space()} == {state}


def test_a_system_that_cannot_print_chinese_is_told() -> None:
    script = "from eduplans.doctor.work import check_encoding; print(*check_encoding())"
    settings = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | settings, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("warn  encoding: ")


def test_a_check_that_breaks_is_a_finding_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[Finding]:
        raise ImportError("libbroken.so: wrong ELF class")

    monkeypatch.setattr(doctor, "check_sentence", broken)
    findings = {finding.name: finding for finding in doctor.examine()}
    assert findings["a sentence"].state is State.bad
    assert "libbroken.so" in findings["a sentence"].said
    assert findings["encoding"].said


def test_the_command_ends_with_one_where_something_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [doctor.ok("Python", "3.11"), doctor.bad("kernel", "none", "make one"), doctor.warn("data", "none", "x")]
    monkeypatch.setattr(doctor, "examine", lambda *_: tuple(found))
    result = CliRunner().invoke(app, ["doctor"])
    assert (result.exit_code, result.stdout.splitlines()[1]) == (1, "bad   kernel: none; make one")
    assert "3 checks: 1 ok, 1 warn, 1 bad" in result.stderr
    read = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
    assert read[1] == {"name": "kernel", "state": "bad", "said": "none", "remedy": "make one"}
    del found[1]
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 0
