"""Tests of `eduplans.exports`."""
