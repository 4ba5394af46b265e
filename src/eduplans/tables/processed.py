"""The processed tables: made from the raw tables and the codebook alone, every row with its figure id or source."""

from __future__ import annotations

from dataclasses import replace

from eduplans import codebook
from eduplans.audit.finding import RELATIONS, VERDICTS
from eduplans.tables.columns import Column, Table
from eduplans.tables.raw import CORRECTIONS, DOC, DOCUMENTS, FIGURE_ID, FIGURES, ITEMS, NATIONAL
from eduplans.themes.lexicon import INSTRUMENTS, STRENGTHS, theme_codes

CLEAN = "eduplans clean"
_CODEBOOK = "the codebook of indicators"
_LEXICON = "weighted words of the codebook (themes, strength, instrument)"
_LEVELS = tuple(dict.fromkeys(row["level"] for row in codebook.read("levels") if row["level"]))
_INDICATORS = tuple(row["code"] for row in codebook.read("indicators"))
_UNITS = tuple(dict.fromkeys((*FIGURES.column("unit").values, *NATIONAL.column("unit").values)))

_PLACE = Column("place", "string", "County or district of the document; empty where unknown", origin=DOCUMENTS.name)
_PLACE_COLUMNS = (
    _PLACE,
    replace(DOCUMENTS.column("county_code"), name="place_code"),
    DOCUMENTS.column("province"),
)
_INDICATOR = Column(
    "indicator",
    "string",
    "Code of the indicator; other where none is named",
    origin=_CODEBOOK,
    required=True,
    values=_INDICATORS,
)
_LEVEL = Column("level", "string", "Level in the one vocabulary; empty where none is said", values=_LEVELS)
_FLAG = replace(
    CORRECTIONS.column("flag"),
    description="implausible where a correction says that the figure cannot be right, not_a_figure where it says that "
    "the number states no amount",
)


def _after_corrections(name: str) -> Column:
    column = FIGURES.column(name)
    return replace(column, origin=f"figures.csv after corrections; there from {column.origin or 'counting'}")


PROCESSED_FIGURES = Table(
    name="figures",
    stage="processed",
    title="Figures",
    description="One row a figure in base units, with place, indicator and what corrections did. Where a figure is "
    "wrong in the source, as_printed keeps what is printed.",
    columns=(
        FIGURE_ID,
        DOC,
        *_PLACE_COLUMNS,
        FIGURES.column("order"),
        FIGURES.column("item"),
        FIGURES.column("as_printed"),
        *(_after_corrections(name) for name in ("value", "value_max", "unit", "qualifier", "measure")),
        _INDICATOR,
        replace(_LEVEL, origin="figures.csv, mapped by the codebook of levels"),
        *(_after_corrections(name) for name in ("year", "status", "change", "confidence")),
        Column(
            "negated",
            "boolean",
            "true where the phrase denies the figure, as in 没有一名学生 (not one pupil): it states no such amount",
            origin="the phrase and the codebook of words of negation",
            required=True,
        ),
        replace(
            FIGURE_ID,
            name="repeats",
            description="Id of the first figure of the document that prints the same fact; empty where this is it. The "
            "same fact: same indicator, level, year, value, unit, status and change, and the same measure or, in "
            "another item, a value of at least three significant digits. In a copy of another document (duplicate_of), "
            "the figure there",
            origin="derived",
            required=False,
            unique=False,
        ),
        _FLAG,
        Column(
            "corrected", "string", "Columns that a correction changed, separated by blanks", origin="corrections.csv"
        ),
        Column("note", "string", "Reasons of the corrections", origin="corrections.csv"),
        *(_after_corrections(name) for name in ("start", "end", "phrase", "group", "role", "damaged")),
    ),
    key=("figure_id",),
    order=("doc", "order"),
    made_by=CLEAN,
)

PANEL = Table(
    name="panel",
    stage="processed",
    title="Indicator panel",
    description="One row a figure that has a named indicator: place, year, indicator, level, value. Several figures "
    "may speak of the same indicator, place and year (a list, a target beside a result); each keeps its figure_id. "
    "Flagged figures and figures that their phrase denies (negated) are left out; a fact that a document prints "
    "several times has one row, that of its first printing.",
    columns=(
        *_PLACE_COLUMNS,
        FIGURES.column("year"),
        replace(
            _INDICATOR,
            description="Code of the indicator",
            values=tuple(code for code in _INDICATORS if code != "other"),
        ),
        _LEVEL,
        FIGURES.column("status"),
        FIGURES.column("change"),
        replace(FIGURES.column("value"), description="Value in the unit of this row"),
        FIGURES.column("value_max"),
        replace(FIGURES.column("unit"), description="Unit; hours are made minutes so that values compare"),
        FIGURES.column("qualifier"),
        FIGURES.column("confidence"),
        FIGURES.column("measure"),
        Column(
            "printed", "integer", "How many times the document prints the fact", unit="time", required=True, minimum=1
        ),
        DOC,
        FIGURE_ID,
    ),
    key=("figure_id",),
    order=("indicator", "level", "place_code", "year", "status", "doc", "figure_id"),
    made_by=CLEAN,
)

PROCESSED_ITEMS = Table(
    name="items",
    stage="processed",
    title="Items",
    description="One row a numbered heading, with the words and figures of its own text, what it is about, how "
    "far it binds and by what means.",
    columns=(
        *(replace(column, unique=False) for column in ITEMS.columns),
        Column("words", "integer", "Words of the item's own text", unit="word", required=True, minimum=0),
        Column("figures", "integer", "Figures in the item's own text", unit="figure", required=True, minimum=0),
        Column(
            "theme",
            "string",
            "What the item is mainly about; a section of items, what most of them are about",
            origin=_LEXICON,
            required=True,
            values=theme_codes(),
        ),
        Column(
            "secondary",
            "string",
            "Further themes, strongest first, divided by ;",
            origin=_LEXICON,
            pattern="[a-z]+(;[a-z]+)*",
        ),
        Column(
            "strength",
            "string",
            "binding (forbids, guarantees, sets amounts or dates), directed, or exploratory (tries, encourages)",
            origin=_LEXICON,
            required=True,
            values=STRENGTHS,
        ),
        Column(
            "instrument",
            "string",
            "Means by which the item mostly acts: supply (money, staff, buildings, services), regulation (rules, bans, "
            "inspection), persuasion (publicity, study, models) or organisation (bodies, mechanisms, plans)",
            origin=_LEXICON,
            required=True,
            values=INSTRUMENTS,
        ),
        Column(
            "quantified",
            "boolean",
            "Whether a sure figure of the item is a target, a standard or a result; a baseline or a denied one is none",
            origin="figures.csv",
            required=True,
        ),
        Column(
            "theme_margin",
            "number",
            "Lead of the theme's score over the next, as a share of the best score; a low one may be read otherwise",
            unit="share",
            origin=_LEXICON,
            required=True,
            minimum=0,
            maximum=1,
        ),
    ),
    key=("doc", "item"),
    order=("doc", "order"),
    made_by=CLEAN,
    rules=ITEMS.rules,
)

PROCESSED_DOCUMENTS = Table(
    name="documents",
    stage="processed",
    title="Documents",
    description="One row a source document: identity and how it is known, digests, what cleaning removed, counts.",
    columns=(
        *DOCUMENTS.columns,
        Column("words", "integer", "Words of all items", unit="word", required=True, minimum=0),
        Column("figures_named", "integer", "Figures with a named indicator", unit="figure", required=True, minimum=0),
        Column("figures_unsure", "integer", "Figures on which readers divide", unit="figure", required=True, minimum=0),
        Column("figures_flagged", "integer", "Figures that cannot be right", unit="figure", required=True, minimum=0),
    ),
    key=("doc",),
    made_by=CLEAN,
)

TRUST = ("publisher", "confirmed", "copy", "differs")

PROCESSED_NATIONAL = Table(
    name="national",
    stage="processed",
    title="National series",
    description="One row a year, series and level of the national education statistics, with levels in the one "
    "vocabulary and the indicator code where a county document can speak of the same thing. Empty means not found.",
    columns=(
        NATIONAL.column("year"),
        replace(NATIONAL.column("indicator"), name="series", description="Series as named in the raw table"),
        replace(_INDICATOR, origin="the codebook of series"),
        replace(_LEVEL, origin="the codebook of levels", required=True),
        replace(NATIONAL.column("level"), name="level_printed"),
        NATIONAL.column("value"),
        replace(NATIONAL.column("unit"), values=_UNITS, origin="the codebook of series"),
        *(
            NATIONAL.column(name)
            for name in ("as_printed", "source", "stage", "seen_in", "agreeing_sources", "other_values")
        ),
        Column(
            "trust",
            "string",
            "differs: another source prints another value or rounds otherwise; else publisher: seen at the "
            "publisher or in known press; else confirmed: copies, at least one other source agrees; else copy",
            origin="derived from seen_in, agreeing_sources and other_values",
            required=True,
            values=TRUST,
        ),
        NATIONAL.column("note"),
    ),
    key=("year", "series", "level_printed"),
    made_by=CLEAN,
)

AUDIT = Table(
    name="audit",
    stage="processed",
    title="Audit",
    description="One row a relation between figures of one document: parts and totals, shares and amounts, growth and "
    "levels, the same thing printed twice, rules and figures. Found by general rules from the tables alone. "
    "consistent: the numbers agree within what rounding leaves; inconsistent: no reasonable reading makes them agree; "
    "cannot tell: it hangs on a reading, on scope or on a number that is not printed. A relation that is not here was "
    "not found; it need not hold.",
    columns=(
        DOC,
        Column("number", "integer", "Place among the relations of the document, from 1", required=True, minimum=1),
        Column(
            "relation", "string", "Family: " + "; ".join(f"{code}: {words}" for code, words in RELATIONS.items()),
            origin="the audit", required=True, values=tuple(RELATIONS),
        ),
        Column(
            "figure_ids", "string", "Figures concerned, separated by blanks, first the one that is checked; empty for "
            "plans", origin=FIGURES.name,
        ),
        Column("as_printed", "string", "Printed forms of these figures, separated by semicolons", origin=FIGURES.name),
        Column("formula", "string", "What is computed, with the printed numbers", origin="the audit", required=True),
        Column("computed", "number", "Result", unit="see unit", origin="the audit"),
        Column("low", "number", "Lower end of what rounding leaves open", unit="see unit", origin="the audit"),
        Column(
            "high", "number", "Upper end; empty where a word such as 以上 (and more) leaves it open", unit="see unit",
            origin="the audit",
        ),
        Column("unit", "string", "Base unit of the result", values=_UNITS),
        Column(
            "printed_low", "number", "Lower end of the printed value that the result is held against",
            unit="see unit", origin="the audit",
        ),
        Column("printed_high", "number", "Upper end of it; empty where open", unit="see unit", origin="the audit"),
        Column("verdict", "string", "Whether the relation holds", origin="the audit", required=True, values=VERDICTS),
        Column(
            "readings", "string", "Ways to understand the figures, each with what it gives, separated by semicolons",
            origin="the audit",
        ),
        Column("sentence", "string", "What a reader should know, in words", origin="the audit", required=True),
    ),
    key=("doc", "number"),
    made_by=CLEAN,
)  # fmt: skip

VALIDATION = Table(
    name="validation",
    stage="processed",
    title="Validation report",
    description="One row a check of the last run of `eduplans clean`. A violation stops the run, so that every table "
    "here passed; noted rows count what a reader should know and no rule forbids.",
    columns=(
        Column("table", "string", "Table that the check goes through", required=True),
        Column("check", "string", "The rule, in words", required=True),
        Column("rows", "integer", "Rows checked", unit="row", required=True, minimum=0),
        Column("violations", "integer", "Rows that the rule or note is about", unit="row", required=True, minimum=0),
        Column(
            "status", "string", "passed, or noted where the count is no fault", required=True,
            values=("passed", "noted"),
        ),
    ),
    key=("table", "check"),
    made_by=CLEAN,
)  # fmt: skip

#: All processed tables by name.
PROCESSED: dict[str, Table] = {
    table.name: table
    for table in (PROCESSED_DOCUMENTS, PROCESSED_ITEMS, PROCESSED_FIGURES, PANEL, PROCESSED_NATIONAL, AUDIT, VALIDATION)
}
