"""The comparison: what is committed belongs to the reference and the tables, and what fails is said."""

from __future__ import annotations

import json
import subprocess
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import pytest

import agreement
import gate
import peers
from eduplans.scores import score

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def committed() -> dict[str, Any]:
    """The scores that the report shows."""
    return dict(json.loads(peers.RESULT.read_text(encoding="utf-8")))


@pytest.fixture
def text() -> peers.Text:
    """A text about an invented county with its reading."""
    others = dict.fromkeys(("value_max", "item", "qualifier", "measure", "level", "year", "status", "change"), "")
    figure = {"as_printed": "5所", "value": "5", "unit": "school", "start": "3", "confidence": "sure"} | others
    unsure = {"as_printed": "两校", "value": "2", "unit": "school", "start": "7", "confidence": "unsure"} | others
    return peers.Text("yunze", "documents", "云泽县5所,含两校。", [figure, unsure], [figure])


def test_the_committed_scores_belong_to_the_committed_reference(committed: dict[str, Any]) -> None:
    assert committed["reference"] == gate.reference_digest(), "run: make scores"
    assert committed["agreement"]["columns"]["level"]["percent"] == pytest.approx(
        agreement.agreement(agreement.compare())["level"]["percent"], abs=0.05
    )


def test_the_committed_scores_of_the_grammar_are_those_of_the_committed_tables(committed: dict[str, Any]) -> None:
    whole = reduce(add, (score(reading.reference, reading.found) for reading in gate.documents()))
    own = committed["systems"][0]
    expected = {**peers.summary(whole)}
    assert {name: own["scores"]["documents"][name] for name in expected} == expected, "run: make scores"


def test_at_least_two_peers_and_the_expression_stand_beside_the_grammar(committed: dict[str, Any]) -> None:
    named = {system["name"]: system["version"] for system in committed["systems"]}
    pinned = peers.versions()
    assert named["Recognizers-Text"] == pinned["recognizers-text-suite"] == "1.0.2a2"
    assert named["JioNLP"] == pinned["jionlp"]
    assert {"eduplans", "regular expression"} < set(named)
    assert pinned["emoji"] == "1.7.0"


def test_every_system_is_scored_on_the_same_figures(committed: dict[str, Any]) -> None:
    for group in ("documents", "passages", "invented", "documents as downloaded"):
        sure = sum(one["sure_figures"] for one in committed["texts"] if one["group"] == group)
        for system in committed["systems"]:
            one = system["scores"][group]
            assert one["found"] + one["missed"] == pytest.approx(sure, abs=0), (system["name"], group)
            for kind in one["classes"].values():
                assert kind["found"] + kind["missed"] <= sure


def test_no_text_and_no_path_is_committed(committed: dict[str, Any]) -> None:
    content = json.dumps(committed, ensure_ascii=False)
    assert "/" not in "".join(one["name"] for one in committed["texts"])
    assert all(str(place) not in content for place in (peers.ROOT, peers.Path.home()))


def test_peers_are_no_part_of_the_product(root: Path) -> None:
    product = (root / "requirements.lock").read_text("utf-8") + (root / "pyproject.toml").read_text("utf-8")
    assert not any(name in product for name in ("recognizers", "jionlp", "jiojio", "emoji"))


def test_without_installation_the_others_are_scored(
    text: peers.Text, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "BUILD", tmp_path)
    monkeypatch.setattr(peers.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1))
    found = peers.systems([text], again=False)
    assert [system.name for system in found] == ["eduplans", "regular expression"]
    assert "could not be installed here" in capsys.readouterr().err


def test_marks_are_kept_for_the_very_same_text(
    text: peers.Text, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def answer(command: list[str], **given: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        marks = {name: [[3, 4, "number", "5", ""]] for name in json.loads(given["input"])["texts"]}
        return subprocess.CompletedProcess(command, 0, json.dumps({"cpu_seconds": 0.5, "marks": marks}), "")

    monkeypatch.setattr(peers, "BUILD", tmp_path)
    monkeypatch.setattr(peers.subprocess, "run", answer)
    python = tmp_path / "python"
    for again, many in ((False, 1), (False, 1), (True, 2)):
        marks, seconds = peers.run(python, "jionlp", {"one": text.text}, again=again)
        assert (marks, seconds, len(calls)) == ({"one": [(3, 4, "number", "5", "")]}, 0.5, many)
    peers.run(python, "jionlp", {"one": "另一段"})
    assert len(calls) == 3


def test_a_peer_that_fails_is_not_scored_as_finding_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "BUILD", tmp_path)
    failed = subprocess.CompletedProcess([], 1, "", "ImportError: no module")
    monkeypatch.setattr(peers.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(SystemExit, match="jionlp failed\nImportError"):
        peers.run(tmp_path, "jionlp", {"one": "5所"})


def test_a_system_is_scored_with_classes_and_the_grammar_with_columns(text: peers.Text) -> None:
    rows = {("documents", "yunze"): text.found}
    own = peers.scored(peers.System("eduplans", "1", "", rows), [text])
    assert (own["found"], own["missed"], own["false"], own["f1"]) == (1, 0, 0, 100.0)
    assert own["classes"]["other"]["recall"] == [100.0, 20.7, 100.0]
    assert own["classes"]["money"]["recall"] is None
    assert own["columns"]["measure"] == [100.0]
    assert "columns" not in peers.scored(peers.System("another", "1", "", rows), [text])


@pytest.mark.shared
def test_the_committed_texts_are_those_at_hand(shared: Path, committed: dict[str, Any]) -> None:
    there = {(one.group, one.name): len(one.text) for one in peers.texts(shared)}
    assert there == {(one["group"], one["name"]): one["characters"] for one in committed["texts"]}, "run: make scores"
