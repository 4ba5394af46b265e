"""The versions that the pages name are those of the lock, whichever Python built them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.report.locked import versions_shown

if TYPE_CHECKING:
    from pathlib import Path

LOCK = """\
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:0
    # via pandas
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:1
pandas==3.1.1 \\
    --hash=sha256:2
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:3
"""


def test_other_pythons_give_the_same_page(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text(LOCK, encoding="utf-8")
    old = versions_shown(tmp_path, {"python": "3.11", "pandas": "3.1.1", "numpy": "2.4.6", "eduplans": "0.1.0"})
    new = versions_shown(tmp_path, {"python": "3.13", "pandas": "3.1.1", "numpy": "2.5.5", "eduplans": "0.1.0"})
    assert old == new
    assert old == [
        ("eduplans", "0.1.0"),
        ("numpy", "2.4.6 (Python < 3.12), 2.5.5 (Python >= 3.12)"),
        ("pandas", "3.1.1"),
    ]


def test_a_version_that_is_not_locked_is_not_hidden(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text(LOCK, encoding="utf-8")
    assert versions_shown(tmp_path, {"pandas": "3.0.0"}) == [("pandas", "3.0.0")]
    (tmp_path / "requirements.lock").unlink()
    assert versions_shown(tmp_path, {"pandas": "3.0.0"}) == [("pandas", "3.0.0")]
