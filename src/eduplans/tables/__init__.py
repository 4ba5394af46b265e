"""Schemas of the tables, reading and writing them, the data package.

A table is described once (`eduplans.tables.columns.Table`); checks, data package and data dictionary follow from it.
"""

from __future__ import annotations

from eduplans.tables.columns import Column, RowRule, Table
from eduplans.tables.datapackage import datapackage_bytes
from eduplans.tables.files import write_files
from eduplans.tables.load import data_folder, load
from eduplans.tables.processed import PROCESSED
from eduplans.tables.raw import RAW
from eduplans.tables.relations import check_relations
from eduplans.tables.store import (
    find_table,
    frame,
    read_processed,
    read_raw,
    read_table,
)
from eduplans.tables.writing import write_raw, write_raw_tables, write_table

__all__ = [
    "PROCESSED",
    "RAW",
    "Column",
    "RowRule",
    "Table",
    "check_relations",
    "data_folder",
    "datapackage_bytes",
    "find_table",
    "frame",
    "load",
    "read_processed",
    "read_raw",
    "read_table",
    "write_files",
    "write_raw",
    "write_raw_tables",
    "write_table",
]
