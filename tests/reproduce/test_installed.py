"""An environment is held against the lock, and its files against what was installed."""

from __future__ import annotations

import base64
import hashlib
import sys
from pathlib import Path

import pytest

from eduplans.errors import ReproductionError
from eduplans.reproduce import installed
from eduplans.reproduce.environment import refuse_other

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment with one invented package, zhfont 1.0, that holds one font."""
    font = tmp_path / "zhfont" / "a.ttf"
    font.parent.mkdir()
    font.write_bytes(b"a font")
    value = base64.urlsafe_b64encode(hashlib.sha256(b"a font").digest()).rstrip(b"=").decode()
    info = tmp_path / "zhfont-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: zhfont\nVersion: 1.0\n", encoding="utf-8")
    (info / "RECORD").write_text(f"zhfont/a.ttf,sha256={value},6\nzhfont/a.pyc,,\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return font


def test_markers_decide_what_this_python_needs() -> None:
    lock = "a==1 ; python_version >= '3.11' \\\n    --hash=sha256:0\nb==2 ; sys_platform == 'nowhere'\nC_d==3\n"
    assert installed.locked(lock) == {"a": "1", "c-d": "3"}


def test_the_real_lock_is_read() -> None:
    found = installed.locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert len(found) > 100
    assert found["matplotlib"]


def test_an_environment_as_locked_is_taken(package: Path) -> None:
    assert installed.present() == {"zhfont": "1.0"}
    assert installed.differing({"zhfont": "1.0"}, installed.present()) == []


def test_each_package_that_differs_refuses_the_comparison(package: Path) -> None:
    found = {"differing": installed.differing({"zhfont": "1.1", "other": "2"}, installed.present())}
    assert found["differing"] == ["other is missing, locked is 2", "zhfont 1.0, locked is 1.1"]
    with pytest.raises(ReproductionError, match="outputs are compared under the lock only") as caught:
        refuse_other(found)
    assert len(caught.value.problems) == 2


def test_an_altered_or_missing_file_of_a_package_is_named(package: Path) -> None:
    assert installed.altered() == []
    package.write_bytes(b"b font")
    assert installed.altered() == ["zhfont: zhfont/a.ttf is not the file that was installed"]
    package.unlink()
    assert installed.altered() == ["zhfont: zhfont/a.ttf is missing"]
