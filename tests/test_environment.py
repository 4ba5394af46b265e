"""The three lists of dependencies agree: pyproject.toml (ranges), requirements.lock (versions), environment.yml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

#: Names on conda-forge that differ from those on PyPI.
CONDA = {
    "brotli": "brotli-python",
    "duckdb": "python-duckdb",
    "matplotlib": "matplotlib-base",
    "pandera": "pandera-pandas",
    "playwright": "playwright-python",
}
PYPI = {conda: pypi for pypi, conda in CONDA.items()}


def declared(project: dict[str, Any]) -> dict[str, SpecifierSet]:
    """Range of every package that pyproject.toml names, extras that name the project itself left out."""
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    found = (Requirement(line) for line in lines)
    return {canonicalize_name(one.name): one.specifier for one in found if one.name != project["name"]}


def asked_of_conda(environment: dict[str, Any]) -> dict[str, SpecifierSet]:
    """Range of every package of environment.yml by its name on PyPI, Python and pip themselves left out."""
    lines = [line for line in environment["dependencies"] if isinstance(line, str)]
    named = dict(split(line) for line in lines)
    return {PYPI.get(name, name): specifier for name, specifier in named.items() if name not in {"python", "pip"}}


def asked_of_pip(environment: dict[str, Any]) -> dict[str, SpecifierSet]:
    """Range of every package of environment.yml that pip installs."""
    parts = [part for part in environment["dependencies"] if isinstance(part, dict)]
    return dict(split(line) for part in parts for line in part["pip"])


def split(line: str) -> tuple[str, SpecifierSet]:
    """Split a line into name and range; conda's single = means the version and all below it."""
    name, rest = re.fullmatch(r"([A-Za-z0-9._-]+?)\s*([<>=!].*)?", line).groups()  # type: ignore[union-attr]
    rest = rest or ""
    return name, SpecifierSet(f"={rest}.*" if re.match(r"=[^=]", rest) else rest)


def locked(lock: str) -> dict[str, list[Version]]:
    """Versions of every package of the lock; several where Python's version decides."""
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", lock, re.M):
        found.setdefault(canonicalize_name(name), []).append(Version(version))
    return found


def entries(lock: str) -> list[str]:
    """Entries of the lock, each with its hashes."""
    return re.split(r"\n(?=[a-z0-9])", lock)


def test_ranges_are_read_as_conda_means_them() -> None:
    assert split("python=3.11")[1].contains("3.11.9")
    assert not split("python=3.11")[1].contains("3.12.0")
    assert split("a-b>=1.0,<2") == ("a-b", SpecifierSet(">=1.0,<2"))
    assert split("pip") == ("pip", SpecifierSet())


def test_environment_names_what_pyproject_names_each_once() -> None:
    conda, pip = asked_of_conda(ENVIRONMENT), asked_of_pip(ENVIRONMENT)
    assert not conda.keys() & pip.keys()
    assert conda.keys() | pip.keys() == declared(PROJECT).keys()


def test_environment_has_the_ranges_of_pyproject() -> None:
    assert asked_of_conda(ENVIRONMENT) | asked_of_pip(ENVIRONMENT) == declared(PROJECT)


def test_map_of_names_has_no_name_that_is_not_used() -> None:
    assert CONDA.keys() <= declared(PROJECT).keys()


def test_environment_takes_conda_forge_and_no_other_channel() -> None:
    assert ENVIRONMENT["channels"] == ["conda-forge", "nodefaults"]
    assert ENVIRONMENT["name"] == PROJECT["name"]


def test_python_of_the_environment_is_one_the_project_allows() -> None:
    python = next(split(line)[1] for line in ENVIRONMENT["dependencies"] if str(line).startswith("python="))
    version = str(next(iter(python))).removeprefix("==").removesuffix(".*")
    assert SpecifierSet(PROJECT["requires-python"]).contains(f"{version}.0")


@pytest.mark.parametrize("name", sorted(declared(PROJECT)))
def test_lock_holds_a_version_that_every_range_admits(name: str) -> None:
    asked = asked_of_conda(ENVIRONMENT) | asked_of_pip(ENVIRONMENT)
    versions = locked(LOCK)[name]
    assert versions
    for version in versions:
        assert declared(PROJECT)[name].contains(version)
        assert asked[name].contains(version)


def test_lock_names_no_host_and_no_folder() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK
    assert " @ " not in LOCK


def test_every_package_of_the_lock_has_hashes() -> None:
    without = [entry.splitlines()[0] for entry in entries(LOCK) if "--hash=sha256:" not in entry]
    assert without == []
    assert len(entries(LOCK)) > 100


def test_packages_left_out_are_not_in_the_lock() -> None:
    left_out = (ROOT / "lock-excludes.txt").read_text(encoding="utf-8").split()
    assert left_out
    assert not set(left_out) & locked(LOCK).keys()


def test_build_tools_are_locked_because_the_project_is_installed_without_isolation() -> None:
    assert {"hatchling", "editables"} <= locked(LOCK).keys()


def test_the_lists_are_read_as_they_are_written() -> None:
    two = "a==1 \\\n    --hash=sha256:0\na==2 ; python_version > '3.12'\n"
    assert entries(two)[1] == "a==2 ; python_version > '3.12'\n"
    assert locked(two) == {"a": [Version("1"), Version("2")]}
    project = {"name": "p", "dependencies": ["A_b>=1"], "optional-dependencies": {"x": ["p[y]"]}}
    assert declared(project) == {"a-b": SpecifierSet(">=1")}
