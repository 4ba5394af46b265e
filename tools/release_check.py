"""The check list before a release, as a command: ``release_check.py [--quick]``.

Every item ends as ok, FAILED or skipped, with the reason; exit code 1 where one has failed. --quick leaves out what
takes minutes: tests, walks in empty environments, other versions, the archive.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import dist

if TYPE_CHECKING:
    from collections.abc import Callable

SKIPPED = 77
#: Licences of packages that may come with ours, by the words that stand in their metadata.
_FREE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python|MPL|Mozilla|OFL|HPND|CNRI|Unlicense|Public Domain|LGPL|ZPL|Artistic|0BSD|Zlib|GPL",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """How one item of the list ended.

    Parameters
    ----------
    state
        ``ok``, ``FAILED`` or ``skipped``.
    why
        What was found; of a failure what is wrong, a line each.
    """

    state: str
    why: tuple[str, ...] = ()


def ok(*why: str) -> Item:
    """Say that an item is done."""
    return Item("ok", why)


def failed(*why: str) -> Item:
    """Say what is wrong."""
    return Item("FAILED", why or ("no reason given",))


def skipped(*why: str) -> Item:
    """Say why an item was not looked at."""
    return Item("skipped", why)


def verdict(wrong: list[str], right: str) -> Item:
    """Give a failure where something is wrong, else what is right."""
    return failed(*wrong) if wrong else ok(right)


def tree(root: Path) -> Item:
    """Nothing is changed and not committed."""
    return verdict(dist.uncommitted(root), "everything is committed")


def versions(root: Path) -> Item:
    """Citation, data package and pages have the version of the package."""
    version = dist.version_of(root)
    cff = re.search(r"^version: (\S+)$", (root / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    found = {"CITATION.cff": cff[1] if cff else "none"}
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    found["data/datapackage.json"] = package.get("version", "none")
    page = root / "report" / "cite.html"
    if page.is_file():
        text = re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))
        found["report/cite.html"] = (
            version if f"version {version}" in text or f"Version {version}" in text else "another"
        )
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wrong = [f"{name} says {said}, the package {version}" for name, said in found.items() if said != version]
    wrong += ["pyproject.toml has a version of its own"] if "version" in project else []
    return verdict(wrong, f"{version} in {', '.join(found)}")


def citation(root: Path) -> Item:
    """CITATION.cff is what the package says of itself."""
    from eduplans.citation import cff, package

    said = (root / "CITATION.cff").read_text(encoding="utf-8")
    return verdict(
        [] if said == cff([package()]) + "\n" else ["CITATION.cff is another: `make citation`"], "as computed"
    )


def named(root: Path) -> Item:
    """Tag, heading of the changelog and day of release are all there, or none of them."""
    version = dist.version_of(root)
    tags = subprocess.run(["git", "tag", "--points-at", "HEAD"], cwd=root, check=True, capture_output=True, text=True)
    about = tomllib.loads((root / "src" / "eduplans" / "citation.toml").read_text(encoding="utf-8"))
    heading = re.search(
        rf"^## \[{re.escape(version)}\] - (\S+)$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    there = {
        f"tag v{version} at this commit": f"v{version}" in tags.stdout.split(),
        f"heading [{version}] - DAY in CHANGELOG.md": heading is not None,
        "day of release in src/eduplans/citation.toml": bool(about["released"]),
    }
    lacking = [name for name, is_there in there.items() if not is_there]
    if len(lacking) == len(there):
        return skipped(f"{version} is not named as a release yet; it will need: {', '.join(lacking)}")
    wrong = [f"no {name}" for name in lacking]
    if heading and about["released"] and heading[1] != about["released"]:
        wrong.append(f"CHANGELOG.md says {heading[1]}, citation.toml {about['released']}")
    return verdict(wrong, f"v{version}, {about['released']}")


def command(root: Path, *words: str) -> Item:
    """Run a tool; its last line is the reason."""
    done = subprocess.run([sys.executable, *words], cwd=root, check=False, capture_output=True, text=True)
    lines = (done.stdout + done.stderr).strip().splitlines()
    if done.returncode == SKIPPED:
        return skipped(lines[-1] if lines else "no reason given")
    return ok(lines[-1] if lines else "nothing to say") if done.returncode == 0 else failed(*lines[-15:])


def built(root: Path) -> Item:
    """Sdist and wheel are built twice with the same bytes, and hold what is committed and nothing else."""
    with tempfile.TemporaryDirectory(prefix="release-") as scratch:
        one, two = Path(scratch) / "one", Path(scratch) / "two"
        try:
            first, second = dist.build(root, one), dist.build(root, two)
            wrong = dist.inspect(root, one)
        except dist.DistError as error:
            return failed(str(error))
        wrong += [
            f"{path.name} has other bytes when it is built again"
            for path, again in zip(first, second, strict=True)
            if path.read_bytes() != again.read_bytes()
        ]
        return verdict(wrong, ", ".join(f"{path.name} {_digest(path)[:12]}" for path in first))


def walked(root: Path) -> Item:
    """See that the wheel works in empty environments, with the lean core and with each extra."""
    with tempfile.TemporaryDirectory(prefix="release-") as scratch:
        try:
            dist.build(root, Path(scratch))
            wrong = dist.try_out(root, Path(scratch), [])
        except dist.DistError as error:
            wrong = [str(error)]
        return verdict(wrong, ", ".join(["lean core", *dist.extras_of(root)]))


def data(root: Path) -> Item:
    """Every table of the data package is there, with its size, digest, columns and schema."""
    from eduplans.errors import TableError
    from eduplans.tables import PROCESSED, RAW
    from eduplans.tables.store import read_table

    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    tables = {table.file: table for table in (*RAW.values(), *PROCESSED.values())}
    wrong = []
    for resource in package["resources"]:
        path = root / "data" / resource["path"]
        if not path.is_file():
            wrong.append(f"{resource['path']} is not there")
            continue
        if (path.stat().st_size, f"sha256:{_digest(path)}") != (resource["bytes"], resource["hash"]):
            wrong.append(f"{resource['path']} has another size or digest: `eduplans clean`")
        try:
            read_table(path, tables[resource["path"]])
        except (TableError, KeyError) as error:
            wrong.append(str(error).splitlines()[0])
    described = {resource["path"] for resource in package["resources"]}
    there = {path.relative_to(root / "data").as_posix() for path in (root / "data").glob("*/*.csv")}
    wrong += [f"{name} is not described" for name in sorted(there - described) if not name.startswith("external/")]
    return verdict(wrong, f"{len(described)} tables, digest {_digest(root / 'data' / 'datapackage.json')[:12]}")


def licences(root: Path) -> Item:
    """Ours is there; every package that users install has a free one."""
    from packaging.requirements import Requirement

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(f for e in dist.extras_of(root) for f in project["optional-dependencies"][e])]
    wrong = [] if "MIT" in (root / "LICENSE").read_text(encoding="utf-8") else ["LICENSE is not the MIT licence"]
    names = sorted({Requirement(line).name for line in lines} - {"eduplans"})
    wrong += [f"{name} names no licence that is known as free" for name in names if not _FREE.search(_licence(name))]
    return verdict(wrong, f"MIT; {len(names)} packages with free licences")


def _licence(name: str) -> str:
    """Read what a package says of its licence: in its metadata, else at the head of its licence file."""
    from importlib import metadata

    about = metadata.metadata(name)
    fields = ("License-Expression", "License", "Classifier")
    said = [line for field in fields for line in about.get_all(field, []) if "Programming Language" not in line]
    own = [file for file in metadata.files(name) or () if re.match(r"(?i)licen[cs]e|copying", file.name)]
    return " ".join([*said, *(file.read_text()[:300] for file in own)])


def links(root: Path) -> Item:
    """Every file that README and CONTRIBUTING link to or name is there, and every target of make."""
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    wrong, count = [], 0
    for page in sorted(root.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text):
            count += 1
            wrong += [] if (root / name).exists() else [f"{page.name} links to {name}, which is not there"]
        for name in re.findall(r"`make ([a-z][a-z-]*)", text):
            count += 1
            wrong += [] if name in targets else [f"{page.name} names make {name}, which is not a target"]
    return verdict(wrong, f"{count} links and targets")


def certificate(root: Path) -> Item:
    """See that the certificate of reproduction says that all is equal, of this state of the data."""
    from eduplans.reproduce.certificate import EQUAL

    path = root / "reproduction.json"
    if not path.is_file():
        return skipped("no reproduction.json: `make reproduce` writes it")
    text = path.read_text(encoding="utf-8")
    try:
        said = json.loads(text)
    except ValueError:
        return failed("reproduction.json is not JSON")
    if said.get("result") != EQUAL:
        return failed(f"the last reproduction ended with {said.get('result')!r}")
    tables = [path for path in sorted((root / "data" / "raw").glob("*.csv")) if _digest(path) not in text]
    return verdict(
        [f"it does not know data/raw/{path.name} as it is now: `make reproduce`" for path in tables], "of these tables"
    )


#: The list: name, check, whether it is quick.
CHECKS: tuple[tuple[str, Callable[[Path], Item], bool], ...] = (
    ("tree is clean", tree, True),
    ("one version", versions, True),
    ("citation", citation, True),
    ("tag, changelog, day", named, True),
    ("lock is fresh", lambda root: command(root, "tools/lock.py", "check"), True),
    ("lint and types", lambda root: command(root, "tools/run_tests.py", "lint", "format", "types"), True),
    ("data package", data, True),
    ("licences", licences, True),
    ("links", links, True),
    ("sdist and wheel", built, True),
    ("certificate", certificate, False),
    ("tests", lambda root: command(root, "tools/run_tests.py", "tests", "notebooks"), False),
    ("installed elsewhere", walked, False),
    ("oldest packages", lambda root: command(root, "tools/other_versions.py", "oldest"), False),
    ("newest packages", lambda root: command(root, "tools/other_versions.py", "newest"), False),
    ("archive", lambda root: command(root, "tools/archive.py", "build/archive/eduplans.zip"), False),
)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(root: Path, *, quick: bool) -> int:
    """Go through the list, print each item, and return the exit code."""
    states = []
    for name, check, is_quick in CHECKS:
        item = check(root) if is_quick or not quick else skipped("takes minutes, and --quick was asked for")
        states.append(item.state)
        print(f"{item.state:<8} {name}: {item.why[0] if item.why else ''}", flush=True)
        print(*(f"{'':<9}{line}" for line in item.why[1:]), sep="\n", end="\n" if item.why[1:] else "", flush=True)
    print(f"\n{states.count('ok')} ok, {states.count('FAILED')} failed, {states.count('skipped')} skipped")
    return 1 if "FAILED" in states else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), quick="--quick" in sys.argv[1:]))
