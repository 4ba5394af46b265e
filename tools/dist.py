"""Build sdist and wheel of the last commit, look into them, and try them in empty environments.

``dist.py build FOLDER`` exports the last commit, builds the sdist from it and the wheel from the sdist, as an index
would, with the locked hatchling and the time of the commit: the same commit, the same bytes. ``dist.py inspect FOLDER``
holds what is inside against what is committed. ``dist.py try FOLDER [EXTRA...]`` installs the wheel into an empty
environment, with the lock as constraints, and walks with a document about an invented county outside the project;
without extras it tries the lean core and then each extra alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import walk


class DistError(Exception):
    """Something is wrong with what was built; one line each."""


def tracked(root: Path, under: str = "") -> set[str]:
    """Files of the last commit, relative to the root (or to a folder under it)."""
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")
    return {name.removeprefix(under) for name in listed if name and name.startswith(under)}


def commit_time(root: Path) -> str:
    """Time of the last commit in seconds, which is when what is built of it says it was made."""
    return _git(root, "log", "-1", "--format=%ct").strip()


def uncommitted(root: Path) -> list[str]:
    """Files that are changed or new and not committed, as git tells them."""
    return _git(root, "status", "--porcelain").splitlines()


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout


def export(root: Path, folder: Path) -> Path:
    """Write the files of the last commit into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = folder.with_suffix(".tar")
    _git(root, "archive", "--format=tar", f"--output={packed}", "HEAD")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    packed.unlink()
    return folder


def build(root: Path, out: Path) -> tuple[Path, Path]:
    """Build the sdist from the last commit and the wheel from the sdist.

    Returns
    -------
    sdist, wheel : pathlib.Path
    """
    out.mkdir(parents=True, exist_ok=True)
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HATCH"))}
    settings["SOURCE_DATE_EPOCH"] = commit_time(root)
    with tempfile.TemporaryDirectory() as scratch:
        source = export(root, Path(scratch) / "source")
        _hatchling(source, settings, "sdist", Path(scratch) / "dist")
        (sdist,) = (Path(scratch) / "dist").glob("*.tar.gz")
        with tarfile.open(sdist) as archive:
            archive.extractall(Path(scratch) / "unpacked", filter="data")
        (unpacked,) = (Path(scratch) / "unpacked").iterdir()
        _hatchling(unpacked, settings, "wheel", Path(scratch) / "dist")
        built = [out / path.name for path in sorted((Path(scratch) / "dist").iterdir(), reverse=True)]
        for path in built:
            path.write_bytes((Path(scratch) / "dist" / path.name).read_bytes())
    wheel, sdist = sorted(built, key=lambda path: path.suffix != ".whl")
    return sdist, wheel


def _hatchling(source: Path, settings: dict[str, str], target: str, out: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(out)]
    done = subprocess.run(command, cwd=source, env=settings, check=False, capture_output=True, text=True)
    if done.returncode:
        raise DistError(f"hatchling: {done.stdout}{done.stderr}")


def found(folder: Path) -> tuple[Path, Path]:
    """Find the one sdist and the one wheel of a folder."""
    sdists, wheels = sorted(folder.glob("*.tar.gz")), sorted(folder.glob("*.whl"))
    if len(sdists) != 1 or len(wheels) != 1:
        raise DistError(f"{folder} holds {len(sdists)} sdists and {len(wheels)} wheels; one of each is looked for")
    return sdists[0], wheels[0]


def inspect_wheel(wheel: Path, files: set[str], version: str) -> list[str]:
    """Compare a wheel with the files that the package has.

    Parameters
    ----------
    wheel
        The wheel.
    files
        Files of the package, such as ``eduplans/codebook/levels.csv``.
    version
        Version of the package.

    Returns
    -------
    list of str
        What is wrong.
    """
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        info = f"eduplans-{version}.dist-info/"
        if f"{info}METADATA" not in names:
            return [f"{wheel.name} has no {info}METADATA: it is of another version"]
        about = archive.read(f"{info}METADATA").decode()
    inside = {name for name in names if not name.startswith(info)}
    needed = {f"{info}{name}" for name in ("WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
    wrong = [f"{wheel.name} lacks {name}" for name in sorted((files | needed) - names)]
    wrong += [f"{wheel.name} holds {name}, which is not of the package" for name in sorted(inside - files)]
    if f"\nVersion: {version}\n" not in about:
        wrong.append(f"METADATA of {wheel.name} is not of version {version}")
    return wrong


def inspect_sdist(sdist: Path, files: set[str], version: str) -> list[str]:
    """Compare an sdist with the files that are committed."""
    with tarfile.open(sdist) as archive:
        names = {str(PurePosixPath(*PurePosixPath(one.name).parts[1:])) for one in archive if one.isfile()}
        tops = {PurePosixPath(name).parts[0] for name in archive.getnames()}
    wrong = [] if tops == {f"eduplans-{version}"} else [f"{sdist.name} unpacks to {', '.join(sorted(tops))}"]
    wrong += [f"{sdist.name} lacks {name}" for name in sorted((files | {"PKG-INFO"}) - names)]
    return wrong + [
        f"{sdist.name} holds {name}, which is not committed" for name in sorted(names - files - {"PKG-INFO"})
    ]


def inspect(root: Path, folder: Path) -> list[str]:
    """Look into the sdist and the wheel of a folder; gives what is wrong."""
    sdist, wheel = found(folder)
    version = version_of(root)
    wrong = inspect_wheel(wheel, (tracked(root, "src/") - {""}) | also_packed(root), version)
    wrong += inspect_sdist(sdist, tracked(root), version)
    command = [sys.executable, "-m", "check_wheel_contents", "--no-config", str(wheel)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return wrong + ([] if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines())


def also_packed(root: Path) -> set[str]:
    """List what is committed outside the package and carried by the wheel, by its name there."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    names = set()
    for source, target in settings["targets"]["wheel"].get("force-include", {}).items():
        names |= {target} if (root / source).is_file() else {f"{target}/{one}" for one in tracked(root, f"{source}/")}
    return names


def version_of(root: Path) -> str:
    """Read the version where it stands."""
    for line in (root / "src" / "eduplans" / "__init__.py").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(" = ")
        if name == "__version__":
            return value.strip('"')
    raise DistError("src/eduplans/__init__.py has no __version__")


def extras_of(root: Path) -> list[str]:
    """Extras that users install: all but the one for tests."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [name for name in project["optional-dependencies"] if name != "dev"]


def try_out(root: Path, folder: Path, extras: list[str]) -> list[str]:
    """Install the wheel into empty environments and walk with it; gives what went wrong."""
    _, wheel = found(folder)
    wrong = []
    for extra in extras or ["", *extras_of(root)]:
        with tempfile.TemporaryDirectory(prefix="dist-") as scratch:
            python = install(root, wheel, extra, Path(scratch) / "env")
            faults = walk.walk(python, extra, root / "data" / "examples", Path(scratch) / "用户 walk")
        print(f"{extra or 'lean core'}: {'; '.join(faults) or 'well'}", flush=True)
        wrong += [f"{extra or 'lean core'}: {fault}" for fault in faults]
    return wrong


def install(root: Path, wheel: Path, extra: str, folder: Path) -> Path:
    """Install a wheel with an extra into an empty environment, with the lock as constraints; gives its Python."""
    python = folder / "bin" / "python"
    uv = [sys.executable, "-m", "uv", "--quiet"]
    asked = f"eduplans{f'[{extra}]' if extra else ''} @ {wheel.resolve().as_uri()}"
    for command in (
        [*uv, "venv", "--python", sys.executable, str(folder)],
        [*uv, "pip", "install", "--python", str(python), "--constraints", str(root / "requirements.lock"),
         "--only-binary", ":all:", asked],
    ):  # fmt: skip
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            raise DistError(f"{' '.join(command[2:5])}: {done.stderr.strip()}")
    return python


def main(root: Path, words: list[str]) -> int:
    """Do what is asked; exit code 1 where something is wrong."""
    task, folder, *extras = words
    try:
        if task == "build":
            print(*build(root, Path(folder)), sep="\n")
            return 0
        wrong = inspect(root, Path(folder)) if task == "inspect" else try_out(root, Path(folder), extras)
    except DistError as error:
        wrong = [str(error)]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), sys.argv[1:]))
