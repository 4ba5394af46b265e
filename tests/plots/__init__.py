"""Tests of `eduplans.plots`."""
