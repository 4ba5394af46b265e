"""Hostile documents: a seeded generator of files made to do harm, and the proof that they do none."""
