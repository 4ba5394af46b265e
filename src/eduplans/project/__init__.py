"""A research project of one's own: made by `eduplans new`, built by its Makefile with the commands of this package."""

from __future__ import annotations

from eduplans.project.create import Created, new_project
from eduplans.project.docs import docs_folder, site_settings
from eduplans.project.runs import AllRuns, run_all

__all__ = ["AllRuns", "Created", "docs_folder", "new_project", "run_all", "site_settings"]
