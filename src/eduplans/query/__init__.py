"""Questions in SQL over the tables on disk, without loading them: `eduplans.open` and `eduplans query`.

DuckDB reads CSV and Parquet where they lie, also more than memory holds. Nothing but reading is possible: see
`eduplans.query.guard` and `eduplans.query.locked`.
"""

from __future__ import annotations

from eduplans.query.tables import Tables, open_tables

__all__ = ["Tables", "open_tables"]
