"""Very many documents: a partitioned Parquet dataset, written part by part.

A part is written when its documents are read and checked, by a rename, and noted in the journal; so a run that was
interrupted goes on behind its last part. The list of parts, `dataset.json`, is replaced at the end: until then the
dataset is what it was. Parts that documents were replaced in are written anew under another number.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from eduplans.ingest.journal import failed_of_json
from eduplans.ingest.reading import TABLES, Failed, Ingested, digest_of
from eduplans.ingest.summary import IngestSummary
from eduplans.storage import storing, write_files
from eduplans.storage.commit import part_of
from eduplans.tables import RAW
from eduplans.tables.dataset import (
    MANIFEST,
    Dataset,
    Part,
    PartFile,
    arrow_table,
    parquet_bytes,
    part_of_json,
    read_dataset,
    table_of_parts,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from eduplans.ingest.journal import Journal
    from eduplans.ingest.reading import Given, Taken

__all__ = ["to_dataset"]

_COUNTS = ("doc", "items", "figures", "damage")


def to_dataset(
    given: Sequence[Given],
    out: Path,
    journal: Journal,
    read: Callable[[Iterable[Given]], Iterator[Taken]],
    tell: Callable[[str], None],
    reader: str,
) -> IngestSummary | tuple[Failed, ...]:
    """Read files and put their rows into a dataset.

    Parameters
    ----------
    given
        The files, in the order of their ids.
    out
        Folder of the raw tables; CSV files that are there become the first part.
    journal
        What an interrupted run has done.
    read
        Reads files, portion by portion.
    tell
        Called with sentences about documents.
    reader
        Who reads.

    Returns
    -------
    IngestSummary, or tuple of Failed
        What was done; what is wrong where not one file could be read.
    """
    work = _Work(out, journal, reader)
    failed = work.failed_before(given)
    skipped = {one.doc for one in failed}
    todo = [one for one in given if one.doc not in skipped and not work.has(one)]
    for taken in read(todo):
        failed += taken.failed
        work.add(taken)
        for note in taken.notes:
            tell(note)
    not_taken = {one.doc for one in failed}
    unchanged = [
        one.doc for one in given if one.doc in work.before and one.doc not in work.new and one.doc not in not_taken
    ]
    if not work.new and not unchanged:
        return tuple(failed)
    duplicates = work.finish()
    named = {one.doc for one in given}
    return IngestSummary(
        added=tuple(work.new[doc] for doc in sorted(work.new) if doc not in work.before),
        replaced=tuple(work.new[doc] for doc in sorted(work.new) if doc in work.before),
        kept=tuple(sorted(doc for doc in work.before if doc not in named)),
        failed=tuple(problem for one in failed for problem in one.problems),
        unchanged=tuple(unchanged),
        resumed=tuple(sorted(work.resumed)),
        duplicates=tuple(sorted(duplicates.items())),
        dataset=True,
    )


class _Work:
    """A dataset that parts are added to.

    Attributes
    ----------
    before : dict
        Digest and reader of each document of the dataset as it was.
    new : dict
        Each document of the parts that were added.
    resumed : set
        Those of them that an interrupted run added.
    """

    def __init__(self, out: Path, journal: Journal, reader: str) -> None:
        self._out = out
        self._journal = journal
        self._reader = reader
        self.new: dict[str, Ingested] = {}
        found = read_dataset(out)
        self._old = list(found.parts) if found else []
        self._added = [part_of_json(line["part"]) for line in journal.lines if line["part"]]
        if not self._whole(self._added):
            self._added = []
            journal.remove()
            journal.lines.clear()
        self._number = 1 + max(map(_number, self._files()), default=-1)
        if found is None and not self._added:
            self._convert()
        self.before = dict(self._known(self._old))
        self._done = dict(self._known(self._added))
        for rows in table_of_parts(self._paths(self._added), RAW["documents"], _COUNTS):
            self.new.update((row["doc"], Ingested(**row)) for row in rows.to_pylist())
        self.resumed = set(self.new)

    def failed_before(self, given: Sequence[Given]) -> list[Failed]:
        """Files that an interrupted run could not take, where they are as they were."""
        failed = [failed_of_json(one) for line in self._journal.lines for one in line["failed"]]
        self._journal.lines.clear()
        paths = {one.doc: one.path for one in given}
        return [one for one in failed if one.doc in paths and one.sha256 and digest_of(paths[one.doc]) == one.sha256]

    def has(self, one: Given) -> bool:
        """Whether the rows of a file are there, made of the same bytes in the same way."""
        known = self._done.get(one.doc) or self.before.get(one.doc)
        return known is not None and known == (digest_of(one.path), self._reader)

    def add(self, taken: Taken) -> None:
        """Write a part and note it."""
        part = None
        if taken.parts:
            part = self._written({name: content for name, (content, _) in taken.parts.items()}, taken.parts)
            self._added.append(part)
            self.new.update((one.doc, one) for one in taken.read)
        self._journal.add({"part": part and asdict(part), "failed": [asdict(one) for one in taken.failed]})

    def finish(self) -> dict[str, str]:
        """Take out what was replaced, link copies, replace the list, and clear up.

        Returns
        -------
        dict of str to str
            The first document of the text of each copy.
        """
        from eduplans import __version__

        parts = [self._without(part, self.new.keys()) for part in self._old]
        parts += [self._only_last(at) for at in range(len(self._added))]
        whole = [part for part in parts if part is not None]
        duplicates = self._duplicates(whole)
        fresh = {part.files["documents"].file for part in self._added}
        whole = [self._linked(part, duplicates, fresh) for part in whole]
        write_files({self._out / MANIFEST: Dataset(tuple(whole)).content(__version__)})
        self._clear(whole)
        return duplicates

    def _convert(self) -> None:
        """Make a part of the CSV files that were there before."""
        from eduplans.ingest.small import check_kept, old_frames

        frames = old_frames(self._out)
        if not frames:
            return
        check_kept(self._out, set(frames["documents"]["doc"]))
        import pandas as pd

        for name in TABLES:
            frames.setdefault(name, pd.DataFrame(columns=pd.Index(RAW[name].names), dtype="str"))
        contents = {name: parquet_bytes(arrow_table(one, RAW[name])) for name, one in frames.items()}
        part = self._written(contents, {name: (b"", len(one)) for name, one in frames.items()})
        # who read them is known by version only, so that they are read again where they are given
        self._old = [replace(part, reader="")]

    def _written(self, contents: Mapping[str, bytes], rows: Mapping[str, tuple[bytes, int]]) -> Part:
        number, self._number = self._number, self._number + 1
        files = {}
        for name in TABLES:
            file = f"{name}/part-{number:05d}.parquet"
            _replace(self._out / file, contents[name])
            digest = hashlib.sha256(contents[name]).hexdigest()
            files[name] = PartFile(file, rows[name][1], len(contents[name]), digest)
        return Part(self._reader, files)

    def _known(self, parts: Sequence[Part]) -> Iterator[tuple[str, tuple[str, str]]]:
        for part in parts:
            for rows in table_of_parts(self._paths([part]), RAW["documents"], ["doc", "sha256_file"]):
                for row in rows.to_pylist():
                    yield row["doc"], (row["sha256_file"], part.reader)

    def _paths(self, parts: Sequence[Part]) -> list[Path]:
        return Dataset(tuple(parts)).paths("documents", self._out)

    def _whole(self, parts: Sequence[Part]) -> bool:
        """Whether all files of the journal are there in the size that was noted."""
        files = [file for part in parts for file in part.files.values()]
        paths = [(self._out / file.file, file.bytes) for file in files]
        return all(path.is_file() and path.stat().st_size == size for path, size in paths)

    def _files(self) -> Iterator[str]:
        for part in (*self._old, *self._added):
            for file in part.files.values():
                yield file.file

    def _only_last(self, at: int) -> Part | None:
        """Leave out of an added part what a later one has again: a file that changed between two runs."""
        later = self._added[at + 1 :]
        if not self.resumed or not later:
            return self._added[at]
        docs = {doc for doc, _ in self._known(later)} & self.resumed
        return self._without(self._added[at], docs)

    def _without(self, part: Part, docs: Any) -> Part | None:
        """Leave documents out of a part, which then is written anew; None where nothing is left of it."""
        import pyarrow as pa
        import pyarrow.compute as pc

        path = self._out / part.files["documents"].file
        found = next(table_of_parts([path], RAW["documents"], ["doc"]))["doc"].to_pylist()
        gone = [doc for doc in found if doc in docs]
        if not gone:
            return part
        if len(gone) == len(found):
            return None
        tables = {}
        for name, file in part.files.items():
            rows = next(table_of_parts([self._out / file.file], RAW[name]))
            tables[name] = rows.filter(pc.invert(pc.is_in(rows["doc"], value_set=pa.array(gone, pa.string()))))
        contents = {name: parquet_bytes(rows) for name, rows in tables.items()}
        made = self._written(contents, {name: (b"", rows.num_rows) for name, rows in tables.items()})
        return replace(made, reader=part.reader)

    def _duplicates(self, parts: Sequence[Part]) -> dict[str, str]:
        from eduplans.duplicates import find_duplicates

        def fingerprints() -> Iterator[tuple[str, str]]:
            for rows in table_of_parts(self._paths(parts), RAW["documents"], ["doc", "fingerprint"]):
                for row in rows.to_pylist():
                    yield row["doc"], row["fingerprint"] or ""

        return find_duplicates(fingerprints())

    def _linked(self, part: Part, duplicates: Mapping[str, str], fresh: set[str]) -> Part:
        """Write the links of a part's documents, where they are not yet there."""
        import pyarrow as pa

        file = part.files["documents"]
        table = RAW["documents"]
        rows = next(table_of_parts([self._out / file.file], table))
        links = pa.array([duplicates.get(doc) for doc in rows["doc"].to_pylist()], pa.string())
        at = table.names.index("duplicate_of")
        if rows["duplicate_of"].combine_chunks().equals(links):
            return part
        content = parquet_bytes(rows.set_column(at, rows.schema.field(at), links))
        name = file.file
        if name not in fresh:  # the list that holds until now names it
            name, self._number = f"documents/part-{self._number:05d}.parquet", self._number + 1
        _replace(self._out / name, content)
        linked = PartFile(name, file.rows, len(content), hashlib.sha256(content).hexdigest())
        return replace(part, files={**part.files, "documents": linked})

    def _clear(self, parts: Sequence[Part]) -> None:
        """Remove what does not belong to the dataset: former parts, debris of killed runs, the CSV files before it."""
        from eduplans.digests import FILE

        belongs = {file.file for part in parts for file in part.files.values()}
        for name in TABLES:
            with storing(self._out / name):
                (self._out / f"{name}.csv").unlink(missing_ok=True)
                for path in (self._out / name).glob("*"):
                    if f"{name}/{path.name}" not in belongs:
                        path.unlink()
        with storing(self._out):
            (self._out / FILE).unlink(missing_ok=True)


def _number(file: str) -> int:
    return int(file.rpartition("-")[2].partition(".")[0])


def _replace(path: Path, content: bytes) -> None:
    beside = part_of(path)
    with storing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
