"""What is built is what is committed: sdist and wheel of a small package; the walk tells every way to fail."""

from __future__ import annotations

import subprocess
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

import dist
import walk

if TYPE_CHECKING:
    from pathlib import Path

PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "eduplans"
dynamic = ["version"]
requires-python = ">=3.11"
license = "MIT"
license-files = ["LICENSE"]
[project.optional-dependencies]
report = ["x"]
dev = ["y"]
[project.scripts]
eduplans = "eduplans:main"
[tool.hatch.version]
path = "src/eduplans/__init__.py"
[tool.hatch.build.targets.wheel]
packages = ["src/eduplans"]
"""
FILES = {
    "pyproject.toml": PYPROJECT,
    "LICENSE": "MIT License\n",
    ".gitignore": "dist/\nreport/\n",
    "src/eduplans/__init__.py": '"""Small."""\n\n__version__ = "1.2.3"\n\n\ndef main(): pass\n',
    "src/eduplans/codebook/words.csv": "word\n云泽县\n",
    "tests/test_small.py": "",
    "data/raw/documents.csv": "doc,sha256_file\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "begin"],
    ):
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


def test_sdist_and_wheel_hold_what_is_committed_and_are_the_same_again(project: Path, tmp_path: Path) -> None:
    (project / "src" / "eduplans" / "untracked.py").write_text("", encoding="utf-8")
    first = dist.build(project, tmp_path / "one")
    assert [path.name for path in first] == ["eduplans-1.2.3.tar.gz", "eduplans-1.2.3-py3-none-any.whl"]
    assert dist.inspect(project, tmp_path / "one") == []
    (project / "src" / "eduplans" / "__init__.py").touch()
    second = dist.build(project, tmp_path / "two")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    with zipfile.ZipFile(first[1]) as wheel:
        assert "eduplans/codebook/words.csv" in wheel.namelist()
        assert not [name for name in wheel.namelist() if "untracked" in name or name.startswith("tests")]
    with tarfile.open(first[0]) as sdist:
        assert "eduplans-1.2.3/tests/test_small.py" in sdist.getnames()


def test_what_lacks_or_is_too_much_is_named(project: Path, tmp_path: Path) -> None:
    sdist, wheel = dist.build(project, tmp_path)
    inside = dist.tracked(project, "src/")
    assert inside == {"eduplans/__init__.py", "eduplans/codebook/words.csv"}
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("tests/test_small.py", "")
    assert dist.inspect_wheel(wheel, inside | {"eduplans/new.csv"}, "1.2.3") == [
        f"{wheel.name} lacks eduplans/new.csv",
        f"{wheel.name} holds tests/test_small.py, which is not of the package",
    ]
    assert dist.inspect_wheel(wheel, inside, "1.2.4") == [
        f"{wheel.name} has no eduplans-1.2.4.dist-info/METADATA: it is of another version"
    ]
    assert dist.inspect_sdist(sdist, dist.tracked(project) | {"docs/x.md"}, "1.2.3") == [
        f"{sdist.name} lacks docs/x.md"
    ]
    assert dist.inspect_sdist(sdist, dist.tracked(project) - {"LICENSE"}, "1.2.4") == [
        f"{sdist.name} unpacks to eduplans-1.2.3",
        f"{sdist.name} holds LICENSE, which is not committed",
    ]


def test_two_wheels_in_a_folder_are_refused(tmp_path: Path) -> None:
    for name in ("a.whl", "b.whl", "a.tar.gz"):
        (tmp_path / name).touch()
    with pytest.raises(dist.DistError, match="1 sdists and 2 wheels"):
        dist.found(tmp_path)


def test_a_package_that_cannot_be_built_says_why(project: Path, tmp_path: Path) -> None:
    (project / "src" / "eduplans" / "__init__.py").write_text("", encoding="utf-8")
    words = ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-a", "-m", "no version"]
    subprocess.run(["git", *words], cwd=project, check=True)
    with pytest.raises(dist.DistError, match="version"):
        dist.build(project, tmp_path / "out")
    with pytest.raises(dist.DistError, match="no __version__"):
        dist.version_of(project)


def test_extras_that_users_install_are_all_but_the_one_for_tests(root: Path) -> None:
    assert {"formats", "large", "cluster", "report"} <= set(dist.extras_of(root))
    assert "dev" not in dist.extras_of(root)


@pytest.fixture
def step(tmp_path: Path) -> walk.Walk:
    """A walk whose eduplans is a shell script that prints what it was given."""
    script = tmp_path / "bin" / "eduplans"
    script.parent.mkdir()
    script.write_text('#!/bin/sh\necho "out $*"\necho "err $*" >&2\nexit 3\n', encoding="utf-8")
    script.chmod(0o755)
    return walk.Walk(script.with_name("python"), tmp_path)


def test_a_step_that_does_as_said_is_no_fault(step: walk.Walk) -> None:
    step.call("figures", "x.txt", code=3, out="out figures", err="err figures")
    assert step.faults == []


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ({"code": 0}, "eduplans clean: exit code 3 where 0 was due (err clean)"),
        ({"code": 3, "out": "云泽县"}, "eduplans clean: no '云泽县' in what it prints"),
        ({"code": 3, "err": "extra"}, "eduplans clean: no 'extra' in its messages (err clean)"),
    ],
)
def test_every_way_to_fail_is_a_fault(step: walk.Walk, due: dict[str, object], said: str) -> None:
    step.call("clean", **due)  # type: ignore[arg-type]
    assert step.faults == [said]


def test_a_walk_with_the_eduplans_of_another_place_is_refused(tmp_path: Path, root: Path) -> None:
    python = tmp_path / "env" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho /elsewhere/eduplans/__init__.py\n", encoding="utf-8")
    python.chmod(0o755)
    faults = walk.walk(python, "", root / "data" / "examples", tmp_path / "walk")
    assert faults == ["eduplans is not imported from the environment but from /elsewhere/eduplans/__init__.py"]
