"""Tests of `eduplans.trends`."""
