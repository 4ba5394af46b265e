"""How to cite: the package, its data and each document, in the forms of `eduplans cite`, to copy and to download."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING, Any

from eduplans.citation import FORMS, Reference, apa, data_package, documents, said
from eduplans.citation import package as own_package
from eduplans.citation_forms import cff
from eduplans.errors import Problem, RunError, TableError

if TYPE_CHECKING:
    from pathlib import Path

#: Forms to copy and to download: name for reading and ending of the file, by the name in `eduplans.citation.FORMS`.
SHOWN = {"bibtex": ("BibTeX", "bib"), "ris": ("RIS", "ris")}
#: Folder of the files in the report.
FOLDER = "cite"
#: Name of the file that holds all references.
ALL = "all"
_DIGEST = (
    "The data package holds the digest of every table. Its own SHA-256 says which version of the data was used: "
    "`sha256sum data/datapackage.json` gives it."
)


def references(root: Path) -> tuple[Reference, ...]:
    """List what can be cited of a project.

    Parameters
    ----------
    root
        The project, with ``CITATION.cff`` (else the package is cited as installed), ``data/datapackage.json`` and
        ``data/raw/documents.csv``, where there are such.

    Returns
    -------
    tuple of Reference
        The package, the data and every document.

    Raises
    ------
    RunError
        ``CITATION.cff`` lacks what a citation needs.
    TableError
        The table of documents cannot be read.
    """
    data = root / "data"
    found = [_package(root / "CITATION.cff")]
    if (data / "datapackage.json").is_file():
        found.append(_data(data))
    if (data / "raw" / "documents.csv").is_file():
        found += documents(data / "raw")
    return tuple(found)


def citation(root: Path) -> str:
    """Write how to cite the package, its data and its documents.

    Parameters
    ----------
    root
        See `references`.

    Returns
    -------
    str
        Markdown: under each reference in the style of the American Psychological Association stand its other forms,
        folded, and links to them as files.
    """
    cited = references(root)
    message = str(_read(root / "CITATION.cff")["message"])
    parts = [
        f"{message} This is version {cited[0].version}.",
        f'<p class="exports">All of them in one file: {_links(f"{FOLDER}/{ALL}", "all")}</p>',
    ]
    for title, kinds in (("Package", "software"), ("Data", "dataset"), ("Documents", "report")):
        those = [one for one in cited if one.kind == kinds]
        parts += [f"## {title}", *([_DIGEST] if kinds == "dataset" else [])] if those else []
        parts += [_entry(one) for one in those]
    return "\n\n".join(parts) + "\n"


def cite_document(doc: str, top: str = "../") -> str:
    """Write how to cite a document, for its page.

    Parameters
    ----------
    doc
        Its id.
    top
        From the page to the top of the report.

    Returns
    -------
    str
        HTML: links to its citation as files, and to the page of all.
    """
    page = f'<a href="{top}cite.html#cite-{escape(doc)}">its citation to copy</a>'
    return f'<p class="exports">Cite this document: {_links(top + _place("report", doc), doc)} {page}</p>'


def citation_files(root: Path) -> dict[str, str]:
    """Write the references as files.

    Parameters
    ----------
    root
        See `references`.

    Returns
    -------
    dict
        Texts by path in the report: one a reference and form, and one of all references a form.
    """
    cited = references(root)
    files: dict[str, str] = {}
    for form, (_, ending) in SHOWN.items():
        files |= {f"{_place(one.kind, one.key)}.{ending}": f"{FORMS[form]([one])}\n" for one in cited}
        files[f"{FOLDER}/{ALL}.{ending}"] = f"{FORMS[form](cited)}\n"
    return files


def write_citations(root: Path, site: Path) -> None:
    """Write the files that the links lead to.

    Parameters
    ----------
    root
        See `references`.
    site
        Folder of the pages.
    """
    for name, text in citation_files(root).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _entry(reference: Reference) -> str:
    """Write a reference as a quotation, with its other forms folded under it."""
    folded = "".join(
        f"<details><summary>{name}</summary><pre><code>{escape(FORMS[form]([reference]))}</code></pre></details>"
        for form, (name, _) in SHOWN.items()
    ).replace("\n", "&#10;")  # an empty line would end the HTML in Markdown
    files = _links(_place(reference.kind, reference.key), reference.key)
    lang = ' lang="zh"' if reference.language == "zh" else ""
    return (
        f'<div class="cited" id="cite-{escape(reference.key)}"><blockquote{lang}><p>{_sentence(reference)}</p>'
        f'</blockquote>{folded}<p class="exports">Download: {files}</p></div>'
    )


def _sentence(reference: Reference) -> str:
    """Write a reference in the style of the APA as HTML: its title in italics."""
    before, title, after = apa([reference]).partition(f"*{reference.title}*")
    middle = f"<em>{escape(title[1:-1])}</em>" if title else ""
    return escape(before) + middle + escape(after)


def _links(place: str, of: str) -> str:
    return " ".join(
        f'<a href="{escape(place)}.{ending}" download aria-label="{name}: {escape(of)}">{name}</a>'
        for name, ending in SHOWN.values()
    )


def _place(kind: str, key: str) -> str:
    """Give the path of a reference's files without ending: a document may be called like the package."""
    return f"{FOLDER}/documents/{key}" if kind == "report" else f"{FOLDER}/{key}"


def _package(path: Path) -> Reference:
    """Give the reference of the package that a ``CITATION.cff`` describes; without one, of this package."""
    if not path.is_file():
        return own_package()
    stated = _read(path)
    released = str(stated.get("date-released") or "")
    return Reference(
        key="eduplans" if stated["title"] == own_package().title else "project",
        kind="software",
        title=str(stated["title"]),
        authors=tuple(_author(author) for author in stated["authors"]),
        version=str(stated["version"]),
        date=released,
        year=released[:4],
        url=str(stated.get("repository-code") or stated.get("url") or ""),
        licence=str(stated.get("license") or ""),
        abstract=str(stated.get("abstract") or ""),
        keywords=tuple(map(str, stated.get("keywords") or ())),
        message=str(stated["message"]),
    )


def _data(data: Path) -> Reference:
    """Give the reference of the data; one made by hand may have no version, its digest still says which it is."""
    try:
        return data_package(data)
    except TableError:
        about, path = said(), data / "datapackage.json"
        return Reference(
            key="eduplans-data",
            kind="dataset",
            title=about["data"]["title"],
            authors=tuple(about["authors"]),
            digest=hashlib.sha256(path.read_bytes()).hexdigest(),
            file=path.name,
        )


def _read(path: Path) -> dict[str, Any]:
    import yaml

    try:
        stated = yaml.safe_load(path.read_text(encoding="utf-8") if path.is_file() else cff([own_package()]))
    except yaml.YAMLError as error:
        raise RunError(Problem(f"not readable as YAML: {error}", where=path.name)) from error
    lacking = [
        key for key in ("message", "authors", "title", "version") if not (isinstance(stated, dict) and stated.get(key))
    ]
    if lacking:
        raise RunError([Problem(f"{key} is missing", where=path.name) for key in lacking])
    return dict(stated)


def _author(author: dict[str, str]) -> str:
    if author.get("name"):
        return author["name"]
    return " ".join(author[key] for key in ("given-names", "family-names") if author.get(key))
