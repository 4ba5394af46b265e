"""Every text that the source hands to a reader as a message: problems with their remedies, and what commands say.

Found by reading the syntax, not by running: a text with a computed part has ``{}`` there. A name is followed to what is
assigned to it in its module, a function of the module to what it returns; what comes from elsewhere has no template.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).resolve().parent.parent / "src" / "eduplans"
#: Functions whose first argument is a message, beside ``Problem``.
SAYING = frozenset({"say", "tell", "message", "in_words"})
#: Functions of `eduplans.doctor` and `eduplans.understanding` and those that show work; which arguments are messages.
FINDINGS = {
    "ok": (1,), "warn": (1, 2), "bad": (1, 2), "Doubt": (0, 2), "through": (1,), "shown_steps": (0,), "at_work": (0,),
}  # fmt: skip
#: Built-in errors whose texts become part of a problem.
WRAPPED = frozenset({"ValueError", "TypeError", "ImportError", "ModuleNotFoundError"})
#: Notebooks are in English: what they say is prose of the report, not a message.
PROSE = ("chapters/", "display.py", "generate/compose.py")
PARTS = ("what", "rule", "remedy")
#: Deeper than any chain of names in the source.
_DEEP = 4
_LETTERS = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Text:
    """One message: where it stands, which part of a problem it is (or ``say``), its template or None."""

    file: str
    line: int
    part: str
    template: str | None
    code: str


class _Module:
    """A module's assignments and functions by name."""

    def __init__(self, tree: ast.Module) -> None:
        self.values: dict[str, list[ast.expr]] = {}
        self.functions: dict[str, list[ast.expr]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._assign(target, node.value)
            elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and node.value is not None:
                self._assign(node.target, node.value)
            elif isinstance(node, ast.FunctionDef):
                found = [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value]
                self.functions.setdefault(node.name, []).extend(found)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.values.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Tuple):
            for at, name in enumerate(target.elts):
                for one in _branches(value):
                    if isinstance(one, ast.Tuple) and isinstance(name, ast.Name):
                        self.values.setdefault(name.id, []).append(one.elts[at])

    def templates(self, node: ast.expr, deep: int = 0) -> list[str]:
        """What an expression can be as a text, with ``{}`` for computed parts; empty where nothing is known."""
        if deep > _DEEP:
            return []
        if isinstance(node, ast.Constant):
            return [node.value] if isinstance(node.value, str) else []
        if isinstance(node, ast.JoinedStr):
            parts = [
                [str(part.value)] if isinstance(part, ast.Constant) else self._hole(part, deep) for part in node.values
            ]
            return ["".join(chosen) for chosen in product(*parts)]
        if isinstance(node, ast.BinOp):
            both = [self.templates(side, deep + 1) or ["{}"] for side in (node.left, node.right)]
            found = ["".join(chosen) for chosen in product(*both)] if isinstance(node.op, ast.Add) else both[0]
            return [one for one in found if one != "{}{}"]
        if isinstance(node, ast.Name):
            return [text for one in self.values.get(node.id, ()) for text in self.templates(one, deep + 1)]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return [text for one in self.functions.get(node.func.id, ()) for text in self.templates(one, deep + 1)]
        if isinstance(node, ast.Subscript):
            return self.templates(node.value, deep + 1)
        if isinstance(node, ast.Dict):
            return [text for one in node.values for text in self.templates(one, deep + 1)]
        return [text for one in _branches(node) if one is not node for text in self.templates(one, deep + 1)]

    def _hole(self, part: ast.expr, deep: int) -> list[str]:
        """A computed part: its alternatives where it chooses between texts, else a hole."""
        value = part.value if isinstance(part, ast.FormattedValue) else part
        named = self.values.get(value.id, ()) if isinstance(value, ast.Name) else (value,)
        choice = bool(named) and all(isinstance(one, ast.IfExp) for one in named)
        return (self.templates(value, deep + 1) or ["{}"]) if choice else ["{}"]


def _branches(node: ast.expr) -> list[ast.expr]:
    """The alternatives of an expression, itself where it has none."""
    if isinstance(node, ast.IfExp):
        return [*_branches(node.body), *_branches(node.orelse)]
    if isinstance(node, ast.BoolOp):
        return [one for value in node.values for one in _branches(value)]
    return [node]


def texts() -> Iterator[Text]:
    """All messages of the source, in the order of files and lines."""
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE).as_posix()
        if not name.startswith(PROSE):
            yield from texts_of(file.read_text(encoding="utf-8"), name)


def texts_of(source: str, name: str) -> Iterator[Text]:
    """All messages of one module."""
    tree = ast.parse(source)
    module = _Module(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        for part, node in _messages(call):
            found = module.templates(node)
            code = ast.unparse(node)
            for template in found or [None]:
                for line in template.split("\n") if template is not None else [None]:
                    if line is None or _LETTERS.search(line):
                        yield Text(name, node.lineno, part, line and line.strip(), code)


def _messages(call: ast.Call) -> list[tuple[str, ast.expr]]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name == "Problem":
        first = [("what", call.args[0])] if call.args else []
        return first + [(word.arg, word.value) for word in call.keywords if word.arg in PARTS]
    if name in SAYING and call.args:
        return [("say", call.args[0])]
    if name in FINDINGS:
        return [("say", call.args[at]) for at in FINDINGS[name] if at < len(call.args)]
    if (hasattr(errors, name) or name in WRAPPED) and name.endswith("Error") and call.args:
        return [("what", call.args[0])] if isinstance(call.args[0], ast.JoinedStr | ast.Constant) else []
    return []
