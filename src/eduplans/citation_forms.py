"""References as BibTeX, RIS, APA, CFF and CSL-JSON.

Chinese stays Chinese in all of them (UTF-8). What a form gives a meaning to is escaped: the signs of TeX in BibTeX, the
quotes of YAML in CFF. RIS has no escapes, but ends a field at the end of a line: white space is one blank everywhere.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from eduplans.citation import Reference

_TEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces that are escaped too, and a single one would end the field
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&$#_"},
}
_BIBTEX = {"software": "software", "dataset": "dataset", "report": "techreport"}
_RIS = {"software": "COMP", "dataset": "DATA", "report": "RPRT"}
_CSL = {"software": "software", "dataset": "dataset", "report": "report"}
_CFF = {"software": "software", "dataset": "data", "report": "report"}
_APA = {"software": "Computer software", "dataset": "Data set", "report": ""}
#: What YAML reads as text without quotes, and as nothing else.
_PLAIN = re.compile(r"(?!(?:true|false|yes|no|on|off|null)$)[A-Za-z][\w ()/-]*|\d+\.\d+\.\d+", re.IGNORECASE | re.ASCII)


def bibtex(references: Iterable[Reference]) -> str:
    r"""Write references as BibTeX, one entry each.

    Parameters
    ----------
    references
        What is cited.

    Returns
    -------
    str
        UTF-8 is meant to be read by biblatex and biber, or by an engine that knows Chinese.

    Examples
    --------
    >>> from eduplans.citation import Reference
    >>> print(bibtex([Reference("a", "report", "云泽县 50% & 更多", authors=("云泽县教育局",), language="zh")]))
    @techreport{a,
      author = {{云泽县教育局}},
      title = {{云泽县 50\% \& 更多}},
      institution = {{云泽县教育局}},
      langid = {chinese},
    }
    """
    return "\n\n".join(_bibtex_entry(reference) for reference in references)


def _bibtex_entry(reference: Reference) -> str:
    issuer = " and ".join(f"{{{_tex(author)}}}" for author in reference.authors)
    report = reference.kind == "report"
    fields = {
        "author": issuer,
        # a second pair of braces keeps capitals and Chinese as they are
        "title": f"{{{_tex(reference.title)}}}",
        "institution": issuer if report else "",
        "number": _tex(reference.number),
        "version": _tex(reference.version),
        "year": reference.year,
        "date": reference.date,
        "url": re.sub(r"[{}\\\s]", lambda sign: f"%{ord(sign[0]):02X}", reference.url),
        "note": _tex(_digest_note(reference)),
        "langid": "chinese" if reference.language == "zh" else "english",
    }
    # a report has an institution; one without is of another kind
    kind = "misc" if report and not issuer else _BIBTEX[reference.kind]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{_bibtex_key(reference.key)},\n{lines}}}"


def _bibtex_key(key: str) -> str:
    """Make a key that BibTeX takes: no blanks, commas, braces or signs of TeX."""
    return re.sub(r"[\s,{}()\\%#~\"'=]+", "-", key).strip("-") or "document"


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in _one_line(text))


def ris(references: Iterable[Reference]) -> str:
    """Write references as RIS, one record each.

    Parameters
    ----------
    references
        What is cited.

    Returns
    -------
    str
        Lines of two capitals, two blanks, a hyphen and a blank.

    Examples
    --------
    >>> from eduplans.citation import Reference
    >>> ris([Reference("a", "report", "云泽县2024年工作计划", date="2024-03-01", year="2024")]).splitlines()[2:5]
    ['TI  - 云泽县2024年工作计划', 'PY  - 2024', 'DA  - 2024/03/01/']
    """
    return "\n\n".join("\n".join(_ris_lines(reference)) for reference in references)


def _ris_lines(reference: Reference) -> list[str]:
    report = reference.kind == "report"
    fields: list[tuple[str, str]] = [
        ("TY", _RIS[reference.kind]),
        ("ID", reference.key),
        *(("AU", author) for author in reference.authors),
        ("TI", reference.title),
        ("PY", reference.year),
        ("DA", f"{reference.date.replace('-', '/')}/" if reference.date else ""),
        *(("PB", author) for author in reference.authors if report),
        ("SN", reference.number),
        ("ET", reference.version),
        ("UR", reference.url),
        ("N1", _digest_note(reference)),
        ("AB", reference.abstract),
        *(("KW", word) for word in reference.keywords),
        ("LA", reference.language),
    ]
    lines = [f"{tag}  - {value}" for tag, value in ((tag, _one_line(text)) for tag, text in fields) if value]
    return [*lines, "ER  - "]


def apa(references: Iterable[Reference]) -> str:
    """Write references as sentences in the style of the American Psychological Association, seventh edition.

    Parameters
    ----------
    references
        What is cited.

    Returns
    -------
    str
        A line each; titles are in italics by asterisks, as in Markdown.

    Examples
    --------
    >>> from eduplans.citation import Reference
    >>> print(apa([Reference("a", "report", "云泽县计划", ("云泽县教育局",), date="2024-03-01", year="2024")]))
    云泽县教育局. (2024, March 1). *云泽县计划*.
    """
    return "\n".join(map(_apa_line, references))


def _apa_line(reference: Reference) -> str:
    author = " & ".join(map(_one_line, reference.authors))
    title = _one_line(reference.title)
    title = title if title.startswith("[") else f"*{title}*"
    version = f"Version {reference.version}" if reference.version else ""
    inside = ", ".join(
        part for part in (f"No. {_one_line(reference.number)}" if reference.number else "", version) if part
    )
    kind = f" [{_APA[reference.kind]}]" if _APA[reference.kind] else ""
    titled = f"{title}{f' ({inside})' if inside else ''}{kind}."
    when = f"({_apa_date(reference)})."
    first = f"{author}{'' if author.endswith('.') else '.'} {when} {titled}" if author else f"{titled} {when}"
    note = _digest_note(reference) if reference.kind == "dataset" else ""
    return " ".join(part for part in (first, f"{note}." if note else "", _one_line(reference.url)) if part)


def _apa_date(reference: Reference) -> str:
    from calendar import month_name

    parts = reference.date.split("-")
    if reference.kind == "report" and len(parts) == 3:
        return f"{reference.year}, {month_name[int(parts[1])]} {int(parts[2])}"
    return reference.year or "n.d."


def csl(references: Iterable[Reference]) -> str:
    """Write references as CSL-JSON, which Zotero and pandoc read.

    Parameters
    ----------
    references
        What is cited.

    Returns
    -------
    str
        A JSON list.

    Examples
    --------
    >>> from eduplans.citation import package
    >>> json.loads(csl([package()]))[0]["type"]
    'software'
    """
    return json.dumps([_csl_entry(reference) for reference in references], ensure_ascii=False, indent=2)


def _csl_entry(reference: Reference) -> dict[str, Any]:
    date = [int(part) for part in reference.date.split("-")] if reference.date else []
    entry: dict[str, Any] = {
        "id": reference.key,
        "type": _CSL[reference.kind],
        "title": _one_line(reference.title),
        "author": [{"literal": _one_line(author)} for author in reference.authors],
        "issued": {"date-parts": [date]} if date else {},
        "publisher": _one_line(" & ".join(reference.authors)) if reference.kind == "report" else "",
        "number": reference.number,
        "version": reference.version,
        "URL": reference.url,
        "note": _digest_note(reference),
        "abstract": _one_line(reference.abstract),
        "keyword": ", ".join(reference.keywords),
        "license": reference.licence,
        "language": reference.language,
    }
    return {name: value for name, value in entry.items() if value}


def cff(references: Sequence[Reference]) -> str:
    """Write the package's reference in the Citation File Format 1.2.0; others become its ``references``.

    Parameters
    ----------
    references
        What is cited. The format is one of software: where the package is not among them, it still stands first.

    Returns
    -------
    str
        YAML.

    Examples
    --------
    >>> from eduplans.citation import package
    >>> cff([package()]).splitlines()[0]
    'cff-version: 1.2.0'
    """
    from eduplans.citation import package

    own = package()
    entries = {"cff-version": "1.2.0", "message": own.message} | _cff_entry(own)
    others = [_cff_entry(reference) for reference in references if reference.key != own.key]
    lines = _yaml(entries)
    if others:
        lines += [
            "references:",
            *(f"{'- ' if n == 0 else '  '}{line}" for one in others for n, line in enumerate(_yaml(one))),
        ]
    return "\n".join(lines)


def _cff_entry(reference: Reference) -> dict[str, Any]:
    own = reference.kind == "software"
    digest = [{"type": "other", "value": f"sha256:{reference.digest}", "description": f"SHA-256 of {reference.file}"}]
    entry: dict[str, Any] = {
        "title": reference.title,
        "type": _CFF[reference.kind],
        "version": reference.version,
        "date-released": reference.date if reference.kind != "report" else "",
        "date-published": reference.date if reference.kind == "report" else "",
        "license": reference.licence,
        # the format asks for an author of every reference
        "authors": [{"name": author} for author in reference.authors or ("unknown",)],
        "number": reference.number,
        "url": reference.url,
        "identifiers": digest if reference.digest else [],
        "languages": [reference.language] if not own else [],
        "abstract": reference.abstract,
        "keywords": list(reference.keywords) if own else [],
    }
    return {name: value for name, value in entry.items() if value}


def _yaml(entries: Mapping[str, Any]) -> list[str]:
    """Write a mapping of texts, lists of texts and lists of mappings of texts."""
    lines: list[str] = []
    for name, value in entries.items():
        if isinstance(value, str):
            lines.append(f"{name}: {_scalar(value)}")
            continue
        lines.append(f"{name}:")
        for part in value:
            inner = _yaml(part) if isinstance(part, dict) else [_scalar(part)]
            lines += [f"  {'- ' if n == 0 else '  '}{line}" for n, line in enumerate(inner)]
    return lines


def _scalar(text: str) -> str:
    text = _one_line(text)
    # what JSON quotes, YAML reads in the same way
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _digest_note(reference: Reference) -> str:
    return f"SHA-256 of {reference.file}: {reference.digest}" if reference.digest else ""


def _one_line(text: str) -> str:
    """Make white space one blank and drop control characters, which no form can carry."""
    return " ".join("".join(sign if sign.isprintable() or sign.isspace() else "" for sign in text).split())


#: The forms by their names.
FORMS: Mapping[str, Callable[[Sequence[Reference]], str]] = {
    "apa": apa,
    "bibtex": bibtex,
    "ris": ris,
    "cff": cff,
    "json": csl,
}
