"""Runs that can be trusted: a notebook with its parameters, checked before, recorded during, compared after.

`expand_runs` lists what is to be run, `run_notebook` runs one notebook, `compare_run` says where its outputs
differ from what was accepted, and `accept_runs` accepts them. Importing this package is cheap: papermill and
nbformat are imported where they are used.
"""

from __future__ import annotations

from eduplans.runs.accept import Accepted, accept_runs
from eduplans.runs.compare import Difference, check_run, compare_run
from eduplans.runs.execute import run_notebook
from eduplans.runs.expect import expectation
from eduplans.runs.normalise import normalise
from eduplans.runs.parameters import Parameter, check_parameters, parameter_help, read_parameters
from eduplans.runs.plan import Run, document_ids, expand_runs, find_run, read_runs
from eduplans.runs.record import RunRecord, is_fresh, read_record

__all__ = [
    "Accepted",
    "Difference",
    "Parameter",
    "Run",
    "RunRecord",
    "accept_runs",
    "check_parameters",
    "check_run",
    "compare_run",
    "document_ids",
    "expand_runs",
    "expectation",
    "find_run",
    "is_fresh",
    "normalise",
    "parameter_help",
    "read_parameters",
    "read_record",
    "read_runs",
    "run_notebook",
]
