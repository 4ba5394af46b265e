"""Runs the blocks of a page of the guide in a copy of the project, in page order.

A line that begins with ``$`` in a block ``console`` is a command, a block ``python`` shares its names with the others
of its page, and a block ``text`` directly behind either is what it prints. ``python tests/docs/guide_pages.py`` writes
these outputs anew; look at the difference before you commit it.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.testing import CliRunner

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"#.*\bexit code (\d+)")
#: What of the shell a page may use besides eduplans and make.
SHELL = {"cp", "ls", "mkdir", "printf", "git", "head"}
#: Made by whoever reads the page: there is no address and no .venv in the copy.
BY_READER = ("git clone ADDRESS eduplans", "cd eduplans", ". .venv/bin/activate")
#: Parts of the project that no page changes; data and notebooks are copied.
LINKED = ("Makefile", "pyproject.toml", "requirements.lock", "src", "tools", "docs", "tests", "benchmarks")
LINKED += ("CITATION.cff", "README.md", "environment.yml")
#: Pages that change the package itself: it is copied, and every command is a process of its own.
OWN_PACKAGE = {"add-an-indicator"}


class BlockError(AssertionError):
    """A command or snippet does not do what its page says."""


@dataclass(frozen=True)
class Block:
    """A block of a page with the output that follows it; None where none is given."""

    kind: str
    source: str
    output: str | None
    span: tuple[int, int]


def pages() -> list[Path]:
    return sorted(GUIDE.rglob("*.md"))


def blocks(text: str) -> list[Block]:
    return [Block(found[1], found[2], found[3], found.span()) for found in _BLOCK.finditer(text)]


def commands(source: str) -> list[str]:
    """Take the commands of a console block; one that ends with a backslash goes on in the next line."""
    joined = source.replace("\\\n", " ")
    return [line.removeprefix("$ ").strip() for line in joined.splitlines() if line.startswith("$ ")]


def put_project(folder: Path, *, own_package: bool = False) -> Path:
    """Write a copy of the project that a page may change, under git as a clone is."""
    folder.mkdir()
    for name in LINKED:
        if name == "src" and own_package:
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        elif (ROOT / name).exists():
            (folder / name).symlink_to(ROOT / name)
    put_data(folder / "data")
    (folder / "notebooks").mkdir()
    for path in [*(ROOT / "notebooks").glob("*.ipynb"), ROOT / "notebooks" / "runs.toml"]:
        shutil.copy(path, folder / "notebooks")
    git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for rest in (["init", "-q"], ["add", "data"], ["commit", "-q", "-m", "as cloned"]):
        subprocess.run([*git, *rest], check=True, capture_output=True)
    return folder


def put_data(folder: Path) -> None:
    """Copy the tables, without what others have dropped in."""
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("documents", "external"))
    for name in ("documents", "external"):
        (folder / name).mkdir()


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in the copy, with nothing of the reader's own that changes what is printed."""
    before, here = dict(os.environ), Path.cwd()
    for name in ("EDUPLANS_DATA", "EDUPLANS_LIMITS", "NO_COLOR", "FORCE_COLOR", "MAKEFLAGS", "MAKELEVEL"):
        os.environ.pop(name, None)
    os.environ |= {"EDUPLANS_LANG": "en", "COLUMNS": "100", "PYTHON": sys.executable}
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


@dataclass
class Reader:
    """Someone who reads a page and does what it says."""

    folder: Path
    own_package: bool = False

    def __post_init__(self) -> None:
        self.names: dict[str, Any] = {"__name__": "__main__"}

    def does(self, block: Block) -> str:
        """Run a block and give what it prints."""
        printed = self._python(block.source) if block.kind == "python" else self._console(block.source)
        printed = printed.replace(f"{self.folder}{os.sep}", "")
        return "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())

    def _console(self, source: str) -> str:
        found = commands(source)
        if not found:
            raise BlockError(f"a console block without a command:\n{source}")
        printed = [self._command(command) for command in found]
        return printed[-1]

    def _command(self, command: str) -> str:
        said = _EXIT.search(command)
        words = shlex.split(command, comments=True)
        if command in BY_READER:
            return ""
        if words[0] in {"eduplans", ".venv/bin/eduplans"}:
            code, printed = self._eduplans(words[1:])
        elif words[0] == "make":
            code, printed = self._make(words[1:])
        elif words[0] in SHELL:
            code, printed = _process(["sh", "-c", command])
        else:
            raise BlockError(f"the test does not know how to run: {command}")
        if code != int(said[1] if said else 0):
            raise BlockError(f"{command}\nexit code {code}\n{printed}")
        return printed

    def _eduplans(self, words: list[str]) -> tuple[int, str]:
        if self.own_package:
            call = "from eduplans.cli import app; app()"
            return _process([sys.executable, "-c", call, *words], PYTHONPATH=str(self.folder / "src"))
        from eduplans import messages
        from eduplans.cli import app

        messages.use("en")
        result = CliRunner().invoke(app, words)
        messages.use("en")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise BlockError(f"eduplans {shlex.join(words)}: {result.exception!r}") from result.exception
        return result.exit_code, result.stdout or result.stderr

    def _make(self, words: list[str]) -> tuple[int, str]:
        """See that the target is there and what it would do; building takes minutes and is tested elsewhere."""
        target = next((word for word in words if "=" not in word), "help")
        if not re.search(rf"^{re.escape(target)}:.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE):
            raise BlockError(f"there is no target {target} in the Makefile")
        return _process(["make", "-n", *words])

    def _python(self, source: str) -> str:
        """Run a snippet; a last line that is an expression shows its value, as in a notebook."""
        if self.own_package:
            code, printed = _process([sys.executable, "-c", source], PYTHONPATH=str(self.folder / "src"))
            if code:
                raise BlockError(printed)
            return printed
        import pandas as pd

        tree = ast.parse(source)
        last = tree.body[-1]
        shown = io.StringIO()
        settings = ("display.width", 100, "display.max_columns", 20, "display.max_rows", 60)
        with contextlib.redirect_stdout(shown), pd.option_context(*settings):
            if isinstance(last, ast.Expr):
                exec(compile(ast.Module(tree.body[:-1], []), "page", "exec"), self.names)
                value = eval(compile(ast.Expression(last.value), "page", "eval"), self.names)
                if value is not None:
                    print(value if not isinstance(value, str) else repr(value))
            else:
                exec(compile(tree, "page", "exec"), self.names)
        return shown.getvalue()


def _process(words: list[str], **settings: str) -> tuple[int, str]:
    done = subprocess.run(
        words, env=os.environ | settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return done.returncode, done.stdout


def write_outputs(page: Path) -> bool:
    """Put into a page what its blocks print now, where it shows that at all."""
    text = page.read_text(encoding="utf-8")
    made, position = [], 0
    own = page.stem in OWN_PACKAGE
    with tempfile.TemporaryDirectory() as folder:
        project = put_project(Path(folder, "eduplans"), own_package=own)
        with inside(project):
            reader = Reader(project, own)
            for block in blocks(text):
                printed = reader.does(block)
                made.append(text[position : block.span[0]])
                made.append(f"```{block.kind}\n{block.source}```\n")
                made.append("" if block.output is None else f"\n```text\n{printed}```\n")
                position = block.span[1]
    after = "".join(made) + text[position:]
    page.write_text(after, encoding="utf-8")
    return after != text


def main() -> None:
    asked = [Path(word).resolve() for word in sys.argv[1:]] or pages()
    for page in asked:
        print(f"{page.relative_to(ROOT)}: {'written' if write_outputs(page) else 'as it was'}")


if __name__ == "__main__":
    main()
