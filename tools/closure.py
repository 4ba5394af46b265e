"""Which files of the package a stage uses: the closure of its imports, read from the source without running it.

Imports inside functions count, because heavy modules are imported there on purpose; imports for type checking do
not. With a package come its data files, such as the CSV files of the codebook.
"""

from __future__ import annotations

import ast
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What is remembered holds for this reader of imports only.
_READER = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


class MissingModuleError(LookupError):
    """An entry module that is not in the source folder."""


@dataclass(frozen=True, slots=True)
class Imports:
    """What one piece of source imports.

    Parameters
    ----------
    eager
        Dotted names imported when the module is imported.
    lazy
        Dotted names imported inside functions.
    """

    eager: frozenset[str]
    lazy: frozenset[str]


@dataclass
class Sources:
    """The source folder, parsed at most once a module.

    Parameters
    ----------
    folder
        The folder that holds the top-level packages, such as ``src``.
    kept
        File that remembers what each module imports as long as its source has the same digest: to parse hundreds of
        modules takes most of the time of a build that has nothing to do.
    """

    folder: Path
    kept: Path | None = None
    _imports: dict[str, Imports] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = _remembered(self.kept)
        self._new = False
        self._paths: dict[str, Path] = {}
        for path in sorted(self.folder.rglob("*.py")):
            parts = path.relative_to(self.folder).with_suffix("").parts
            self._paths[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path

    def path(self, module: str) -> Path | None:
        """File of a module, or None where the name is not a module of the folder."""
        return self._paths.get(module)

    def imports(self, module: str) -> Imports:
        """Read what a module of the folder imports, once."""
        if module not in self._imports:
            path = self.path(module)
            if path is None:
                raise MissingModuleError(module)
            package = module if path.name == "__init__.py" else module.rpartition(".")[0]
            self._imports[module] = self._read(module, path.read_text(encoding="utf-8"), package)
        return self._imports[module]

    def _read(self, module: str, source: str, package: str) -> Imports:
        digest = hashlib.sha256("\0".join((_READER, package, source)).encode()).hexdigest()
        known = self._known.get(module, {})
        if known.get("digest") != digest:
            found = read_imports(source, package)
            known = {"digest": digest, "eager": sorted(found.eager), "lazy": sorted(found.lazy)}
            self._known[module], self._new = known, True
        return Imports(frozenset(known["eager"]), frozenset(known["lazy"]))

    def keep(self) -> None:
        """Write what is remembered, where there is something new."""
        if self.kept is not None and self._new:
            beside = self.kept.with_suffix(".part")
            self.kept.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(self._known), encoding="utf-8")
            beside.replace(self.kept)

    def all_modules(self) -> list[str]:
        """Every module of the folder."""
        return list(self._paths)


def _remembered(kept: Path | None) -> dict[str, dict[str, Any]]:
    """Read what was remembered; nothing where it is not there or was damaged."""
    try:
        found = json.loads(kept.read_text(encoding="utf-8")) if kept else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def read_imports(source: str, package: str = "") -> Imports:
    r"""Read the imports of a piece of source.

    Parameters
    ----------
    source
        Python source.
    package
        The package it stands in, to resolve relative imports.

    Examples
    --------
    >>> found = read_imports("import a.b\ndef f():\n    from . import c", "p")
    >>> sorted(found.eager), sorted(found.lazy)
    (['a.b'], ['p', 'p.c'])
    """
    eager: set[str] = set()
    lazy: set[str] = set()
    for node, inside in _walk(ast.parse(source), inside=False):
        (lazy if inside else eager).update(_imported(node, package))
    return Imports(frozenset(eager), frozenset(lazy))


def _walk(node: ast.AST, *, inside: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    children: Iterable[ast.AST] = ast.iter_child_nodes(node)
    if isinstance(node, ast.If) and _is_type_checking(node.test):
        children = node.orelse
    inside = inside or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    for child in children:
        if isinstance(child, (ast.Import, ast.ImportFrom)):
            yield child, inside
        elif not isinstance(child, ast.expr):  # an expression holds no import
            yield from _walk(child, inside=inside)


def _is_type_checking(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


def _imported(node: ast.Import | ast.ImportFrom, package: str) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    base = node.module or ""
    if node.level:
        above = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join([*above, base] if base else above)
    # the imported name may be a submodule or a thing inside the module: both are tried
    return {base, *(f"{base}.{alias.name}" for alias in node.names)}


def closure(sources: Sources, entries: Iterable[str], shallow: Iterable[str] = ()) -> set[str]:
    """All modules of the folder that the entries use.

    Parameters
    ----------
    sources
        The source folder.
    entries
        Modules (dotted) a stage starts from.
    shallow
        Modules followed at module level only, such as the command line, which imports every stage in functions.

    Raises
    ------
    MissingModuleError
        If an entry is not there: a renamed module must not silently stop being watched.
    """
    shallow = set(shallow)
    waiting = [*entries, *shallow]
    for entry in waiting:
        if sources.path(entry) is None:
            raise MissingModuleError(entry)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if not name or name in found or sources.path(name) is None:
            continue
        found.add(name)
        imports = sources.imports(name)
        waiting += imports.eager if name in shallow else imports.eager | imports.lazy
        waiting.append(name.rpartition(".")[0])  # importing a module imports the packages above it
    return found


def notebook_modules(sources: Sources, cells: Iterable[str]) -> set[str]:
    """Modules that the code cells of a notebook start from; all of them where a cell is not plain Python."""
    lines = (line for cell in cells for line in cell.split("\n"))
    plain = "\n".join("" if line.lstrip().startswith(("%", "!", "?")) else line for line in lines)
    try:
        imports = read_imports(plain)
    except SyntaxError:
        return set(sources.all_modules())
    return {name for name in imports.eager | imports.lazy if sources.path(name) is not None}


def files(sources: Sources, modules: Iterable[str]) -> set[Path]:
    """Find the files of modules, and the data files of the packages among them."""
    found: set[Path] = set()
    for module in modules:
        path = sources.path(module)
        if path is not None:
            found.add(path)
            if path.name == "__init__.py":
                found.update(_data_files(path.parent))
    return found


def _data_files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            if path.name != "__pycache__" and not (path / "__init__.py").exists():
                yield from _data_files(path)
        elif path.suffix not in {".py", ".pyc"}:
            yield path
