"""Sphinx settings of the report. `eduplans report` stages this folder with the executed notebooks and builds it."""

project = "eduplans"
author = "The eduplans developers"
html_title = "eduplans"
language = "en"
# Curly quotes are Chinese punctuation here: those that a source prints stay, no others are made.
smartquotes = False

extensions = ["myst_nb", "eduplans.report.sphinx_ext"]
exclude_patterns = ["_generated", "zh"]
nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
# Nothing on a page may come from another host, and no page needs widgets or typeset formulas.
nb_ipywidgets_js = {}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
suppress_warnings = [
    # Notebooks may go from a chapter's title to a heading of the third depth.
    "myst.header",
]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["eduplans.css"]
html_js_files = [("eduplans.js", {"defer": "defer"})]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
# Summaries of hits are read from the pages, which a browser refuses for pages opened as files.
html_show_search_summary = False
html_search_language = "zh-en"
html_use_index = False
html_domain_indices = False
# Latin letters in the reader's own font, Chinese in the one that the report carries.
_fonts = '-apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, "eduplans SC", sans-serif'
_mono = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "eduplans SC", monospace'
html_theme_options = {
    "top_of_page_buttons": [],
    "light_css_variables": {"font-stack": _fonts, "font-stack--monospace": _mono},
}
