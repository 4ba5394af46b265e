"""Which files of the package a stage uses: the closure of its imports, read from the source without running it.

Imports inside functions count, because heavy modules are imported there on purpose. Imports for type checking do
not count. A package that is only passed through on the way to a submodule counts with its imports at module level.

Data files inside the package (the CSV files of the codebook, templates, fonts) count for a stage when a module of
its closure names them as a string. A file that no module names, and every file of a package whose ``names()`` is
called, counts for each stage that uses the package.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class MissingModuleError(LookupError):
    """An entry module that is not in the source folder."""


@dataclass(frozen=True, slots=True)
class Uses:
    """What one piece of source uses."""

    eager: frozenset[str] = frozenset()
    """Dotted names imported when the module is imported."""
    lazy: frozenset[str] = frozenset()
    """Dotted names imported inside functions."""
    strings: frozenset[str] = frozenset()
    """All string constants."""
    attributes: frozenset[str] = frozenset()
    """Names looked up on other names, such as ``codebook.read``."""


@dataclass
class Sources:
    """The source folder, parsed at most once a module.

    Parameters
    ----------
    folder
        The folder that holds the top-level packages, such as ``src``.
    """

    folder: Path
    _uses: dict[str, Uses] = field(default_factory=dict)

    def path(self, module: str) -> Path | None:
        """File of a module, or None where the name is not a module of the folder."""
        base = self.folder.joinpath(*module.split("."))
        for candidate in (base / "__init__.py", base.with_suffix(".py")):
            if candidate.is_file():
                return candidate
        return None

    def uses(self, module: str) -> Uses:
        """Read what a module of the folder uses, once."""
        if module not in self._uses:
            path = self.path(module)
            if path is None:
                raise MissingModuleError(module)
            package = module if path.name == "__init__.py" else module.rpartition(".")[0]
            self._uses[module] = read_uses(path.read_text(encoding="utf-8"), package)
        return self._uses[module]

    def all_modules(self) -> list[str]:
        """Every module of the folder."""
        files = sorted(self.folder.rglob("*.py"))
        parts = (path.relative_to(self.folder).with_suffix("").parts for path in files)
        return [".".join(part[:-1] if part[-1] == "__init__" else part) for part in parts]


def read_uses(source: str, package: str = "") -> Uses:
    r"""Read the imports and strings of a piece of source.

    Parameters
    ----------
    source
        Python source.
    package
        The package it stands in, to resolve relative imports.

    Examples
    --------
    >>> uses = read_uses("import a.b\ndef f():\n    from . import c", "p")
    >>> sorted(uses.eager), sorted(uses.lazy)
    (['a.b'], ['p', 'p.c'])
    """
    eager: set[str] = set()
    lazy: set[str] = set()
    strings: set[str] = set()
    attributes: set[str] = set()
    for node, inside in _walk(ast.parse(source), inside=False):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            (lazy if inside else eager).update(_imported(node, package))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            strings.add(node.value)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            attributes.add(f"{node.value.id}.{node.attr}")
    return Uses(frozenset(eager), frozenset(lazy), frozenset(strings), frozenset(attributes))


def _walk(node: ast.AST, *, inside: bool) -> Iterator[tuple[ast.AST, bool]]:
    yield node, inside
    if isinstance(node, ast.If) and _is_type_checking(node.test):
        children: Iterable[ast.AST] = node.orelse
    else:
        children = ast.iter_child_nodes(node)
    inside = inside or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    for child in children:
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
    entries = set(entries)
    for entry in sorted(entries | shallow):
        if sources.path(entry) is None:
            raise MissingModuleError(entry)
    depth: dict[str, bool] = {}  # module -> are its lazy imports followed
    waiting = [(name, True) for name in entries] + [(name, False) for name in shallow]
    while waiting:
        name, deep = waiting.pop()
        deep = deep and name not in shallow
        if sources.path(name) is None or depth.get(name, False) or (name in depth and not deep):
            continue
        depth[name] = deep
        uses = sources.uses(name)
        waiting += [(used, True) for used in uses.eager | (uses.lazy if deep else frozenset())]
        parent = name.rpartition(".")[0]
        if parent:
            waiting.append((parent, False))
    return set(depth)


def notebook_modules(sources: Sources, cells: Iterable[str]) -> set[str]:
    """Modules that the code cells of a notebook start from; all of them where a cell is not plain Python."""
    plain = "\n".join(
        "" if line.lstrip().startswith(("%", "!")) else line for cell in cells for line in cell.split("\n")
    )
    try:
        uses = read_uses(plain)
    except SyntaxError:
        return set(sources.all_modules())
    return {name for name in uses.eager | uses.lazy if sources.path(name) is not None}


def data_files(sources: Sources, modules: set[str]) -> set[Path]:
    """Find the data files inside the package that the modules of a closure use."""
    named_here = _strings(sources, modules)
    named_anywhere = _strings(sources, set(sources.all_modules()))
    found: set[Path] = set()
    for package in sorted(modules):
        path = sources.path(package)
        if path is None or path.name != "__init__.py":
            continue
        takes_all = any(_asks_for_all(sources.uses(user), package) for user in modules)
        for file in _files_of_package(path.parent):
            names = {file.stem, file.name}
            if takes_all or names & named_here or not names & named_anywhere:
                found.add(file)
    return found


def _asks_for_all(uses: Uses, package: str) -> bool:
    return f"{package}.names" in uses.eager | uses.lazy or f"{package.rpartition('.')[2]}.names" in uses.attributes


def _strings(sources: Sources, modules: set[str]) -> set[str]:
    return {text for module in modules for text in sources.uses(module).strings}


def _files_of_package(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name != "__pycache__" and not (path / "__init__.py").exists():
                yield from _files_of_package(path)
        elif path.suffix not in {".py", ".pyc"}:
            yield path
