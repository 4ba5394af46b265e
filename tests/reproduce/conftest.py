"""The small project, made once; each test changes a copy of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reproduced_project import HEAD, small_project

if TYPE_CHECKING:
    from collections.abc import Callable

collect_ignore = ["conftest.py"]
ROWS = (
    "plain,oldest,project,1,UTC,C.UTF-8 C,0,022,80,empty,\n",
    "odd,newest,项目 with blanks,2,Asia/Shanghai,C,1,077,200,missing,MPLBACKEND=svg LANGUAGE=zh_CN\n",
)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, not to be changed."""
    return small_project(tmp_path_factory.mktemp("template") / "small")


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Path:
    """A copy of the small project to change."""
    return Path(shutil.copytree(template, tmp_path / "small"))


@pytest.fixture
def conditions(tmp_path: Path) -> Callable[[int], Path]:
    """Write a table of the first one or two conditions."""

    def write(number: int) -> Path:
        path = tmp_path / f"conditions-{number}.csv"
        path.write_text(HEAD + "".join(ROWS[:number]), encoding="utf-8")
        return path

    return write
