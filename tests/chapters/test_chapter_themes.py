"""Tests of `eduplans.chapters.themes`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans import load
from eduplans.chapters import themes as chapter
from eduplans.chapters.themes.data import short_name, theme_name
from eduplans.chapters.themes.tables import interval, matrix, theme_order
from eduplans.display import NONE
from eduplans.errors import UnknownNameError
from eduplans.labels import in_language, label
from eduplans.plots import png
from eduplans.themes.lexicon import theme_codes
from eduplans.themes.resample import Estimate
from eduplans.themes.shares import topics

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

TABLES = (
    chapter.document_table,
    chapter.close_table,
    chapter.theme_table,
    chapter.strength_table,
    chapter.instrument_table,
    chapter.topic_table,
    chapter.year_table,
    chapter.deadline_table,
    chapter.cosine_table,
    chapter.tree_table,
    chapter.distinctive_table,
)
SENTENCES = (
    chapter.warning_sentence,
    chapter.close_sentence,
    chapter.theme_sentence,
    chapter.topic_sentence,
    chapter.year_sentence,
    chapter.binding_sentence,
    chapter.deadline_sentence,
    chapter.likeness_sentence,
    chapter.tree_sentence,
)
PICTURES = (
    chapter.theme_map,
    chapter.cosine_map,
    chapter.topic_dots,
    chapter.strength_bars,
    chapter.dendrogram,
)


@pytest.fixture(scope="module")
def tables(root: Path) -> dict[str, pd.DataFrame]:
    return {name: load(name, root / "data") for name in ("documents", "items", "item_words", "figures")}


@pytest.fixture(scope="module")
def data(tables: dict[str, pd.DataFrame]) -> chapter.Data:
    return chapter.gather(*tables.values())


def texts(figure: Figure) -> str:
    png(figure)
    (axes,) = figure.axes
    ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()]
    return " ".join(text.get_text() for text in [*axes.texts, *ticks, axes.title])


def test_documents_stand_by_year(data: chapter.Data) -> None:
    years = chapter.document_table(data)["year"].tolist()
    assert years == sorted(years)
    assert len(data.docs) == len(set(data.names.values())) == len(years)


@pytest.mark.parametrize("make", TABLES, ids=lambda make: make.__name__)
def test_tables_have_rows_and_no_number_that_is_not_one(make: object, data: chapter.Data) -> None:
    table = make(data)  # type: ignore[operator]
    assert len(table)
    assert not table.astype(str).apply(lambda column: column.str.contains("nan–|inf")).to_numpy().any()


@pytest.mark.parametrize("make", SENTENCES, ids=lambda make: make.__name__)
def test_sentences_end_and_leave_no_field(make: object, data: chapter.Data) -> None:
    sentence = make(data)  # type: ignore[operator]
    assert sentence.endswith(".")
    assert not set("{}") & set(sentence)


@pytest.mark.parametrize("make", PICTURES, ids=lambda make: make.__name__)
def test_pictures_name_every_document_and_come_out_the_same(make: object, data: chapter.Data) -> None:
    first, second = (make(data) for _ in range(2))  # type: ignore[operator]
    assert png(first) == png(second)
    names = texts(first) + " ".join(text.get_text() for legend in first.legends for text in legend.get_texts())
    for name in data.names.values():
        assert name.split()[0] in names


def test_themes_of_a_document_sum_to_all_of_it(data: chapter.Data) -> None:
    codes = theme_order(data)
    assert set(codes) <= set(theme_codes())
    for column in zip(*matrix(data, codes), strict=True):
        assert sum(column) == pytest.approx(100)


def test_intervals_hold_their_estimate(data: chapter.Data) -> None:
    cells = [cell for doc in data.docs for cell in chapter.theme_table(data)[data.names[doc]]]
    assert "0" not in cells
    found = [re.fullmatch(r"(\d+) \((\d+)–(\d+)\)", cell) for cell in cells if cell != NONE]
    assert all(found)
    assert all(int(one[2]) <= int(one[1]) <= int(one[3]) for one in found if one)


def test_evidence_of_an_item_leads_with_its_theme(data: chapter.Data) -> None:
    doc, item = data.docs[0], str(data.items[data.items["doc"] == data.docs[0]]["item"].iloc[0])
    one = data.explanation(doc, item)
    table = chapter.evidence_table(data, doc, item)
    assert table.iloc[0]["label"] == theme_name(one.theme.label)
    sentence = chapter.explanation_sentence(data, doc, item)
    assert theme_name(one.theme.label) in sentence
    assert one.strength.label in sentence
    assert (
        chapter.evidence_table(data, doc, item, "strength")["label"].isin(["binding", "directed", "exploratory"]).all()
    )


def test_an_unknown_item_names_those_of_the_document(data: chapter.Data) -> None:
    with pytest.raises(UnknownNameError, match=r"no such item.*there are 一"):
        chapter.evidence_table(data, data.docs[0], "九十九")


def test_close_items_lead_by_little_and_name_another_theme(data: chapter.Data) -> None:
    table = chapter.close_table(data)
    assert (table["theme"] != table["next theme"]).all()
    assert (table["lead, percent"].astype(int) <= 15).all()
    assert f" {len(table)} have a theme" in chapter.close_sentence(data)


def test_agreement_is_that_of_the_codebook() -> None:
    table = chapter.agreement_table()
    two = table[table["compared"] == "first reading and second reading"].iloc[0]
    assert two["Cohen's kappa"] in chapter.agreement_sentence()


def test_unseen_text_comes_first_and_all_else_is_no_test() -> None:
    table = chapter.agreement_table()
    assert table["test of the method"].str.startswith("YES").tolist() == [True] + [False] * (len(table) - 1)
    first, said = table.iloc[0], chapter.unseen_sentence()
    assert "provincial reports" in first["compared"]
    assert f"{first['same, percent']} percent of {first['items']} sentences" in said
    assert first["Cohen's kappa"] in said
    assert first["Cohen's kappa"] not in chapter.agreement_sentence()
    assert "All other rows are no test" in chapter.agreement_sentence()


def test_without_unseen_text_nothing_is_said_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eduplans.chapters.themes.words.UNSEEN", "a reading that nobody made")
    assert chapter.unseen_sentence() == ""


def test_deadlines_are_counted_by_document(data: chapter.Data) -> None:
    table = chapter.deadline_table(data)
    assert table["deadline"].str.fullmatch(r"20\d\d(-\d\d)?(, 20\d\d(-\d\d)?)*").all()
    assert f"{len(table)} set a date" in chapter.deadline_sentence(data)


def test_years_hold_plans_only(tables: dict[str, pd.DataFrame], data: chapter.Data) -> None:
    documents = tables["documents"]
    assert set(data.years) == {str(year) for year in documents[documents["kind"] == "plan"]["year"]}


def test_heads_of_years_count_their_plans(data: chapter.Data) -> None:
    plans = data.documents[data.documents["kind"] == "plan"]
    for year, count in plans["year"].astype(str).value_counts().items():
        assert f"{year} ({count} {'plan' if count == 1 else 'plans'})" in chapter.year_table(data).columns


def apart(data: chapter.Data, plans: int) -> str:
    """What is said of two invented years whose rates lie far apart, each of so many plans."""
    code = next(iter(topics()))
    low, high = Estimate(1.0, 0.5, 1.5), Estimate(9.0, 8.0, 10.0)
    years = {"2030": dict.fromkeys(topics(), low), "2031": dict.fromkeys(topics(), low) | {code: high}}
    documents = pd.DataFrame(
        [
            {"doc": f"{year}-{place}", "year": int(year), "kind": "plan", "county": f"青禾县{year}{place}"}
            for year in years
            for place in range(plans)
        ]
    )
    return chapter.year_sentence(replace(data, years=years, documents=documents))


def test_one_plan_carries_no_year(data: chapter.Data) -> None:
    assert "intervals apart" not in apart(data, 1)
    assert "Of 2030 and of 2031 there is one plan" in apart(data, 1)
    assert apart(data, 2).count("intervals apart") == 1
    assert "one plan" not in apart(data, 2)


def test_a_star_is_said_to_be_chosen_after_looking(data: chapter.Data) -> None:
    assert f"largest of {len(data.docs)}, chosen after looking" in chapter.topic_sentence(data)


def test_binding_by_words_alone_leaves_amounts_and_deadlines_out(data: chapter.Data) -> None:
    table = chapter.strength_table(data).set_index("")
    assert list(table.index) == ["binding", "directed", "exploratory", "binding by words alone", "quantified"]
    for doc in data.docs:
        alone, all_of_it = data.by_words[doc].get("binding"), data.strengths[doc].get("binding")
        assert alone is None or (all_of_it is not None and alone.value <= all_of_it.value)
    assert any(data.by_words[doc]["binding"].value < data.strengths[doc]["binding"].value for doc in data.docs)
    assert "not independent" in chapter.strength_note()


def test_what_is_no_plan_is_told_apart_and_drawn_grey(data: chapter.Data) -> None:
    (doc,) = set(data.docs) - set(data.plans)
    plans, other = chapter.binding_sentence(data).split(f" {data.names[doc]}: ")
    assert all(data.names[plan] in plans for plan in data.plans)
    assert "by words of duty alone (" in other
    assert "should not be compared with a report" in other
    (axes,) = chapter.strength_bars(data).axes
    for row, name in enumerate(data.docs):
        # bars of one document stand in one row, one a strength
        colours = [bars.patches[row].get_facecolor()[:3] for bars in axes.containers if len(bars.patches) > 1]
        assert len(colours) == 3
        assert all(len(set(colour)) == 1 for colour in colours) == (name == doc)


def test_shades_of_likeness_do_not_depend_on_the_documents(data: chapter.Data) -> None:
    figure = chapter.cosine_map(data)
    (image,) = figure.axes[0].images
    assert image.get_clim() == (0.0, 1.0)
    low, high = (f"{end:.2f}" for pair in [next(iter(data.alike.estimates.values()))] for end in (pair.low, pair.high))
    assert [text.get_text() for text in figure.axes[0].texts].count(f"{low}–{high}") >= 2


def test_the_mapping_to_hood_is_stated() -> None:
    for pair in ("nodality is persuasion", "authority is regulation", "treasure is supply", "staff and buildings"):
        assert pair in chapter.instrument_note()


def test_one_year_says_nothing_about_change(data: chapter.Data) -> None:
    year, rates = next(iter(data.years.items()))
    assert "nothing can be said about change" in chapter.year_sentence(replace(data, years={year: rates}))


def test_pairs_are_ordered_by_likeness(data: chapter.Data) -> None:
    cosines = [float(cell.split()[0]) for cell in chapter.cosine_table(data)["cosine"]]
    assert cosines == sorted(cosines, reverse=True)
    assert len(cosines) == len(data.docs) * (len(data.docs) - 1) / 2


def test_the_tree_ends_with_all_documents(data: chapter.Data) -> None:
    table = chapter.tree_table(data)
    assert len(table) == len(data.docs) - 1
    assert all(name in table["joined"].iloc[-1] for name in data.names.values())
    assert table["in resamples, percent"].iloc[-1] == "100"


def test_a_damaged_word_changes_what_is_shown(tables: dict[str, pd.DataFrame], data: chapter.Data) -> None:
    words = tables["item_words"]
    in_one = words["doc"] == data.docs[0]
    damaged = words.assign(word=words["word"].mask(in_one & words["word"].isin(["确保", "教师", "学校", "疫情"]), "?"))
    damaged = damaged.groupby(["doc", "item", "word"], as_index=False, sort=False)["count"].sum()
    other = chapter.gather(tables["documents"], tables["items"], damaged, tables["figures"])
    assert chapter.topic_table(other)["topic"].equals(chapter.topic_table(data)["topic"])
    assert not chapter.topic_table(other).equals(chapter.topic_table(data))
    assert not chapter.cosine_table(other).equals(chapter.cosine_table(data))


def test_shares_by_items_differ_from_shares_by_words(tables: dict[str, pd.DataFrame], data: chapter.Data) -> None:
    other = chapter.gather(*tables.values(), unit="items")
    assert not chapter.theme_table(other).equals(chapter.theme_table(data))
    assert "percent of items" in chapter.binding_sentence(other)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"doc": "d", "county": "青禾县", "year": 2024, "kind": "plan"}, "青禾县 2024"),
        ({"doc": "d", "county": None, "year": None, "kind": "plan"}, "d"),
    ],
)
def test_short_names(row: dict[object, object], name: str) -> None:
    assert short_name(row) == name


def test_nothing_said_is_zero_without_an_interval() -> None:
    assert interval(Estimate(0.0, 0.0, 0.0)) == NONE
    assert interval(Estimate(0.004, 0.0, 0.02)) == "0 (0–2)"
    assert interval(Estimate(1.25, 0.5, 2.0), 1, 1) == "1.2 (0.5–2.0)"


def test_warnings_count_what_is_there(tables: dict[str, pd.DataFrame], data: chapter.Data) -> None:
    sentence = chapter.warning_sentence(data)
    assert f"{len(data.docs)} documents are {len(data.docs)} documents" in sentence
    assert " 0 of kind" not in sentence
    twice = replace(data, documents=data.documents.assign(county="青禾县"))
    assert "No county appears twice" not in chapter.warning_sentence(twice)


def test_every_label_of_the_tables_has_a_chinese_one(data: chapter.Data) -> None:
    own = {*data.names.values(), ""}
    heads = {str(head) for make in TABLES for head in make(data).columns} - own
    heads |= set(chapter.agreement_table().columns) | set(chapter.topic_words_table().columns)
    heads |= set(
        chapter.evidence_table(data, data.docs[0], next(item for doc, item in data.judged if doc == data.docs[0]))
    )
    fixed = {*chapter.agreement_table()["compared"], *chapter.strength_table(data)[""]}
    fixed |= {*chapter.agreement_table()["test of the method"], chapter.strength_note(), chapter.instrument_note()}
    fixed |= {chapter.year_note(), "2021 (1 plan)", "2020 (2 plans)"}
    fixed |= {f"{english} {chinese}" for english, chinese, _ in topics().values()} | set(map(theme_name, theme_codes()))
    with in_language("zh"):
        missing = [text for text in sorted(heads | fixed) if label(text) == text]
    assert not missing
