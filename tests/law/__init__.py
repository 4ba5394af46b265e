"""Tests of `eduplans.law`."""
