"""Tests of `eduplans.chapters`."""
