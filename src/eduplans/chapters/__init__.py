"""What the notebooks call: results of the library laid out as tables and pictures, one module a notebook.

A chapter gathers what its notebook needs into one frozen record; small functions turn the record into tables and
pictures. Arithmetic is in `eduplans.trends`, drawing in `eduplans.plots`.
"""
