"""Where a run shows something else than what was accepted."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, RunError
from eduplans.runs.expect import Output, expectation
from eduplans.runs.notebook import Place, read_notebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from eduplans.runs.plan import Run


#: Texts longer than this are cut in messages.
_LONG = 160


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a run differs from what was accepted.

    Parameters
    ----------
    run
        Name of the run.
    place
        Cell and heading as a reader finds them.
    output
        Which output of the cell, such as ``output 2 (table)``; empty where the cell itself differs.
    what
        What was expected and what was found.

    Examples
    --------
    >>> print(Difference("corpus", "cell 7 (4th code cell)", "output 1 (text)", "expected 'a', found 'b'"))
    run corpus, cell 7 (4th code cell), output 1 (text): expected 'a', found 'b'
    """

    run: str
    place: str
    output: str
    what: str

    def __str__(self) -> str:
        return f"{', '.join(part for part in (f'run {self.run}', self.place, self.output) if part)}: {self.what}"


def compare_run(executed: Path, expected: Path, run: Run) -> list[Difference]:
    """Compare an executed notebook with what was accepted for its run.

    Parameters
    ----------
    executed
        The executed notebook.
    expected
        The file of the expectation, as `accept_runs` writes it.
    run
        The run.

    Returns
    -------
    list of Difference
        Empty where tables, texts, pictures and warnings are the same.

    Raises
    ------
    RunError
        One of the files is missing or cannot be read.
    """
    try:
        wanted = json.loads(expected.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RunError(
            Problem(
                "no expected outputs for this run", where=str(expected), remedy="look at the run, then eduplans accept"
            )
        ) from None
    except ValueError as error:
        raise RunError(Problem(f"not readable as JSON: {error}", where=str(expected))) from error
    return list(compare_expectations(expectation(read_notebook(executed), run), wanted))


def check_run(executed: Path, expected: Path, run: Run) -> None:
    """Raise a `RunError` that names every place where a run differs from what was accepted."""
    differences = compare_run(executed, expected, run)
    if differences:
        raise RunError(
            [Problem(str(difference), rule="as accepted") for difference in differences]
            + [Problem("if the new outputs are right", remedy="eduplans accept takes them over")]
        )


def compare_expectations(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[Difference]:
    """Compare what a run shows with what was accepted, cell by cell.

    Parameters
    ----------
    found, wanted
        Descriptions by `expectation`.

    Yields
    ------
    Difference
    """
    name = wanted["run"]
    for key in ("run", "notebook", "parameters"):
        if found[key] != wanted[key]:
            yield Difference(name, "", "", f"{key}: expected {wanted[key]!r}, found {found[key]!r}")
    sources = [[cell["source"] for cell in side["cells"]] for side in (wanted, found)]
    if len(sources[0]) == len(sources[1]):
        pairs = list(zip(wanted["cells"], found["cells"], strict=True))
    else:
        yield from _cells_differ(name, found["cells"], wanted["cells"])
        pairs = [(wanted["cells"][one], found["cells"][two]) for one, two in _same(*sources)]
    for expected, actual in pairs:
        yield from _outputs(name, actual, expected)


def _cells_differ(name: str, found: Sequence[Any], wanted: Sequence[Any]) -> Iterator[Difference]:
    sources = [cell["source"] for cell in wanted], [cell["source"] for cell in found]
    same = _same(*sources)
    for side, cells, word in ((0, wanted, "is gone or changed"), (1, found, "is new or changed")):
        kept = {pair[side] for pair in same}
        for number, cell in enumerate(cells):
            if number not in kept:
                yield Difference(name, _place(cell), "", f"this cell {word} since the outputs were accepted")


def _same(wanted: list[str], found: list[str]) -> list[tuple[int, int]]:
    blocks = difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]


def _outputs(name: str, found: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[Difference]:
    """Pair the outputs of one cell: alike ones first, then those of one kind, the rest is missing or extra."""
    place = _place(found)
    left, right = ([_content(output) for output in side["outputs"]] for side in (wanted, found))
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for tag, start, end, other, stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        missing, extra = list(wanted["outputs"][start:end]), list(found["outputs"][other:stop])
        for output in list(missing):
            twin = next((one for one in extra if one["kind"] == output["kind"]), None)
            if twin is not None:
                extra.remove(twin)
                missing.remove(output)
                yield Difference(name, place, _which(twin), _change(output, twin))
        for output in missing:
            yield Difference(name, place, _which(output), f"missing: {_brief(output)}")
        for output in extra:
            yield Difference(name, place, _which(output), f"not expected: {_brief(output)}")


def _content(output: Output) -> str:
    """Serialise an output without its number: one put in before it does not change it."""
    return json.dumps({key: value for key, value in output.items() if key != "output"}, sort_keys=True)


def _which(output: Output) -> str:
    return f"output {output['output']} ({output['kind']})"


def _change(wanted: Output, found: Output) -> str:
    if wanted.get("caption") != found.get("caption"):
        return f"caption: {_sides(wanted.get('caption', ''), found.get('caption', ''))}"
    if wanted["kind"] == "table":
        return _table_change(wanted["rows"], found["rows"])
    if wanted["kind"] == "picture":
        return _picture_change(wanted, found)
    for number, (old, new) in enumerate(zip(wanted["text"], found["text"], strict=False), start=1):
        if old != new:
            return f"line {number}: {_sides(old, new)}"
    return f"expected {_lines(len(wanted['text']))}, found {_lines(len(found['text']))}: {_tail(wanted, found)!r}"


def _table_change(wanted: Sequence[str], found: Sequence[str]) -> str:
    if len(wanted) != len(found):
        row = next(
            (n for n, (old, new) in enumerate(zip(wanted, found, strict=False)) if old != new),
            min(len(wanted), len(found)),
        )
        sides = [rows[row].replace("\t", " | ") if row < len(rows) else "nothing" for rows in (wanted, found)]
        return (
            f"expected {len(wanted)} rows with the header, found {len(found)}; the first that differs is "
            f"row {row + 1}: expected {sides[0]!r}, found {sides[1]!r}"
        )
    row = next(n for n, (old, new) in enumerate(zip(wanted, found, strict=True)) if old != new)
    old, new = wanted[row].split("\t"), found[row].split("\t")
    if len(old) != len(new):
        return f"row {row + 1}: expected {len(old)} cells, found {len(new)}"
    column = next(n for n, (one, two) in enumerate(zip(old, new, strict=True)) if one != two)
    head = wanted[0].split("\t")
    title = head[column] if row and len(head) == len(old) and head[column] else str(column + 1)
    return f"row {row + 1}, column {title}: {_sides(old[column], new[column])}"


def _picture_change(wanted: Output, found: Output) -> str:
    if wanted["size"] != found["size"]:
        return f"another picture: expected {wanted['size']} pixels, found {found['size']}"
    if wanted["pixels"] != found["pixels"]:
        return f"another picture of the same size ({found['size']}): its pixels differ"
    return f"alternative text: expected {wanted.get('alt', '')!r}, found {found.get('alt', '')!r}"


def _sides(wanted: str, found: str) -> str:
    """Put two texts side by side; of long ones only what surrounds the first sign that differs."""
    if max(len(wanted), len(found)) > _LONG:
        pairs = enumerate(zip(wanted, found, strict=False))
        same = next((n for n, (one, two) in pairs if one != two), min(len(wanted), len(found)))
        start = max(same - _LONG // 4, 0)
        cut = [("…" if start else "") + text[start : start + _LONG] for text in (wanted, found)]
        wanted, found = (
            part + ("…" if start + _LONG < len(text) else "") for part, text in zip(cut, (wanted, found), strict=True)
        )
    return f"expected {wanted!r}, found {found!r}"


def _tail(wanted: Output, found: Output) -> str:
    longer = max(wanted["text"], found["text"], key=len)
    return str(longer[min(len(wanted["text"]), len(found["text"]))])


def _lines(number: int) -> str:
    return f"{number} line{'s' if number != 1 else ''}"


def _brief(output: Output) -> str:
    if output["kind"] == "picture":
        return f"a picture of {output['size']} pixels"
    if output["kind"] == "table":
        return (
            f"a table of {len(output['rows'])} rows, headed {output['rows'][0].replace(chr(9), ' | ')!r}"
            if output["rows"]
            else "an empty table"
        )
    return repr(output["text"][0]) if output["text"] else "an empty text"


def _place(cell: Mapping[str, Any]) -> str:
    return str(Place(cell["cell"], cell["code"], None, cell["heading"]))
