"""Decide by content, not by time stamp, which stages of the build are out of date.

``inputs.py TARGET`` digests what each stage of the target uses, and ends with exit code 10 where one is out of date;
where none is, it says so. ``inputs.py --list TARGET`` only says what would run, and writes nothing. For a stage NAME
two files are kept:

``build/inputs/NAME.sha256``
    The digests of all it uses, one a line. Touched only when they change, so that make can compare times.
``build/outputs/NAME.sha256`` (the record)
    The digests of what it wrote and, in lines that begin with ``#``, of the inputs it was made from. Removed here
    when the inputs have changed, or an output was altered or deleted.
"""

from __future__ import annotations

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the Makefile says so, once for all that ran

import hashlib
import json
import os
import shutil
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import closure
import plan
import summary

OUT_OF_DATE = 10
"""Exit code where there is something to build."""
NOT_BUILT = "not built yet"


@dataclass
class Digester:
    """Digests of files and manifests of stages; each file is read once.

    Parameters
    ----------
    root
        Root of the project.
    """

    root: Path
    _digests: dict[Path, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sources = closure.Sources(self.root / "src", self.root / "build" / "imports.json")
        self._found: dict[str, list[Path]] = {}

    def file(self, path: Path) -> str:
        """SHA-256 of a file; empty where it is not there."""
        if path not in self._digests:
            try:
                self._digests[path] = digest(path.read_bytes())
            except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
                self._digests[path] = ""
        return self._digests[path]

    def inputs(self, stage: plan.Stage) -> str:
        """List the digests of all that a stage uses."""
        files = self._matching(stage.files)
        lines = {self._name(path): self.file(path) for path in files}
        entries = set(stage.modules)
        if stage.notebook:
            lines[stage.notebook], cells = notebook_source(self.root / stage.notebook)
            used = closure.notebook_modules(self.sources, cells)
            entries |= used
            lines |= self._tables(cells, used)
        modules = closure.closure(self.sources, entries, stage.shallow) if entries or stage.shallow else set()
        lines |= {self._name(path): self.file(path) for path in closure.files(self.sources, modules)}
        if stage.arguments:
            lines["(arguments)"] = digest("\0".join(stage.arguments).encode())
        if stage.project:
            lines["pyproject.toml"] = self._project(stage.project)
        if stage.name in plan.SETUP:
            # an environment cannot be moved, and belongs to one Python
            place = f"{self.root.resolve()} {sys.version_info.major}.{sys.version_info.minor}"
            lines["(folder and Python)"] = digest(place.encode())
        return _manifest(lines)

    def outputs(self, stage: plan.Stage) -> str:
        """List the digests of all that a stage wrote."""
        return _manifest({self._name(path): self.file(path) for path in self._matching(stage.outputs)})

    def _matching(self, patterns: tuple[str, ...]) -> set[Path]:
        for pattern in patterns:
            if pattern not in self._found:
                self._found[pattern] = [path for path in self.root.glob(pattern) if path.is_file()]
        return {path for pattern in patterns for path in self._found[pattern]}

    def _tables(self, cells: list[str], modules: set[str]) -> dict[str, str]:
        reached = (self.sources.path(module) for module in closure.closure(self.sources, modules))
        tables = plan.tables(self.root, cells, [path for path in reached if path is not None])
        return {self._name(path): self.file(path) for path in tables}

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _project(self, tables: tuple[str, ...]) -> str:
        content = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))
        chosen: dict[str, object] = {}
        for dotted in tables:
            value: object = content
            for key in dotted.split("."):
                value = value.get(key) if isinstance(value, dict) else None
            chosen[dotted] = value
        return digest(json.dumps(chosen, sort_keys=True).encode())


def digest(content: bytes) -> str:
    """SHA-256 as hex digits."""
    return hashlib.sha256(content).hexdigest()


def notebook_source(path: Path) -> tuple[str, list[str]]:
    """Digest of what a notebook says (cells and tags, no outputs), and its code cells."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cells = [
            (cell["cell_type"], "".join(cell["source"]), cell.get("metadata", {}).get("tags", []))
            for cell in content["cells"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise plan.PlanError(f"{path} is not a notebook: {error}") from None
    kernel = content.get("metadata", {}).get("kernelspec", {}).get("name")
    return digest(json.dumps([kernel, cells]).encode()), [text for kind, text, _ in cells if kind == "code"]


def _manifest(lines: dict[str, str]) -> str:
    return "".join(f"{lines[name]}  {name}\n" for name in sorted(lines))


def _parsed(manifest: str) -> dict[str, str]:
    lines = (line.split("  ", 1) for line in manifest.splitlines() if not line.startswith("#"))
    return {name: value for value, name in lines}


def write(path: Path, text: str) -> None:
    """Write a file beside, then rename it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def inputs_path(root: Path, stage: plan.Stage) -> Path:
    """Where the manifest of the inputs is kept."""
    return root / "build" / "inputs" / f"{stage.name}.sha256"


def refresh(digester: Digester, stage: plan.Stage) -> str:
    """Bring the manifest of a stage's inputs up to date; touch it only when it changed."""
    path = inputs_path(digester.root, stage)
    manifest = digester.inputs(stage)
    if not path.is_file() or path.read_text(encoding="utf-8") != manifest:
        write(path, manifest)
    return manifest


def record(digester: Digester, stage: plan.Stage, manifest: str) -> None:
    """Note what a stage wrote, and from which inputs."""
    used = "".join(f"# {line}\n" for line in manifest.splitlines())
    text = f"# inputs {digest(manifest.encode())}\n{used}{digester.outputs(stage)}"
    write(digester.root / stage.record, text)


def reason(digester: Digester, stage: plan.Stage, now: str) -> str:
    """Why a stage is out of date; empty where it is not."""
    path = digester.root / stage.record
    if not path.is_file():
        return NOT_BUILT
    head, _, rest = path.read_text(encoding="utf-8").partition("\n")
    if head != f"# inputs {digest(now.encode())}":
        before = "".join(f"{line[2:]}\n" for line in rest.splitlines() if line.startswith("# "))
        # a record of an earlier kind has the digest of its inputs alone
        return _named(_differing(_parsed(before), _parsed(now)), "changed") if before else "inputs changed"
    altered = [name for name, value in _parsed(rest).items() if digester.file(digester.root / name) != value]
    return _named(altered, "altered or deleted by hand")


def _differing(before: dict[str, str], now: dict[str, str]) -> list[str]:
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _named(names: list[str], what: str) -> str:
    if not names:
        return ""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(names[:3])}{more} {what}"


def prune(root: Path, stages: list[plan.Stage]) -> None:
    """Remove what runs left that are no longer in the plan, and unfinished work."""
    names = {stage.name for stage in stages}
    for folder in ("inputs", "outputs"):
        for path in (root / "build" / folder).glob("run-*.sha256"):
            if path.name.removesuffix(".sha256") not in names:
                path.unlink()
    kept = {path for stage in stages for pattern in stage.outputs for path in root.glob(pattern)}
    for path in (root / "build" / "failed").glob("*"):
        if f"run-{path.stem}" not in names:
            path.unlink()
    for path in (root / "build" / "runs").glob("*"):
        if path not in kept and path.is_file():
            path.unlink()
    shutil.rmtree(root / "build" / "tmp", ignore_errors=True)


def sweep(root: Path) -> None:
    """Remove what a killed build left half-written; nobody else builds here now."""
    build = root / "build"
    left = [path for folder in (build, build / "inputs", build / "outputs") for path in folder.glob(".*")]
    # a lock that matplotlib left on the list of fonts would be waited for, and complained of in the notebooks
    left += (build / "matplotlib").glob("*.matplotlib-lock")
    for path in left:
        path.unlink(missing_ok=True)


def main(root: Path, target: str) -> int:
    """Digest the inputs of a target's stages and remove the records of those that are out of date.

    Returns
    -------
    int
        The exit code: 10 where a stage is out of date, else 0.
    """
    stages = plan.stages(root, target)
    sweep(root)
    if target in {"notebooks", "report"}:
        prune(root, stages)
    write(root / "build" / "times.jsonl", "")
    digester = Digester(root)
    fresh = [_is_fresh(digester, stage) for stage in stages]
    digester.sources.keep()
    if not all(fresh):
        return OUT_OF_DATE
    summary.main(root, target)
    return 0


def _is_fresh(digester: Digester, stage: plan.Stage) -> bool:
    kept = digester.root / stage.record
    why = reason(digester, stage, refresh(digester, stage))
    if not why:
        # newer than its inputs, whatever a copy of the folder or `make clean` has done to the time stamps
        os.utime(kept)
        return True
    kept.unlink(missing_ok=True)
    if why != NOT_BUILT:
        print(f"{stage.name}: {why}", flush=True)
    return False


def preview(root: Path, target: str) -> None:
    """Print what building a target would run, and write nothing.

    What a stage would write is not known before it has run, so that the runs that may follow the stage ``data`` are
    named as such.
    """
    digester = Digester(root)
    found = plan.stages(root, target)
    why = {stage.name: reason(digester, stage, digester.inputs(stage)) for stage in found}
    runs = [stage.name for stage in found if stage.notebook]
    if why.get("env"):
        why["install"] = why["install"] or "after env"
    if target == "report":
        first = next((name for name in ("data", *runs) if why[name]), "")
        why["report"] = why["report"] or (first and f"after {first}")
    for name in (name for name, said in why.items() if said):
        print(f"would run {name}: {why[name]}")
    waiting = [name for name in runs if not why[name]]
    if why.get("data") and waiting:
        print(f"may run, where data changes a table they load: {', '.join(waiting)}")
    if not any(why.values()):
        print("nothing to do")


def _command(arguments: list[str]) -> int:
    if arguments[:1] != ["--list"]:
        return main(Path.cwd(), arguments[0])
    preview(Path.cwd(), arguments[1])
    return 0


if __name__ == "__main__":
    try:
        sys.exit(_command(sys.argv[1:]))
    except plan.PlanError as error:
        sys.exit(str(error))
    except closure.MissingModuleError as error:
        sys.exit(f"tools/stages.toml names the module {error}, which is not under src")
