"""Pack the last commit, its data, executed notebooks and report as one zip that a repository takes: ``archive.py OUT``.

The root of the zip is an RO-Crate (1.1): every file is described with its media type, size and SHA-256, notebooks as
workflows with the tables that go in and the executed notebooks and pages that come out. Authors, licence and
description are those of CITATION.cff; .zenodo.json and codemeta.json are made from the same source. The zip is the same
for the same commit and report. Documents and tables of others never go in: what git ignores is not taken, and no file
may have the digest of a document.
"""

from __future__ import annotations

import csv
import hashlib
import json
import mimetypes
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dist
from eduplans.citation import Reference, package

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

METADATA = "ro-crate-metadata.json"
VERSION = "1.1"
_PROFILE = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
_TYPES = {
    ".ipynb": "application/x-ipynb+json", ".py": "text/x-python", ".md": "text/markdown", ".csv": "text/csv",
    ".toml": "application/toml", ".cff": "application/yaml", ".yml": "application/yaml", ".lock": "text/plain",
    ".woff2": "font/woff2", ".json": "application/json", ".js": "text/javascript", ".txt": "text/plain",
}  # fmt: skip


class ArchiveError(Exception):
    """The archive cannot be made, or is not what it should be; one line each."""


def zenodo(reference: Reference) -> dict[str, Any]:
    """Make .zenodo.json, which Zenodo fills its form from."""
    entry = {
        "title": reference.title,
        "description": reference.abstract,
        "upload_type": "software",
        "creators": [{"name": author} for author in reference.authors],
        "keywords": list(reference.keywords),
        "license": reference.licence,
        "version": reference.version,
        "publication_date": reference.date,
        "access_right": "open",
        "language": "eng",
    }
    return {name: value for name, value in entry.items() if value}


def codemeta(reference: Reference) -> dict[str, Any]:
    """Make codemeta.json, which catalogues of software read."""
    entry = {
        "@context": "https://w3id.org/codemeta/3.0",
        "type": "SoftwareSourceCode",
        "name": reference.title,
        "description": reference.abstract,
        "version": reference.version,
        "license": f"https://spdx.org/licenses/{reference.licence}",
        "author": [{"type": "Organization", "name": author} for author in reference.authors],
        "keywords": list(reference.keywords),
        "programmingLanguage": "Python",
        "datePublished": reference.date,
    }
    return {name: value for name, value in entry.items() if value}


def stage(root: Path, folder: Path) -> Path:
    """Lay out what goes into the zip: the last commit, the report, citations."""
    dist.export(root, folder)
    if not (root / "report" / "index.html").is_file():
        raise ArchiveError("there is no report: `make archive` builds it first")
    shutil.copytree(root / "report", folder / "report")
    reference = package()
    for name, entry in ((".zenodo.json", zenodo(reference)), ("codemeta.json", codemeta(reference))):
        (folder / name).write_text(json.dumps(entry, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return folder


def files(folder: Path) -> list[str]:
    """Files of a folder, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def strangers(folder: Path) -> list[str]:
    """Name documents and tables of others that stand in a folder: by their place, and documents by their digests."""
    with (folder / "data" / "raw" / "documents.csv").open(encoding="utf-8", newline="") as table:
        known = {row["sha256_file"]: row["doc"] for row in csv.DictReader(table)}
    found = []
    for name in files(folder):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        own = name.endswith("README.md") or name.startswith("data/examples/")
        if name.startswith(("data/documents/", "data/external/")) and not own:
            found.append(f"{name} is of others")
        elif digest in known and not own:
            found.append(f"{name} is the document {known[digest]}")
    return found


def crate(folder: Path, runs: Path, moment: int) -> dict[str, Any]:
    """Describe all files of a folder as an RO-Crate.

    Parameters
    ----------
    folder
        What goes into the zip.
    runs
        Folder of the records of the runs of notebooks (``build/runs``), which say what each of them read.
    moment
        Time of the commit, in seconds.

    Returns
    -------
    dict
        The contents of ro-crate-metadata.json.
    """
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    reference = package()
    made = ROCrate(version=VERSION)
    authors = [
        made.add(ContextEntity(made, f"#author-{n}", {"@type": "Organization", "name": name}))
        for n, name in enumerate(reference.authors, start=1)
    ]
    licence = f"https://spdx.org/licenses/{reference.licence}"
    made.add(ContextEntity(made, licence, {"@type": "CreativeWork", "name": f"{reference.licence} License"}))
    root = made.root_dataset
    root["name"], root["description"] = reference.title, reference.abstract
    root["version"], root["keywords"] = reference.version, ", ".join(reference.keywords)
    root["license"], root["author"] = {"@id": licence}, authors
    root["datePublished"] = reference.date or time.strftime("%Y-%m-%d", time.gmtime(moment))
    ran = _runs(runs)
    for name in files(folder):
        content = (folder / name).read_bytes()
        workflow = name.removeprefix("notebooks/") in ran
        about: dict[str, Any] = {
            "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"] if workflow else "File",
            "name": name,
            "encodingFormat": media_type(name),
            "contentSize": str(len(content)),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        made.add_file(folder / name, dest_path=name, properties=about)
    _workflows(made, ran)
    found: dict[str, Any] = made.metadata.generate()
    found["@graph"].sort(key=lambda entity: str(entity["@id"]))
    return found


def media_type(name: str) -> str:
    """Give the media type of a file by its name.

    Examples
    --------
    >>> media_type("notebooks/corpus.ipynb"), media_type("LICENSE")
    ('application/x-ipynb+json', 'text/plain')
    """
    return _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name, strict=True)[0] or "text/plain"


def _workflows(made: Any, ran: Mapping[str, tuple[list[str], list[str]]]) -> None:
    """Describe notebooks as workflows: the tables that their runs read, and what came out."""
    from rocrate.model.contextentity import ContextEntity

    language = made.add(
        ContextEntity(
            made,
            "#jupyter",
            {"@type": "ComputerLanguage", "name": "Jupyter Notebook (Python)", "url": {"@id": "https://jupyter.org"}},
        )
    )
    for notebook, (read, written) in sorted(ran.items()):
        entity = made.get(f"notebooks/{notebook}")
        if entity is None:
            raise ArchiveError(f"notebooks/{notebook} was run, but is not in the archive")
        entity["conformsTo"] = {"@id": _PROFILE}
        entity["programmingLanguage"] = language
        for role, names in (("input", read), ("output", written)):
            there = [name for name in names if made.get(name) is not None]
            entity[role] = [_parameter(made, notebook, role, name) for name in there]


def _parameter(made: Any, notebook: str, role: str, name: str) -> Any:
    from rocrate.model.contextentity import ContextEntity

    about = {
        "@type": "FormalParameter",
        "name": Path(name).stem,
        "additionalType": "File",
        "encodingFormat": media_type(name),
        "workExample": {"@id": name},
    }
    return made.add(ContextEntity(made, f"#{role}-{Path(notebook).stem}-{name.replace('/', '-')}", about))


def _runs(folder: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Tables read and files written by the runs of each notebook."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for record in sorted(folder.glob("*.json")):
        said = json.loads(record.read_text(encoding="utf-8"))
        read, written = found.setdefault(said["notebook"], (set(), set()))
        read |= {name for name in said["inputs"] if name.startswith("data/")}
        pages = {f"report/{group}/{record.stem}.html" for group in ("chapters", "counties")}
        written |= {f"report/notebooks/{record.stem}.ipynb", *pages}
    return {notebook: (sorted(read), sorted(written)) for notebook, (read, written) in found.items()}


def pack(folder: Path, out: Path, top: str, moment: int) -> None:
    """Zip a folder: names sorted, times those of the commit, the same rights for all."""
    when = time.gmtime(max(moment, 315532800))[:6]  # a zip knows no time before 1980
    beside = out.with_name(f".{out.name}.part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in files(folder):
            entry = zipfile.ZipInfo(f"{top}/{name}", when)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, (folder / name).read_bytes())
    beside.replace(out)


def build(root: Path, out: Path) -> Path:
    """Make the archive of the last commit and of the report that was built of it.

    Raises
    ------
    ArchiveError
        There is no report, or a document of others would go in.
    """
    moment, top = int(dist.commit_time(root)), f"eduplans-{dist.version_of(root)}"
    with tempfile.TemporaryDirectory(prefix="archive-") as scratch:
        folder = stage(root, Path(scratch) / top)
        foreign = strangers(folder)
        if foreign:
            raise ArchiveError("\n".join(foreign))
        about = json.dumps(crate(folder, root / "build" / "runs", moment), ensure_ascii=False, indent=1)
        (folder / METADATA).write_text(about + "\n", encoding="utf-8")
        out.parent.mkdir(parents=True, exist_ok=True)
        pack(folder, out, top, moment)
    return out


def check(out: Path) -> list[str]:
    """Open an archive as its reader would, and hold what it says of its files against the files.

    Returns
    -------
    list of str
        What is wrong.
    """
    from rocrate.rocrate import ROCrate

    with tempfile.TemporaryDirectory(prefix="archive-") as scratch:
        with zipfile.ZipFile(out) as archive:
            archive.extractall(scratch)
        (folder,) = Path(scratch).iterdir()
        if not (folder / METADATA).is_file():
            return [f"{out.name} has no {METADATA}"]
        opened = ROCrate(folder)
        said = {entity.id: entity for entity in opened.data_entities if "File" in _kinds(entity)}
        there = set(files(folder)) - {METADATA}
        wrong = [f"{name} is described and not there" for name in sorted(said.keys() - there)]
        wrong += [f"{name} is there and not described" for name in sorted(there - said.keys())]
        for name in sorted(said.keys() & there):
            content = (folder / name).read_bytes()
            if said[name].get("sha256") != hashlib.sha256(content).hexdigest():
                wrong.append(f"{name} has another digest than is said")
            if said[name].get("contentSize") != str(len(content)):
                wrong.append(f"{name} has another size than is said")
        return [*wrong, *_authorship(opened), *strangers(folder)]


def _kinds(entity: Any) -> list[str]:
    return [entity.type] if isinstance(entity.type, str) else list(entity.type)


def _authorship(opened: Any) -> Iterator[str]:
    reference, root = package(), opened.root_dataset
    authors = root.get("author") or []
    named = tuple(author["name"] for author in (authors if isinstance(authors, list) else [authors]))
    if named != reference.authors:
        yield f"authors are {', '.join(named) or 'not named'}, not those of CITATION.cff"
    if root.get("version") != reference.version:
        yield f"the version is {root.get('version')}, not {reference.version}"
    if reference.licence not in str(getattr(root.get("license"), "id", "")):
        yield "the licence is not that of CITATION.cff"
    workflows = [entity for entity in opened.data_entities if "ComputationalWorkflow" in _kinds(entity)]
    if not workflows:
        yield "no notebook is described as a workflow"
    # a notebook may read no table, where users have put none into data/external; it always leaves something
    yield from (f"{one.id} has no output" for one in workflows if not one.get("output"))
    if workflows and not any(one.get("input") for one in workflows):
        yield "no notebook has an input"


def main(root: Path, out: Path) -> int:
    """Make and check the archive; exit code 1 where something is wrong."""
    changed = dist.uncommitted(root)
    if changed:
        print("an archive is made of a commit; these files are not committed:", *changed, sep="\n")
        return 1
    try:
        wrong = check(build(root, out))
    except ArchiveError as error:
        wrong = [str(error)]
    print(*(wrong or [f"{hashlib.sha256(out.read_bytes()).hexdigest()}  {out}"]), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), Path(sys.argv[1])))
