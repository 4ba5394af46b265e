"""Files replaced together: all or none, whatever moment the process is killed at."""

from __future__ import annotations

import errno
import os
import re
import signal
from typing import TYPE_CHECKING

import pytest

from eduplans.errors import StorageError
from eduplans.storage import recover, settle, storing, write_files
from eduplans.storage.commit import NOTE

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = b"old\n", b"new and longer\n"
NAMES = ("raw/a.csv", "raw/b.csv", "datapackage.json")


def put(folder: Path) -> list[Path]:
    (folder / "raw").mkdir(parents=True)
    paths = [folder / name for name in NAMES]
    for path in paths:
        path.write_bytes(OLD)
    return paths


def killed_at(paths: list[Path], change: int) -> bool:
    """Write in a child that is killed before the n-th change of a file; tells whether it came to that."""
    child = os.fork()
    if not child:
        import sys

        count = [0]

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event in ("os.rename", "os.remove") or (event == "open" and int(str(arguments[2] or 0)) & os.O_WRONLY):
                count[0] += 1
                if count[0] == change:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        write_files(dict.fromkeys(paths, NEW))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_killed_at_every_change_it_is_all_or_none(tmp_path: Path) -> None:
    seen, change = set(), 1
    while True:
        paths = put(tmp_path / str(change))
        killed = killed_at(paths, change)
        settle(tmp_path / str(change) / "raw", tmp_path / str(change))
        found = {path.read_bytes() for path in paths}
        assert len(found) == 1, f"killed before change {change}: some old, some new"
        seen |= found
        left = [path.name for path in (tmp_path / str(change)).rglob(".*")]
        assert left == []
        if not killed:
            break
        change += 1
    assert change > 8  # three parts, the note and its place, three moves, the note away
    assert seen == {OLD, NEW}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    paths = put(tmp_path)
    assert write_files({paths[0]: OLD, paths[1]: NEW}) == (paths[1],)
    assert write_files({paths[0]: OLD, paths[1]: NEW}) == ()


def test_parts_without_a_note_are_removed_and_others_are_left(tmp_path: Path) -> None:
    (tmp_path / ".a.csv.77.part").write_bytes(NEW)
    (tmp_path / ".kept").write_bytes(OLD)
    recover(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".kept"]
    recover(tmp_path / "none")


def test_a_full_disk_leaves_the_former_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path as AnyPath

    paths, write = put(tmp_path), AnyPath.write_bytes

    def full(path: Path, content: bytes) -> int:
        if "b.csv" in path.name:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(AnyPath, "write_bytes", full)
    with pytest.raises(StorageError, match=r"b\.csv: the disk is full; free space") as caught:
        write_files(dict.fromkeys(paths, NEW))
    assert caught.value.exit_code == 5
    assert {path.read_bytes() for path in paths} == {OLD}
    assert list(tmp_path.rglob(".*")) == []
    assert not (tmp_path / NOTE).exists()


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EROFS, "can only be read"), (errno.EFBIG, "ulimit -f"), (errno.EACCES, "no right"), (9999, "odd")],
)
def test_what_the_system_says_becomes_a_place_and_a_remedy(number: int, said: str) -> None:
    with pytest.raises(StorageError, match=rf"^data/raw: .*{re.escape(said)}"), storing("data/raw"):
        raise OSError(number, "odd")
    with pytest.raises(StorageError, match=r"^named"), storing("data/raw"):
        raise OSError(number, "odd", "named")
