"""The page of the Python API, written from docstrings, which are read from the source and not by importing it."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.display import code

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).resolve().parent.parent
_SECTION = re.compile(r"^(\w[\w ]*)\n-{3,}\n", re.MULTILINE)
_OUTSIDE_CODE = re.compile(r"(`+[^`]+`+)|([<*_~\[\]$])")
_Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Named:
    """A public name and where it is defined.

    Parameters
    ----------
    name
        As it is written: ``eduplans.trends.deflate``.
    node
        Its function or class; None for a room or a constant.
    doc
        Its docstring; empty where it has none.
    """

    name: str
    node: _Definition | None
    doc: str


def python_page() -> str:
    """Write the reference of the Python API: `eduplans` and its rooms, each name of their ``__all__``.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> page = python_page()
    >>> "### eduplans.read" in page, "### eduplans.trends.deflate" in page
    (True, True)
    """
    own, rooms = public_names()
    parts = ["## eduplans", *_docstring(_doc(_PACKAGE / "__init__.py"))]
    for one in own:
        parts += _entry(one)
    for room, names in rooms.items():
        parts += [f"## {room.name}", *_docstring(room.doc)]
        for one in names:
            parts += _entry(one)
    return "\n\n".join(parts) + "\n"


def public_names() -> tuple[list[Named], dict[Named, list[Named]]]:
    """Find what is public: functions and classes of `eduplans`, and its rooms with theirs.

    Returns
    -------
    tuple
        Names of the package itself, and the names of each room.
    """
    own: list[Named] = []
    rooms: dict[Named, list[Named]] = {}
    for name in _all(_PACKAGE / "__init__.py"):
        room = _PACKAGE / name / "__init__.py"
        if name.startswith("__"):
            continue
        # `eduplans.figures` and `eduplans.open` are functions; the first has the name of a room
        found = _find(_PACKAGE / "__init__.py", name)
        if found is not None:
            own.append(Named(f"eduplans.{name}", found, ast.get_docstring(found) or ""))
        elif room.is_file():
            rooms[Named(f"eduplans.{name}", None, _doc(room))] = [
                one for each in _all(room) if (one := _named(room, f"eduplans.{name}.{each}", each)) is not None
            ]
    return own, rooms


def _named(path: Path, full: str, name: str) -> Named | None:
    found = _find(path, name)
    return None if found is None else Named(full, found, ast.get_docstring(found) or "")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _doc(path: Path) -> str:
    return ast.get_docstring(_tree(path)) or ""


def _all(path: Path) -> list[str]:
    for node in _tree(path).body:
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "__all__" for to in node.targets):
            return [str(name) for name in ast.literal_eval(node.value)]
    return []


def _find(path: Path, name: str) -> _Definition | None:
    """Follow a name through the imports of a module to where it is defined."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            return node
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("eduplans"):
            source = _file(node.module)
            for alias in node.names:
                if (alias.asname or alias.name) == name and source is not None and source != path:
                    return _find(source, alias.name)
    return None


def _file(module: str) -> Path | None:
    path = _PACKAGE.joinpath(*module.split(".")[1:])
    return next((one for one in (path.with_suffix(".py"), path / "__init__.py") if one.is_file()), None)


def _entry(one: Named) -> Iterator[str]:
    yield f"### {one.name}"
    yield f"```python\n{_signature(one)}\n```"
    yield from _docstring(one.doc)


def _signature(one: Named) -> str:
    if isinstance(one.node, ast.FunctionDef):
        returns = f" -> {ast.unparse(one.node.returns)}" if one.node.returns else ""
        return f"{one.name}({ast.unparse(one.node.args)}){returns}"
    return f"class {one.name}"


def _docstring(doc: str) -> Iterator[str]:
    """Write a numpydoc docstring as Markdown."""
    pieces = _SECTION.split(inspect.cleandoc(doc))
    yield from _prose(pieces[0])
    for title, body in zip(pieces[1::2], pieces[2::2], strict=True):
        yield f"**{title}**"
        if title in {"Examples", "Example"}:
            yield f"```pycon\n{body.strip()}\n```"
        elif title in {"Notes", "References", "See Also"}:
            yield from _prose(body)
        else:
            yield "\n\n".join(_definitions(body))


def _prose(text: str) -> Iterator[str]:
    """Write paragraphs; those that are examples stay as they are."""
    for block in re.split(r"\n\s*\n", text.strip()):
        if block.startswith(">>>"):
            yield f"```pycon\n{block}\n```"
        elif block.strip():
            yield "\n".join(_safe(line) for line in inspect.cleandoc(block).splitlines())


def _definitions(body: str) -> Iterator[str]:
    """Write the entries of a section: a name at the margin, what it is indented below it."""
    entries: list[tuple[str, list[str]]] = []
    for line in body.strip().splitlines():
        if line.strip() and not line.startswith(" "):
            entries.append((line.strip(), []))
        elif entries and line.strip():
            entries[-1][1].append(line.strip())
    for name, said in entries:
        yield f"{code(name)}\n: {_safe(' '.join(said)) or '(no more to say)'}" if said else f"- {code(name)}"


def _safe(text: str) -> str:
    """Keep what is no code from being taken for markup."""
    text = text.replace("``", "`")
    return _OUTSIDE_CODE.sub(lambda found: found[1] or f"\\{found[2]}", text)
