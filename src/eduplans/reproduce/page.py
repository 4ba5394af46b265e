"""The certificate for people, as Markdown: beside the JSON, on a page of the report, and a sentence for the README."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Places that differ which the page lists; all stand in the JSON.
SHOWN = 60
_SIGNS = re.compile(r"[\\`*_\[\]{}$~^]")
NOTHING = (
    "No certificate has been made yet: `make reproduce` makes one. It clones what is committed, installs the lock, "
    "switches the network off, repeats the whole build under varied conditions and compares every output."
)


def summary(certificate: Mapping[str, Any]) -> str:
    """Say in one paragraph what came out, with the denominators.

    Parameters
    ----------
    certificate
        What ``reproduction.json`` holds.
    """
    found = certificate["counts"]
    repeated = len(certificate["variations"])
    verdict = "Everything was the same" if certificate["result"] == "equal" else "**Not everything was the same**"
    once = max(repeated, 1)
    parts = [
        f"{_of(found, 'processed tables')} processed tables {_inside(found, 'processed tables', once)}",
        f"{_of(found, 'outputs of the runs')} runs of notebooks {_inside(found, 'outputs of the runs', once)}",
        f"{_of(found, 'committed notebooks')} committed notebooks",
    ]
    if "raw tables from documents" in found:
        documents = found["raw tables from documents"].get("documents", 0) // once
        parts.insert(
            0, f"{_of(found, 'raw tables from documents')} raw tables made anew from {_count(documents, 'document')}"
        )
    between = [
        f"{_of(found, kind)} {kind}" for kind in ("pages", "pictures", "exports") if found.get(kind, {}).get("compared")
    ]
    pythons = list(dict.fromkeys(one["python"] for one in certificate["variations"]))
    return (
        f"{verdict} when the whole build was repeated {_times(repeated)} without a network on "
        f"{certificate['made'][:10]} (commit `{certificate['commit'][:10]}`, Python {' and '.join(pythons)}). "
        f"Equal to what is committed: {'; '.join(parts)}."
        + (f" Equal between the repetitions: {', '.join(between)}." if between else "")
    )


def _times(number: int) -> str:
    return {1: "once", 2: "twice", 3: "three times"}.get(number, f"{number} times")


def _of(counts: Mapping[str, Mapping[str, int]], kind: str) -> str:
    one = counts.get(kind, {})
    return f"{one.get('equal', 0):,} of {one.get('compared', 0):,}"


def _inside(counts: Mapping[str, Mapping[str, int]], kind: str, repeated: int) -> str:
    """Say what the files of a kind hold, each time."""
    one = counts.get(kind, {})
    held = (name for name in ("rows", "cells", "notebook cells", "tables", "pictures") if name in one)
    return f"({', '.join(_count(one[name] // repeated, name.removesuffix('s')) for name in held)} each time)"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def page(certificate: Mapping[str, Any]) -> str:
    """Write the whole certificate as Markdown, without a title.

    Parameters
    ----------
    certificate
        What ``reproduction.json`` holds.
    """
    parts = [summary(certificate), *_differences(certificate), "## What ran", _ran(certificate)]
    parts += ["## Conditions", _conditions(certificate), "## What was compared, and how", _compared(certificate)]
    parts += ["## Digests of the inputs", _digests(certificate["inputs"])]
    if certificate.get("documents"):
        parts += ["## Digests of the documents", _digests(certificate["documents"])]
    parts += ["## Digests of the outputs", _digests(certificate["outputs"])]
    return "\n\n".join(parts) + "\n"


def _differences(certificate: Mapping[str, Any]) -> Iterator[str]:
    found = certificate["differences"]
    failed = [one for one in certificate["variations"] if one["failure"]]
    altered = sorted({said for one in certificate["variations"] for said in one["environment"]["altered files"]})
    if found["places"]:
        yield f"## What differs\n\n{found['places']} places."
        names = ("variation", "file", "place", "what")
        rows = ([plain(one[name]) for name in names] for one in found["listed"][:SHOWN])
        yield _table(["repetition", "file", "place", "what"], rows)
        if found["places"] > SHOWN:
            yield f"The first {SHOWN} are listed here, {len(found['listed'])} in `reproduction.json`."
    for one in failed:
        yield f"Repetition {one['name']} failed:\n\n```text\n{one['failure']}\n```"
    if altered:
        yield "Files of packages that are not those that were installed:\n\n" + "\n".join(
            f"- {plain(one)}" for one in altered
        )


def _ran(certificate: Mapping[str, Any]) -> str:
    machine, lock, off = certificate["machine"], certificate["lock"], certificate["network"]
    probe = off["probe"]
    changed = certificate["uncommitted"]
    rows = [
        ["commit", f"`{certificate['commit']}`"],
        ["not committed", ", ".join(f"`{name}`" for name in changed) or "nothing"],
        ["made", certificate["made"]],
        ["machine", f"{machine['system']}, {machine['distribution']}, {machine['architecture']}"],
        ["processor", f"{machine['processor']}, {machine['processors']} of them"],
        ["environment", f"{lock['packages']} packages, each as in `requirements.lock` (SHA-256 `{lock['sha256']}`)"],
        ["network", off["how"]],
        ["shown by", f"a listener outside was not reached ({probe['error']}); {_routes(probe)}"],
        ["began with", _began(certificate)],
    ]
    return _table(["what", "is"], rows)


def _routes(probe: Mapping[str, Any]) -> str:
    devices = ", ".join(probe["devices"]) or "not known"
    return f"routes inside: {probe['routes'] if probe['routes'] is not None else 'not known'}; devices: {devices}"


def _began(certificate: Mapping[str, Any]) -> str:
    documents = certificate["documents"]
    return _count(len(documents), "document") if documents else "the raw tables (no documents were given)"


def _conditions(certificate: Mapping[str, Any]) -> str:
    heads = ["condition", *(one["name"] for one in certificate["variations"])]
    keys = [key for key in certificate["variations"][0]["conditions"] if key not in {"name", "python"}]
    rows = [["Python", *(one["python"] for one in certificate["variations"])]]
    for key in keys:
        cells = [str(one["conditions"][key]) or "none" for one in certificate["variations"]]
        rows.append([key.replace("_", " "), *cells])
    rows.append(["seconds", *(_seconds(one["seconds"]) for one in certificate["variations"])])
    installed = (f"{one['environment']['seconds']:.0f}" for one in certificate["variations"])
    rows.append(["seconds of its environment", *installed])
    return _table(heads, rows)


def _seconds(parts: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {seconds:.0f}" for name, seconds in parts.items() if not name.endswith(".ipynb"))


def _compared(certificate: Mapping[str, Any]) -> str:
    rows = [
        [
            one["kind"],
            one["variation"],
            one["against"],
            f"{one['equal']:,} of {one['files']:,}",
            f"{one['same_bytes']:,}" if one["how"].startswith("bytes") else "not by bytes",
            ", ".join(f"{number:,} {what}" for what, number in one["counts"].items()),
            one["how"],
        ]
        for one in certificate["comparisons"]
    ]
    return _table(["kind", "repetition", "against", "files equal", "same bytes", "in them", "compared by"], rows)


def _digests(digests: Mapping[str, str]) -> str:
    return "```text\n" + "\n".join(f"{value}  {name}" for name, value in digests.items()) + "\n```"


def plain(text: str) -> str:
    r"""Escape a text that comes from a page or a table, so that Markdown shows it as it is.

    Examples
    --------
    >>> print(plain("<b> a_b *c*"))
    &lt;b&gt; a\_b \*c\*
    """
    return _SIGNS.sub(r"\\\g<0>", html.escape(text, quote=False))


def _table(heads: list[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(" ".join(str(cell).split()).replace("|", r"\|") for cell in line) + " |" for line in lines
    )
