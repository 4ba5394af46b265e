"""Tests of `eduplans.documents`."""
