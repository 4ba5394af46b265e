"""The data package: ``data/datapackage.json`` in the Frictionless Data standard, made from the tables' records."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

from eduplans import __version__
from eduplans.tables.checks import column_rules
from eduplans.tables.processed import PROCESSED
from eduplans.tables.raw import RAW

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from eduplans.tables.columns import Column, Table

_LICENCE = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}


def datapackage_bytes(data: Path, contents: Mapping[Path, bytes] | None = None) -> bytes:
    """Describe all tables of a data folder.

    Parameters
    ----------
    data
        Folder that holds ``raw`` and ``processed``.
    contents
        Bytes of files that are about to be written, by path; they count instead of what is on disk.

    Returns
    -------
    bytes
        JSON, UTF-8, indented; tables that are not there are left out.
    """
    known = {path.resolve(): content for path, content in (contents or {}).items()}
    resources = []
    for table in (*RAW.values(), *PROCESSED.values()):
        path = data / table.file
        content = known.get(path.resolve())
        if content is None and path.is_file():
            content = path.read_bytes()
        if content is not None:
            resources.append(_resource(table, content))
    package = {
        "profile": "tabular-data-package",
        "name": "eduplans",
        "title": "Figures of Chinese local education",
        "description": "Tables made from plans and reports of Chinese county education bureaus and from national "
        "statistics; every figure traces to its document, item and span.",
        "version": __version__,
        "licenses": [_LICENCE],
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": _name(table.stage, table.name),
        "path": table.file,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
        },
    }
    keys = _foreign_keys(table)
    if keys:
        resource["schema"]["foreignKeys"] = keys
    sources = _sources(table, content)
    if sources:
        resource["sources"] = sources
    return resource


def _name(stage: str, table: str) -> str:
    return f"{stage}-{table}".replace("_", "-")


def _foreign_keys(table: Table) -> list[dict[str, Any]]:
    """Ids that name rows of another table of the same stage."""
    return [
        {"fields": [name], "reference": {"resource": _name(table.stage, target), "fields": [name]}}
        for name, target in (("doc", "documents"), ("figure_id", "figures"))
        if name in table.names and table.name != target and not table.lapsing
    ]


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.origin:
        field["origin"] = column.origin
    values = {
        "required": column.required,
        "unique": column.unique,
        "enum": list(column.values),
        "pattern": column.pattern,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "maxLength": column.max_length,
    }
    constraints = {name: values[name] for name in column_rules(column)}
    if constraints:
        field["constraints"] = constraints
    return field


def _sources(table: Table, content: bytes) -> list[dict[str, str]]:
    """Documents and publications that a raw table rests on, as the table itself names them."""
    if table.stage != "raw" or table.name not in {"documents", "national"}:
        return []
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    if table.name == "national":
        return [{"title": title} for title in sorted({row["source"] for row in rows})]
    return [_document_source(row) for row in rows]


def _document_source(row: dict[str, str]) -> dict[str, str]:
    source = {"title": " ".join(part for part in (row["title"] or row["doc"], row["number"]) if part)}
    if row["source"].startswith("http"):
        source["path"] = row["source"]
    return source
