"""What a review sheet holds: its columns, the words of judgement, the names of its sheets."""

from __future__ import annotations

from eduplans.tables.raw import FIGURES

#: Sheets of the workbook. `AS_READ` is hidden: it keeps the cells as they stood, so that a change is seen as one.
SHEET, GUIDE, AS_READ = "figures", "how to", "as read"
#: Columns that say which figure it is and where it stands; a change in them is an error.
SHOWN = ("figure_id", "item", "heading", "phrase", "as_printed", "look")
#: Columns of figures.csv that a reader may correct.
EDITABLE = ("value", "value_max", "unit", "qualifier", "measure", "level", "year", "status", "change")
#: What the reader adds.
ADDED = ("judgement", "reason", "source", "date", "by")
COLUMNS = (*SHOWN, *EDITABLE, *ADDED)

RIGHT, IMPLAUSIBLE, NOT_A_FIGURE = "right", "cannot be right", "not a figure"
#: Words of the column `judgement`, and the flag of corrections.csv that each sets.
JUDGEMENTS = {RIGHT: "", IMPLAUSIBLE: "implausible", NOT_A_FIGURE: "not_a_figure"}

#: Vocabulary of each editable column that has one.
VOCABULARIES = {name: FIGURES.column(name).values for name in EDITABLE if FIGURES.column(name).values}

#: What each column is, for the sheet that explains.
MEANINGS = {
    "figure_id": "the figure; leave it as it is",
    "item": "numbered heading it stands under",
    "heading": "words of that heading",
    "phrase": "shortest phrase of the document that carries it",
    "as_printed": "the characters of number and unit",
    "look": "why it deserves a look; empty where nothing speaks against it",
    **{name: FIGURES.column(name).description for name in EDITABLE},
    "judgement": f"{RIGHT}; {IMPLAUSIBLE} (the document prints it wrong and the right cell is not known); "
    f"{NOT_A_FIGURE} (the number states no amount); empty: not judged",
    "reason": "why a cell was changed or a figure refused, in words; needed there",
    "source": "what the reason rests on",
    "date": "day on which a figure was found right; empty: the day on which the workbook was saved last",
    "by": "who found it right; may stay empty",
}
