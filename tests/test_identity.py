"""Ids of figures: stable under a better grammar, distinct within a document."""

from __future__ import annotations

import hashlib

from eduplans.identity import figure_id, figure_ids

DOC = "qingxi-2021-plan"  # an invented county


def test_id_is_digest_of_its_four_parts() -> None:
    digest = hashlib.sha256(f"{DOC}\n三/12\n30名\n2".encode()).hexdigest()
    assert figure_id(DOC, "三/12", "30名", 2) == f"{DOC}:{digest[:8]}"


def test_each_part_matters() -> None:
    ids = {
        figure_id(DOC, "三/12", "30名", 1),
        figure_id(DOC, "三/13", "30名", 1),
        figure_id(DOC, "三/12", "31名", 1),
        figure_id(DOC, "三/12", "30名", 2),
        figure_id("other-plan", "三/12", "30名", 1),
    }
    assert len(ids) == 5


def test_another_figure_found_leaves_ids_alone() -> None:
    before = figure_ids(DOC, [("一/1", "5所"), ("一/2", "90%")])
    after = figure_ids(DOC, [("一/1", "5所"), ("一/1", "十二个"), ("一/2", "90%")])
    assert [after[0], after[2]] == before


def test_same_form_twice_counts_occurrences() -> None:
    first, second, elsewhere = figure_ids(DOC, [("一", "5所"), ("一", "5所"), ("二", "5所")])
    assert (first, second) == (figure_id(DOC, "一", "5所", 1), figure_id(DOC, "一", "5所", 2))
    assert elsewhere == figure_id(DOC, "二", "5所", 1)
