"""Province tables: exports of the National Bureau of Statistics as downloaded, read into one tidy frame and a panel."""

from eduplans.provinces.heads import Head, read_head, series_name
from eduplans.provinces.panel import CONCEPTS, LEVELS, province_panel, region_name, regions
from eduplans.provinces.read import COLUMNS, Export, read_export, read_exports, tidy

__all__ = [
    "COLUMNS",
    "CONCEPTS",
    "LEVELS",
    "Export",
    "Head",
    "province_panel",
    "read_export",
    "read_exports",
    "read_head",
    "region_name",
    "regions",
    "series_name",
    "tidy",
]
