"""What a run rests on: digests of its inputs, versions, parameters; written beside each executed notebook."""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, RunError
from eduplans.runs.notebook import source_digest
from eduplans.runs.tables import external_files, table_files, tables_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PACKAGE = Path(__file__).resolve().parent.parent
#: Packages whose version can change what a notebook shows.
_PACKAGES = ("eduplans", "matplotlib", "numpy", "pandas", "papermill", "scipy", "statsmodels", "tabulate", "zhplot")


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What was run, on what, with what, and what came out.

    Parameters
    ----------
    notebook
        File name of the notebook.
    parameters
        The values given, checked.
    out
        File name of the executed notebook.
    output
        SHA-256 of the executed notebook.
    inputs
        SHA-256 by path: the notebook's cells, the tables that it loads, the modules and codebook files that its
        imports reach.
    versions
        Of Python and of the packages that can change what is shown.
    seconds
        How long the run took; the only entry that differs between two equal runs.
    """

    notebook: str
    parameters: Mapping[str, Any]
    out: str
    output: str
    inputs: Mapping[str, str]
    versions: Mapping[str, str]
    seconds: float

    def to_json(self) -> str:
        """Write the record as JSON, sorted."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def record_path(out: Path) -> Path:
    """Say where the record of an executed notebook stands: beside it, ending in ``.json``.

    Examples
    --------
    >>> record_path(Path("build/runs/corpus.ipynb")).as_posix()
    'build/runs/corpus.json'
    """
    return out.with_suffix(".json")


def read_record(out: Path) -> RunRecord:
    """Read the record beside an executed notebook.

    Raises
    ------
    RunError
        There is none, or it cannot be read.
    """
    path = record_path(out)
    try:
        return RunRecord(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise RunError(Problem("no record of this run", where=str(path), remedy="run the notebook again")) from None
    except (ValueError, TypeError) as error:
        raise RunError(Problem("not a record of a run", where=str(path), remedy="run the notebook again")) from error


def is_fresh(notebook: Path, parameters: Mapping[str, Any], out: Path, data: Path | None) -> bool:
    """Say whether an executed notebook is what running it again would give.

    Parameters
    ----------
    notebook, parameters, out, data
        As for `run_notebook`.

    Returns
    -------
    bool
        False where the executed notebook or its record is missing or was changed, or where an input, a
        parameter or a version differs.
    """
    try:
        record = read_record(out)
    except RunError:
        return False
    return (
        out.is_file()
        and record.output == file_digest(out)
        and dict(record.parameters) == dict(parameters)
        and dict(record.inputs) == input_digests(notebook, data)
        and dict(record.versions) == versions()
    )


def input_digests(notebook: Path, data: Path | None) -> dict[str, str]:
    """Digest what a run of a notebook depends on.

    Parameters
    ----------
    notebook
        The notebook; its sources count, not its outputs.
    data
        The data folder, or None where the notebook needs none.

    Returns
    -------
    dict
        SHA-256 by path, sorted: ``notebooks/x.ipynb``, ``data/processed/x.csv``, ``eduplans/x.py``; of the tables
        those that the notebook reads, see `eduplans.runs.tables`.
    """
    found = {f"notebooks/{notebook.name}": source_digest(notebook)}
    cells = _code_cells(notebook)
    modules = module_files(_imports_of_cells(cells))
    if data is not None:
        for table in table_files(data, tables_read(cells, (file for file in modules if file.suffix == ".py"))):
            found[f"data/{table.parent.name}/{table.name}"] = file_digest(table)
        for table in external_files(data, cells):
            found[f"data/external/{table.name}"] = file_digest(table)
    for file in modules:
        found[f"{PACKAGE.name}/{file.relative_to(PACKAGE).as_posix()}"] = file_digest(file)
    return dict(sorted(found.items()))


def module_files(imports: Iterable[str]) -> list[Path]:
    """List the files of this package that imports reach, directly or through each other.

    Parameters
    ----------
    imports
        Dotted names, such as ``eduplans.trends``; names of other packages are passed over.

    Returns
    -------
    list of pathlib.Path
        Modules and, where the codebook is among them, its data files; sorted.
    """
    waiting, seen = list(imports), set[Path]()
    while waiting:
        for file in _files_of(waiting.pop()):
            if file not in seen:
                seen.add(file)
                waiting += _imports(file.read_text(encoding="utf-8"), _dotted(file))
    if any(file.parent.name == "codebook" for file in seen):
        seen |= set((PACKAGE / "codebook").glob("*.csv"))
    return sorted(seen)


def versions() -> dict[str, str]:
    """Versions of Python (without its patch) and of the packages that can change what a notebook shows."""
    found = {"python": ".".join(platform.python_version_tuple()[:2])}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return dict(sorted(found.items()))


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _files_of(name: str) -> list[Path]:
    """List the files that importing a dotted name runs: the package, its parts on the way, the module itself."""
    parts = name.split(".")
    if parts[0] != PACKAGE.name:
        return []
    files, folder = [PACKAGE / "__init__.py"], PACKAGE
    for part in parts[1:]:
        if (folder / f"{part}.py").is_file():
            files.append(folder / f"{part}.py")
            break
        folder = folder / part
        if not (folder / "__init__.py").is_file():
            break
        files.append(folder / "__init__.py")
    return files


def _dotted(file: Path) -> str:
    parts = [PACKAGE.name, *file.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts)


def _imports(source: str, module: str) -> list[str]:
    """Dotted names that a source imports when it runs, also inside functions; relative ones made absolute."""
    names: list[str] = []
    for node in _running(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return names


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree without what only the type checker reads."""
    yield node
    only_types = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    for child in node.orelse if only_types else ast.iter_child_nodes(node):  # type: ignore[attr-defined]
        yield from _running(child)


def _code_cells(notebook: Path) -> list[str]:
    content = json.loads(notebook.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == "code"]


def _imports_of_cells(cells: Iterable[str]) -> list[str]:
    names: list[str] = []
    for cell in cells:
        # Lines with IPython's own signs are not Python; an import stands on none of them.
        source = "\n".join("" if line.lstrip().startswith(("%", "!", "?")) else line for line in cell.splitlines())
        try:
            names += _imports(source, PACKAGE.name)
        except SyntaxError:
            continue
    return names
