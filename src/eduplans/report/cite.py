"""How to cite: from ``CITATION.cff`` to a sentence and BibTeX."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from eduplans.citation import package as own_package
from eduplans.citation_forms import cff
from eduplans.errors import Problem, RunError

if TYPE_CHECKING:
    from pathlib import Path


def citation(root: Path) -> str:
    """Write how to cite the package and its data.

    Parameters
    ----------
    root
        The project, with ``CITATION.cff`` (else the package is cited as installed) and ``data/datapackage.json``.

    Returns
    -------
    str
        Markdown.

    Raises
    ------
    RunError
        ``CITATION.cff`` lacks what a citation needs.
    """
    said = _read(root / "CITATION.cff")
    authors = " and ".join(_author(author) for author in said["authors"])
    title, version = said["title"], said["version"]
    fields = {"author": f"{{{authors}}}", "title": title, "version": version}
    bibtex = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    parts = [
        str(said["message"]),
        f"> {authors}: *{title}*, version {version}.",
        f"```bibtex\n@software{{eduplans,\n{bibtex}}}\n```",
    ]
    package = root / "data" / "datapackage.json"
    if package.is_file():
        digest = hashlib.sha256(package.read_bytes()).hexdigest()
        parts.append(
            "The data package, which holds the digest of every table, has the SHA-256\n\n"
            f"```text\n{digest}  datapackage.json\n```"
        )
    return "\n\n".join(parts) + "\n"


def _read(path: Path) -> dict[str, Any]:
    import yaml

    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8") if path.is_file() else cff([own_package()]))
    except yaml.YAMLError as error:
        raise RunError(Problem(f"not readable as YAML: {error}", where=path.name)) from error
    lacking = [
        key for key in ("message", "authors", "title", "version") if not (isinstance(said, dict) and said.get(key))
    ]
    if lacking:
        raise RunError([Problem(f"{key} is missing", where=path.name) for key in lacking])
    return dict(said)


def _author(author: dict[str, str]) -> str:
    if author.get("name"):
        return author["name"]
    return " ".join(author[key] for key in ("given-names", "family-names") if author.get(key))
