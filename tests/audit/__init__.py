"""Tests of `eduplans.audit`."""
