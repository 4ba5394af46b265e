"""What a notebook shows, as files for papers: tables as CSV, LaTeX and HTML, pictures as PNG, SVG and PDF.

`eduplans.runs.run_notebook` names a folder in the environment of the kernel; `eduplans.display` then writes there
what it shows, in the order of showing. Every file holds its source line and, in full, the figures or series that it
rests on; ``index.json`` lists the files. Same inputs, same bytes: no dates, no random ids. Modules are imported by
their names, so that a run knows the settings without loading what draws.
"""
