"""All classes of hostile files; each has a row in SECURITY.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile import mutations, office, pages, pdfs, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Generators by the name of their class.
CLASSES: dict[str, Callable[[Path], Iterator[tuple[str, bytes]]]] = {
    "zip-bombs": office.zip_bombs,
    "xml-bombs": office.xml_bombs,
    "local-links": office.local_links,
    "lying-office-files": office.lies,
    "pdf-loops": pdfs.loops,
    "pdf-pages": pdfs.many_pages,
    "pdf-bombs": pdfs.packed_bombs,
    "pdf-actions": pdfs.actions,
    "html-active": pages.active,
    "html-nested": pages.nested,
    "html-entities": pages.declared,
    "signs": texts.signs,
    "repetition": texts.repeated,
    "markup-in-text": texts.markup,
    "formulas": texts.formulas,
    "broken-tables": texts.tables,
    "mutations": mutations.mutations,
}
#: Names of files that somebody hostile chooses; each is given an honest text.
NAMES = (
    b"..txt", b"...txt", b"..\\..\\evil.txt", b"a\nb.txt", b"a\x1b[2Jb.txt", b"a\x07.txt", b"a\x7fb.txt",
    b"-rf.txt", b"--out.txt",
    b"$(touch pwned).txt", b"`id`.txt", b"'.txt", b'".txt', b"<script>x<script>.txt", b"a|b.txt", b"a;b.txt",
    b"a&b.txt", b"%s%n.txt",
    b"{county}.txt", b"a\xff\xfe.txt", b"\xed\xa0\x80.txt", "plan\u202etxt.exe.txt".encode(),
    "a\u200bb.txt".encode(),
    "\u2066x\u2069.txt".encode(), b"=1+1.txt", b"@a.txt", b"+1.txt", b"con.txt", b"nul.txt", b" .txt", b"a .txt",
    b"*.txt", b"?.txt",
    b"~.txt", b"x" * 251 + b".txt", "计".encode() * 83 + b".txt", b"[a](javascript:x).txt", b"```{raw} html.txt",
    b"__import__('os').txt",
)  # fmt: skip


def write_all(folder: Path, canary: Path) -> dict[str, list[Path]]:
    """Write the files of all classes, each class into a folder of its own."""
    written: dict[str, list[Path]] = {}
    for name, make in CLASSES.items():
        (folder / name).mkdir(parents=True)
        written[name] = []
        for file, content in make(canary):
            path = folder / name / file
            path.write_bytes(content)
            written[name].append(path)
    return written
