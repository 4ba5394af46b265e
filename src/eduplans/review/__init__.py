"""A reader's review of the figures of a document: a sheet to confirm or correct them, and its way back."""

from eduplans.review.back import Reviewed, read_review
from eduplans.review.sheet import write_review

__all__ = ["Reviewed", "read_review", "write_review"]
