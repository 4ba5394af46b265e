"""Figures of Chinese local education, each traced to its sentence."""

__version__ = "0.1.0"
