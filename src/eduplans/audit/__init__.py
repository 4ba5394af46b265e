"""The arithmetic of prose: relations between the figures of one document, and whether they hold."""
