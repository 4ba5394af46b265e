"""The data package says what is there: paths, sizes, digests, fields, sources."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

import sample_tables
from eduplans import __version__
from eduplans.clean import build_processed
from eduplans.tables import PROCESSED, RAW, datapackage_bytes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    build_processed(sample_tables.write_sample(folder), folder / "processed")
    return folder


def package(data: Path) -> dict[str, Any]:
    content = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def test_it_is_the_same_as_made_from_the_files_alone(data: Path) -> None:
    assert (data / "datapackage.json").read_bytes() == datapackage_bytes(data)


def test_sizes_and_digests_are_those_of_the_files(data: Path) -> None:
    resources = package(data)["resources"]
    assert len(resources) == len(RAW) + len(PROCESSED)
    for resource in resources:
        content = (data / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_names_are_distinct_and_of_the_standard_form(data: Path) -> None:
    names = [resource["name"] for resource in package(data)["resources"]]
    assert len(set(names)) == len(names)
    assert all(name == name.lower() and name.replace("-", "").isalnum() for name in names)


def test_fields_carry_type_meaning_unit_origin_and_constraints(data: Path) -> None:
    resources = {resource["path"]: resource for resource in package(data)["resources"]}
    fields = {field["name"]: field for field in resources["raw/figures.csv"]["schema"]["fields"]}
    assert list(fields) == RAW["figures"].names
    assert fields["status"]["constraints"] == {
        "required": True,
        "enum": ["actual", "target", "standard", "baseline"],
    }
    assert fields["phrase"]["constraints"] == {"maxLength": 40}
    assert fields["start"]["unit"] == "character"
    assert fields["value"]["origin"] == "the grammar of figures"
    assert resources["raw/item_words.csv"]["schema"]["primaryKey"] == ["doc", "item", "word"]
    assert resources["raw/figures.csv"]["schema"]["missingValues"] == [""]


def test_ids_name_rows_of_tables_of_the_same_stage(data: Path) -> None:
    keys = {
        resource["path"]: {
            (*key["fields"], key["reference"]["resource"]) for key in resource["schema"].get("foreignKeys", [])
        }
        for resource in package(data)["resources"]
    }
    assert keys["raw/figures.csv"] == {("doc", "raw-documents")}
    assert keys["raw/corrections.csv"] == {("figure_id", "raw-figures")}
    assert keys["raw/confirmations.csv"] == set()  # one may outlive its figure
    assert keys["processed/panel.csv"] == {("doc", "processed-documents"), ("figure_id", "processed-figures")}
    assert keys["raw/documents.csv"] == keys["raw/national.csv"] == set()


def test_sources_are_read_from_the_tables(data: Path) -> None:
    resources = {resource["path"]: resource for resource in package(data)["resources"]}
    assert resources["raw/national.csv"]["sources"] == [{"title": "an invented bulletin"}]
    assert resources["raw/documents.csv"]["sources"] == [{"title": "青屏县2031年教育工作报告"}]
    assert "sources" not in resources["processed/figures.csv"]


def test_an_address_becomes_the_path_of_a_source(data: Path, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    text = (data / "raw" / "documents.csv").read_text(encoding="utf-8")
    (tmp_path / "raw" / "documents.csv").write_text(text.replace("unknown", "https://x.example/1"), encoding="utf-8")
    (resource,) = json.loads(datapackage_bytes(tmp_path))["resources"]
    assert resource["sources"][0]["path"] == "https://x.example/1"


def test_version_and_licence_are_stated(data: Path) -> None:
    described = package(data)
    assert described["version"] == __version__
    assert described["licenses"][0]["name"] == "MIT"


def test_bytes_about_to_be_written_count_instead_of_those_on_disk(data: Path) -> None:
    path = data / "raw" / "damage.csv"
    described = json.loads(datapackage_bytes(data, {path: b"new"}))
    assert {r["path"]: r["bytes"] for r in described["resources"]}["raw/damage.csv"] == 3
