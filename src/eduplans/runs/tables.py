"""Which tables a notebook reads, told from its code without running it.

A run depends on the tables that its notebook loads and not on others. Where the code does not say which these are,
it depends on all. Only the standard library is imported: the build reads this before any package is installed.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.runs.plan import own_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGE = Path(__file__).resolve().parent.parent.name

# A line of the parameters cell whose values are those of a column: # id of the document [documents.doc]
_RULE = re.compile(r"^\w+\b.*#.*\[([a-z_]+)\.[a-z_]+\]\s*$", re.MULTILINE)
_OTHER_WAYS = {"LOADABLE", "data_folder", "read_csv", "read_raw", "read_table"}
_HIDDEN_WAYS = {"eval", "exec", "getattr", "import_module", "open", "read_bytes", "read_text"}
#: Ways of a path only; the bare name is a function of another kind, such as `eduplans.api.read_text`.
_OF_PATHS = {"read_bytes", "read_text"}
_HARMLESS = ("%matplotlib", "%config")


def tables_read(cells: Iterable[str], modules: Iterable[Path]) -> frozenset[str] | None:
    r"""Name the tables that a notebook reads.

    Parameters
    ----------
    cells
        Its code cells.
    modules
        The files of this package that its imports reach.

    Returns
    -------
    frozenset of str or None
        Names in ``load("...")`` and in rules of parameters, such as ``[documents.doc]``. None, which is all tables,
        where a name is not written out, a table is read in another way, or a module reads tables itself.

    Examples
    --------
    >>> cells = ['document: str = "a"  # which [documents.doc]', 'import eduplans\nf = eduplans.load("figures")']
    >>> sorted(tables_read(cells, []))
    ['documents', 'figures']
    >>> tables_read(["name = 'figures'\nload(name)"], []) is None
    True
    """
    found: set[str] = set()
    for cell in cells:
        names = _names_in_cell(cell)
        if names is None:
            return None
        found |= names
    if any(_reads_tables(path.read_text(encoding="utf-8")) for path in modules if not _gives_tables(path)):
        return None
    return frozenset(found)


def table_files(data: Path, names: frozenset[str] | None) -> list[Path]:
    """List the files behind names of tables.

    Parameters
    ----------
    data
        The data folder.
    names
        What `tables_read` gives.

    Returns
    -------
    list of pathlib.Path
        The processed table, or the raw one where there is no processed form, as `eduplans.load` has it; what does
        not exist is left out.
    """
    found = {path.stem: path for stage in ("raw", "processed") for path in (data / stage).glob("*.csv")}
    return sorted(path for name, path in found.items() if names is None or name in names)


def external_files(data: Path, cells: Iterable[str]) -> list[Path]:
    """List the tables of the user that a notebook reads: all of ``data/external`` where a cell names this folder.

    Parameters
    ----------
    data
        The data folder.
    cells
        The code cells of the notebook.

    Returns
    -------
    list of pathlib.Path

    Examples
    --------
    >>> external_files(Path("data"), ['start: int = 2000  # first year'])
    []
    """
    return own_files(data / "external") if any('"data/external"' in cell for cell in cells) else []


def _names_in_cell(cell: str) -> set[str] | None:
    lines = cell.splitlines()
    magic = [line.lstrip() for line in lines if line.lstrip().startswith(("%", "!", "?"))]
    if any(not line.startswith(_HARMLESS) for line in magic):
        return None
    try:
        tree = ast.parse("\n".join("" if line.lstrip().startswith("%") else line for line in lines))
    except SyntaxError:
        return None
    names = set(_RULE.findall(cell))
    plain: set[ast.AST] = set()  # `load` where it is called with a name written out
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == "load":
            match node.args[:1]:
                case [ast.Constant(value=str(name))]:
                    names.add(name)
                    plain.add(node.func)
    for node in ast.walk(tree):
        if node not in plain and any(word in {"load", "*"} | _OTHER_WAYS | _HIDDEN_WAYS for word in _words(node)):
            return None
    return names


@cache
def _reads_tables(source: str) -> bool:
    ways = {"load"} | _OTHER_WAYS
    if not re.search(rf"\b(?:{'|'.join(sorted(ways))})\b", source):
        return False
    return any(word in ways for node in ast.walk(ast.parse(source)) for word in _words(node, imports=True))


def _gives_tables(path: Path) -> bool:
    """Tell whether a module is part of `eduplans.load` itself."""
    return path.parent.name == "tables" or (path.name == "__init__.py" and path.parent.name == PACKAGE)


def _words(node: ast.AST, *, imports: bool = False) -> Iterator[str]:
    """Names that a node uses; of imports those given a new name, and all where told."""
    if isinstance(node, ast.Name):
        yield from {node.id} - _OF_PATHS
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.ImportFrom):
        yield from (alias.name for alias in node.names if imports or alias.asname or alias.name == "*")


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
