"""Which modules a stage uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import closure

if TYPE_CHECKING:
    from pathlib import Path

TREE = {
    "p/__init__.py": "def load():\n    from p.tables import read\n",
    "p/tables.py": "",
    "p/a.py": "import p.b\nfrom p import c\n",
    "p/b.py": "def late():\n    import p.late\n",
    "p/c.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import p.types\nelse:\n    import p.other\n",
    "p/late.py": "class Room:\n    from p.sub import deep\n",
    "p/types.py": "",
    "p/other.py": "import json, numpy\n",
    "p/sub/__init__.py": "from . import near\n",
    "p/sub/near.py": "try:\n    from ..cycle import x\nexcept ImportError:\n    pass\n",
    "p/sub/deep.py": "",
    "p/cycle.py": "import p.sub.near\n",
    "p/alone.py": "",
    "p/words/__init__.py": "",
    "p/words/one.csv": "a",
    "p/words/lists/two.csv": "b",
    "p/words/deeper/__init__.py": "",
    "p/words/deeper/three.csv": "c",
    "p/words/__pycache__/x.pyc": "",
}


@pytest.fixture
def sources(tmp_path: Path) -> closure.Sources:
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return closure.Sources(tmp_path)


def test_imports_are_followed_also_inside_functions_classes_and_try(sources: closure.Sources) -> None:
    assert closure.closure(sources, ["p.a"]) == {
        *("p", "p.tables", "p.a", "p.b", "p.c", "p.late", "p.other", "p.sub", "p.sub.deep", "p.sub.near", "p.cycle")
    }


def test_imports_for_type_checking_and_other_packages_do_not_count(sources: closure.Sources) -> None:
    found = closure.closure(sources, ["p.c"])
    assert found == {"p", "p.tables", "p.c", "p.other"}


def test_shallow_module_is_followed_at_module_level_only(sources: closure.Sources) -> None:
    assert "p.late" in closure.closure(sources, ["p.b"])
    assert closure.closure(sources, [], ["p.b"]) == {"p", "p.tables", "p.b"}


def test_missing_entry_is_an_error(sources: closure.Sources) -> None:
    with pytest.raises(closure.MissingModuleError, match=r"p\.gone"):
        closure.closure(sources, ["p.gone"])


def test_relative_imports_at_every_level() -> None:
    assert closure.read_imports("from .. import b", "p.q").eager == {"p", "p.b"}
    assert closure.read_imports("from ..b import c", "p.q").eager == {"p.b", "p.b.c"}
    assert closure.read_imports("from .b import c", "p").eager == {"p.b", "p.b.c"}


def test_notebook_with_magics_and_imports(sources: closure.Sources) -> None:
    cells = ["%matplotlib inline\nimport p.b as b, json", "!ls\n?help\nfrom p import c"]
    assert closure.notebook_modules(sources, cells) == {"p", "p.b", "p.c"}


def test_cell_that_is_not_python_counts_as_using_all(sources: closure.Sources) -> None:
    assert {"p.alone", "p.sub.deep"} <= closure.notebook_modules(sources, ["import p.b", "1 +"])


def test_data_files_come_with_their_package_and_no_other(sources: closure.Sources) -> None:
    names = {path.name for path in closure.files(sources, ["p.words"])}
    assert names == {"__init__.py", "one.csv", "two.csv"}
    assert {path.name for path in closure.files(sources, ["p.words.deeper", "p.alone"])} == {
        *("__init__.py", "three.csv", "alone.py")
    }


def test_what_a_source_imports_is_remembered_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "__init__.py").write_text("import json\n")
    kept = tmp_path / "build" / "imports.json"
    first = closure.Sources(tmp_path, kept)
    found = first.imports("p")
    first.keep()
    with monkeypatch.context() as patch:
        patch.setattr(closure, "read_imports", lambda *_: pytest.fail("the source is known"))
        assert closure.Sources(tmp_path, kept).imports("p") == found
    (tmp_path / "p" / "__init__.py").write_text("import csv\n")
    assert closure.Sources(tmp_path, kept).imports("p").eager == {"csv"}
    second = closure.Sources(tmp_path, kept)
    second.imports("p")
    second.keep()
    assert kept.read_text().count('"digest"') == 1, "what a source was is forgotten"
    kept.write_text("damaged")
    assert closure.Sources(tmp_path, kept).imports("p").eager == {"csv"}
