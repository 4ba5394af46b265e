"""The raw tables: what the documents and the statistics print, nothing added."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from eduplans import model
from eduplans.audit.cues import CUES
from eduplans.audit.cues import LONGEST as LONGEST_CUE
from eduplans.duplicates import PATTERN as FINGERPRINT
from eduplans.tables.columns import Column, RowRule, Table

INGEST = "eduplans ingest PATH... --out data/raw"
_DOCUMENT = "the document"
_FILE = "the file"
_CLEANING = "cleaning"
_OUTLINE = "the outline"
_GRAMMAR = "the grammar of figures"
_HAND = "a person"
_SHA256 = "[0-9a-f]{64}"
_CODE = "[0-9]{6}"
_ITEM = r"[^\s/]+(/[^\s/]+)*"

DOC = Column("doc", "string", "Document id: the stem of the file's name", origin=_FILE, required=True)
ITEM = Column(
    "item",
    "string",
    "Path of the nearest numbered heading, such as 二/(四)/5; empty before the first heading",
    origin=_OUTLINE,
    pattern=_ITEM,
)
FIGURE_ID = Column(
    "figure_id",
    "string",
    "Document id and eight hexadecimal digits made of document, item, printed form and occurrence",
    origin="derived",
    required=True,
    unique=True,
    pattern=".+:[0-9a-f]{8}",
)
YEAR = Column("year", "integer", "Calendar year", unit="year", minimum=1900, maximum=2100)
_START = Column(
    "start", "integer", "First character in the cleaned text, counted from 0", unit="character", required=True,
    minimum=0,
)  # fmt: skip
_END = Column(
    "end", "integer", "Character after the last in the cleaned text", unit="character", required=True, minimum=0
)

#: Facts of a document's identity that carry their basis and evidence.
FACTS = ("title", "issuer", "number", "date", "year", "county", "kind", "source")
#: Steps of cleaning in their order.
STEPS = {
    "encoding": "byte-order marks and signs that the encoding left behind",
    "menu": "lines of a web page's menu and header block",
    "footer": "lines of a web page's footer",
    "spam": "lines of advertising",
    "word_residue": "residue of Word, such as bookmarks",
    "decoration": "decoration characters",
    "gloss": "pinyin glosses",
    "traditional": "traditional characters made simplified",
    "width": "full-width signs made ASCII",
    "space": "superfluous spaces and blank lines",
}

_IDENTITY = (
    replace(DOC, unique=True),
    Column("title", "string", "Title", origin=_DOCUMENT),
    Column("issuer", "string", "Issuing body", origin=_DOCUMENT),
    Column("number", "string", "Document number, such as 教字〔2020〕1号", origin=_DOCUMENT),
    Column("date", "date", "Date of issue", origin=_DOCUMENT),
    replace(YEAR, description="Year that the document plans or reports", origin=_DOCUMENT),
    Column("county", "string", "County or district", origin="the document and the table of divisions"),
    Column(
        "county_code", "string", "Code of the county (GB/T 2260)", origin="the table of divisions", pattern=_CODE
    ),
    Column("province", "string", "Province", origin="the table of divisions"),
    Column(
        "province_code", "string", "Code of the province (GB/T 2260)", origin="the table of divisions",
        pattern=_CODE,
    ),
    Column("kind", "string", "Kind of document", origin=_DOCUMENT, required=True, values=get_args(model.Kind)),
    Column("source", "string", "Address it was taken from, or unknown", origin=_DOCUMENT, required=True),
)  # fmt: skip
_KNOWN = tuple(
    column
    for fact in FACTS
    for column in (
        Column(
            f"{fact}_basis",
            "string",
            f"How {fact} is known: printed in the document, inferred from it, given by the user, or unknown",
            origin="reading",
            required=True,
            values=get_args(model.Basis),
        ),
        Column(f"{fact}_evidence", "string", f"Words or facts that {fact} rests on", origin="reading", max_length=80),
    )
)
_DIGESTS = (
    Column("file", "string", "Name of the file", origin=_FILE),
    Column("format", "string", "Format of the file", origin=_FILE, required=True),
    Column("encoding", "string", "Encoding of the file", origin=_FILE),
    Column("sha256_file", "string", "SHA-256 of the file", origin=_FILE, required=True, pattern=_SHA256),
    Column("sha256_text", "string", "SHA-256 of the cleaned text", origin=_CLEANING, required=True, pattern=_SHA256),
    Column(
        "fingerprint",
        "string",
        "Digests of the text without signs and line breaks, of its amounts, title, names and clauses: copies are found "
        "by it",
        origin=_CLEANING,
        pattern=FINGERPRINT,
        later=True,
    ),
    Column(
        "duplicate_of",
        "string",
        "First document, by id, of which this is a copy behind other pollution; empty where it is none. Figures of "
        "copies are not counted",
        origin="comparing fingerprints",
        later=True,
    ),
    Column("characters_file", "integer", "Characters in the file", unit="character", required=True, minimum=0),
    Column("characters_text", "integer", "Characters in the cleaned text", unit="character", required=True, minimum=0),
)
_REMOVED = tuple(
    Column(
        f"removed_{step}",
        "integer",
        f"Occurrences that cleaning removed or changed: {what}",
        unit="occurrence",
        origin=_CLEANING,
        required=True,
        minimum=0,
    )
    for step, what in STEPS.items()
)
_COUNTS = (
    Column("damage", "integer", "Places where the copy destroyed characters", unit="place", required=True, minimum=0),
    Column("items", "integer", "Numbered headings", unit="item", required=True, minimum=0),
    Column("figures", "integer", "Figures found", unit="figure", required=True, minimum=0),
    Column("segmenter", "string", "Name and version of what cut the words", required=True),
    Column("version", "string", "Version of eduplans that read the document", required=True),
)

DOCUMENTS = Table(
    name="documents",
    stage="raw",
    title="Documents",
    description="One row a source document: who it is from, how that is known, digests, what cleaning removed. "
    "The documents themselves are not part of the data.",
    columns=_IDENTITY + _KNOWN + _DIGESTS + _REMOVED + _COUNTS,
    key=("doc",),
    made_by=INGEST,
)

ITEMS = Table(
    name="items",
    stage="raw",
    title="Items",
    description="One row a numbered heading with the text up to the next heading of any depth.",
    columns=(
        DOC,
        Column("order", "integer", "Place in the document, from 1", required=True, minimum=1),
        replace(ITEM, description="Path of the heading, such as 二/(四)/5", required=True),
        Column("label", "string", "The innermost number as printed", origin=_OUTLINE, required=True),
        Column("depth", "integer", "1 for sections, 2 for what is below them", required=True, minimum=1),
        Column("heading", "string", "Heading without its number", origin=_DOCUMENT),
        _START,
        _END,
        Column("characters", "integer", "Length of the item's own text", unit="character", required=True, minimum=0),
        Column(
            "deadline",
            "string",
            "Dates by which the item sets something to be done, YYYY-MM or YYYY, divided by ;",
            origin="the grammar of deadlines",
            pattern=r"20\d\d(-\d\d)?(;20\d\d(-\d\d)?)*",
        ),
    ),
    key=("doc", "item"),
    order=("doc", "order"),
    made_by=INGEST,
    rules=(RowRule("characters is end minus start", "characters", lambda f: f["characters"] == f["end"] - f["start"]),),
)

ITEM_WORDS = Table(
    name="item_words",
    stage="raw",
    title="Words of items",
    description="One row a word of an item: all word counts, so that a lexicon can change without the documents.",
    columns=(
        DOC,
        replace(ITEM, required=True),
        Column("word", "string", "Word as the segmenter cut it", origin="the segmenter", required=True),
        Column("count", "integer", "Occurrences in the item's own text", unit="occurrence", required=True, minimum=1),
    ),
    key=("doc", "item", "word"),
    by_appearance=("item",),
    made_by=INGEST,
)

FIGURES = Table(
    name="figures",
    stage="raw",
    title="Figures as printed",
    description="One row a number that states an amount, as the document prints it, wrong ones too.",
    columns=(
        FIGURE_ID,
        DOC,
        Column("order", "integer", "Place in reading order, from 1", required=True, minimum=1),
        ITEM,
        Column("as_printed", "string", "Characters of number and unit", origin=_DOCUMENT, required=True),
        Column("value", "number", "Number in the base unit", unit="see unit", origin=_GRAMMAR, required=True),
        Column("value_max", "number", "Upper end of a range, else empty", unit="see unit", origin=_GRAMMAR),
        Column("unit", "string", "Base unit", origin=_GRAMMAR, required=True, values=get_args(model.Unit)),
        Column(
            "qualifier", "string", "How exact the number is", origin=_GRAMMAR, required=True,
            values=get_args(model.Qualifier),
        ),
        Column("measure", "string", "What is measured, as the document says it", origin=_GRAMMAR),
        Column(
            "level", "string", "Level of education that the sentence or item names; empty where none",
            origin=_GRAMMAR, values=tuple(value for value in get_args(model.Level) if value),
        ),
        replace(YEAR, description="Year the figure is about; none for standing rules", origin=_GRAMMAR),
        Column(
            "status", "string", "actual, target, standard (a rule in force) or baseline (a former value)",
            origin=_GRAMMAR, required=True, values=get_args(model.Status),
        ),
        Column(
            "change", "string", "level (a state), growth (a rate of change) or difference (an absolute change)",
            origin=_GRAMMAR, required=True, values=get_args(model.Change),
        ),
        Column(
            "confidence", "string", "unsure where readers divide on whether it is a figure", origin=_GRAMMAR,
            required=True, values=get_args(model.Confidence),
        ),
        _START,
        _END,
        Column(
            "phrase", "string", "Shortest phrase that carries the figure", origin=_DOCUMENT, max_length=40
        ),
        Column("group", "string", "List that the figure stands in, unique in the document", origin=_GRAMMAR),
        Column(
            "role", "string", "Its part in the list", origin=_GRAMMAR, required=True, values=get_args(model.Role)
        ),
        Column("damaged", "boolean", "Whether destroyed characters stand beside it", required=True),
    ),
    key=("figure_id",),
    order=("doc", "order"),
    made_by=INGEST,
    rules=(
        RowRule("the span is as long as what is printed", "end",
                lambda f: f["end"] - f["start"] == f["as_printed"].str.len().astype("Int64")),
        RowRule("the upper end of a range is above the lower", "value_max",
                lambda f: f["value_max"].isna() | (f["value_max"] > f["value"])),
    ),
)  # fmt: skip

DAMAGE = Table(
    name="damage",
    stage="raw",
    title="Damage",
    description="One row a place where the copy destroyed characters.",
    columns=(
        DOC,
        ITEM,
        _START,
        _END,
        Column("printed", "string", "What stands in the copy", origin=_DOCUMENT, required=True),
        Column("kind", "string", "Sort of damage", origin=_CLEANING, required=True),
        Column("repaired", "boolean", "Whether the text at the span is the restored original", required=True),
    ),
    key=("doc", "start", "end"),
    made_by=INGEST,
)

CUES_TABLE = Table(
    name="cues",
    stage="raw",
    title="Cues between figures",
    description="One row a word, sign or counted list that tells how figures stand to each other, or a claim that is "
    "made without a number: ends of sentences, brackets, 其中 (of which), 比上年 (than the year before), the members "
    "that a number counts, rules that are said to be kept, plans that are called finished or are still to be done. "
    "Only from sentences with a figure, a counted list or a claim. The audit reads them.",
    columns=(
        DOC,
        ITEM,
        _START,
        _END,
        Column("cue", "string", "Kind of cue", origin="the codebook of cues", required=True, values=CUES),
        Column(
            "printed",
            "string",
            "What is printed there, cut at 40 characters",
            origin=_DOCUMENT,
            required=True,
            max_length=LONGEST_CUE,
        ),
        Column("number", "integer", "Members of a list or of a series", unit="member", origin="counting", minimum=2),
        Column(
            "clause",
            "string",
            "Clause around a claim, cut at 40 characters",
            origin=_DOCUMENT,
            max_length=LONGEST_CUE,
        ),
    ),
    key=("doc", "start", "end", "cue"),
    made_by=INGEST,
)

CORRECTIONS = Table(
    name="corrections",
    stage="raw",
    title="Corrections",
    description="One row a figure that the source prints wrong: a new cell, or a flag where the right one is not "
    "known. Kept by hand; applied by `eduplans clean`, which fails on an entry that matches nothing.",
    columns=(
        replace(FIGURE_ID, unique=False, description="The figure", origin=_HAND),
        Column("column", "string", "Column of figures.csv", origin=_HAND, required=True, values=tuple(
            name for name in FIGURES.names if name not in {"figure_id", "doc", "order", "item", "as_printed",
                                                           "start", "end"})),
        Column("old", "string", "The cell as it stands in figures.csv", origin=_HAND),
        Column("new", "string", "The cell to take instead, (empty) to empty it; empty where only a flag is set",
               origin=_HAND),
        Column("flag", "string", "implausible: cannot be right; not_a_figure: states no amount; empty where a new cell "
               "settles it", origin=_HAND, values=("implausible", "not_a_figure")),
        Column("reason", "string", "Why, in words", origin=_HAND, required=True),
        Column("source", "string", "What the reason rests on", origin=_HAND, required=True),
    ),
    key=("figure_id", "column"),
    rules=(
        RowRule("a correction has a new cell, a flag or both", "flag", lambda f: f["new"].notna() | f["flag"].notna()),
    ),
)  # fmt: skip

CONFIRMATIONS = Table(
    name="confirmations",
    stage="raw",
    title="Confirmations",
    description="One row a figure that a reader compared with the document and found read right. Kept by hand, through "
    "the sheet of `eduplans review`; nothing is computed from it. A row lapses when the figure is read otherwise, or "
    "no more. Without the file nothing is confirmed.",
    columns=(
        replace(FIGURE_ID, description="The figure", origin=_HAND),
        Column("as_read", "string", "The cells that were confirmed", origin=_HAND, required=True),
        Column("date", "string", "Day of the confirmation", origin=_HAND, required=True, pattern=r"\d{4}-\d\d-\d\d"),
        Column("by", "string", "Who confirmed it, where they say so", origin=_HAND),
        Column("reason", "string", "What they remarked", origin=_HAND),
        Column("source", "string", "What it was compared with", origin=_HAND, required=True),
    ),
    key=("figure_id",),
    optional=True,
    lapsing=True,
)

NATIONAL = Table(
    name="national",
    stage="raw",
    title="National series as printed",
    description="One row a year, indicator and level of the national education statistics, with the publication it "
    "comes from and where it was seen. Kept by hand. Empty means not found, not zero; nothing is interpolated.",
    columns=(
        replace(YEAR, required=True, origin="the publication"),
        Column("indicator", "string", "Series", origin=_HAND, required=True),
        Column("level", "string", "Level as the statistics divide it", origin="the publication", required=True),
        Column("value", "number", "Value in the base unit", unit="see unit", origin="the publication"),
        Column("unit", "string", "Base unit", required=True, values=("person", "count", "yuan", "percent", "index")),
        Column("as_printed", "string", "Number and unit as printed", origin="the publication"),
        Column("source", "string", "Official publication", origin=_HAND, required=True),
        Column("stage", "string", "final or preliminary", required=True, values=("final", "preliminary")),
        Column(
            "seen_in", "string", "Where the value was read", origin=_HAND, required=True,
            values=("publisher or known press", "copy"),
        ),
        Column("agreeing_sources", "integer", "Other sources that print the same", required=True, minimum=0),
        Column("other_values", "string", "What other sources print instead", origin=_HAND),
        Column("note", "string", "Scope, breaks and doubts", origin=_HAND),
    ),
    key=("year", "indicator", "level"),
)  # fmt: skip

#: All raw tables by name.
RAW: dict[str, Table] = {
    table.name: table
    for table in (
        DOCUMENTS, ITEMS, ITEM_WORDS, FIGURES, DAMAGE, CUES_TABLE, CORRECTIONS, CONFIRMATIONS, NATIONAL,
    )
}  # fmt: skip
