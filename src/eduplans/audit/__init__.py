"""The arithmetic of prose: relations between the figures of one document, and whether they hold.

`eduplans.audit.run.audit` takes the tables and gives findings; `eduplans.audit.run.audit_table` makes
``data/processed/audit.csv`` of them. Reading documents needs only `eduplans.audit.cues`, so nothing is imported here.
"""
