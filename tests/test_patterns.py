"""Expressions that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import eduplans.documents
import eduplans.figures
from eduplans.patterns import _METHODS, _Pattern, compiled

MODULES = sorted(
    found.name
    for room in (eduplans.documents, eduplans.figures)
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
)


def test_it_is_compiled_with_its_first_use_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    compile_now = re.compile

    def counted(expression: str, flags: int = 0) -> re.Pattern[str]:
        made.append(expression)
        return compile_now(expression, flags)

    monkeypatch.setattr(re, "compile", counted)
    places = compiled("[县市]", re.IGNORECASE)
    assert made == []
    assert places.search("云泽县") is not None
    assert [found.group() for found in places.finditer("县市")] == ["县", "市"]
    assert places.sub("", "云泽县") == "云泽"
    assert made == ["[县市]"]
    assert (places.pattern, bool(places.flags & re.IGNORECASE)) == ("[县市]", True)


@pytest.mark.parametrize("method", _METHODS)
def test_it_has_the_methods_of_an_expression(method: str) -> None:
    assert getattr(compiled("a"), method).__name__ == method


def test_what_an_expression_has_not_is_an_error() -> None:
    with pytest.raises(AttributeError, match="replace"):
        compiled("a").replace  # type: ignore[attr-defined]  # noqa: B018


def test_a_mistake_comes_to_light_with_the_first_use() -> None:
    wrong = compiled("(")
    with pytest.raises(re.error):
        wrong.search("a")


@pytest.mark.parametrize("module", MODULES)
def test_every_expression_of_reading_and_finding_compiles(module: str) -> None:
    names = vars(importlib.import_module(module)).values()
    kept = [
        one for name in names for one in (name if isinstance(name, tuple) else (name,)) if isinstance(one, _Pattern)
    ]
    for one in kept:
        assert isinstance(re.compile(one.pattern), re.Pattern)


def test_reading_a_text_compiles_no_more_than_half(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("text") / "plan.txt"
    path.write_text("云泽县2024年工作要点\n一、教育投入\n全县教育支出1.2亿元。\n", encoding="utf-8")
    script = (
        "import gc; from pathlib import Path; from eduplans.documents import read_document; "
        "from eduplans.figures import find_figures; from eduplans.patterns import _Pattern; "
        f"find_figures(read_document(Path({str(path)!r}))); "
        "made = [one for one in gc.get_objects() if isinstance(one, _Pattern)]; "
        "print(len(made), sum('search' in vars(one) for one in made))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    written, used = map(int, done.stdout.split())
    assert 0 < used <= written / 2
