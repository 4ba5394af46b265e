"""Documents and figures at hand, for notebooks and scripts: `eduplans.read` and `eduplans.figures`.

The same reading and the same grammar as `eduplans ingest`, with results that show themselves in Jupyter: a document
as its outline, figures as a table with their phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, overload

from eduplans.model import Document, Figure

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Figures", "figures", "read", "read_text"]


@dataclass(frozen=True, slots=True, repr=False)
class Figures(Sequence[Figure]):
    r"""The figures of one document, in reading order.

    Parameters
    ----------
    doc
        Id of the document.
    found
        The figures.

    Examples
    --------
    >>> found = figures(read_text("一、学位\n全县新增学位1200个。", doc="demo-2024-plan"))
    >>> found
    <1 figure of demo-2024-plan>
    >>> found[0].as_printed
    '1200个'
    """

    doc: str
    found: tuple[Figure, ...]

    @overload
    def __getitem__(self, index: int) -> Figure: ...
    @overload
    def __getitem__(self, index: slice) -> Figures: ...
    def __getitem__(self, index: int | slice) -> Figure | Figures:
        """Give one figure, or some of them as `Figures`."""
        if isinstance(index, slice):
            return replace(self, found=self.found[index])
        return self.found[index]

    def __len__(self) -> int:
        """Count the figures."""
        return len(self.found)

    def __repr__(self) -> str:
        """Say how many of which document."""
        return f"<{len(self)} figure{'' if len(self) == 1 else 's'} of {self.doc}>"

    def _repr_html_(self) -> str:
        from eduplans.views import figures_html

        return figures_html(self.found, self.doc)

    def table(self) -> pd.DataFrame:
        r"""Give the figures as a table with the columns of the codebook of figures.

        Returns
        -------
        pandas.DataFrame
            One row a figure: the columns of ``eduplans figures --format csv``, and the phrase. `year` is ``Int64``;
            `value` and `value_max` are in the base unit (yuan, persons, percent).

        Examples
        --------
        >>> found = figures(read_text("一、学位\n全县新增学位1200个。", doc="demo-2024-plan"))
        >>> found.table()[["as_printed", "unit", "measure", "change"]].iloc[0].to_list()
        ['1200个', 'place', '新增学位', 'difference']
        """
        import pandas as pd

        from eduplans.printing import FIGURE_COLUMNS
        from eduplans.rows import codebook_row

        rows = [codebook_row(self.doc, order, figure) for order, figure in enumerate(self.found, start=1)]
        frame = pd.DataFrame(rows, columns=list(FIGURE_COLUMNS))
        frame["phrase"] = pd.Series([figure.phrase for figure in self.found], dtype="str")
        types = {"value": "float64", "value_max": "float64", "year": "Int64", "order": "int64"}
        return frame.astype(types)


def read(path: Path | str) -> Document:
    r"""Read a document: clean text, identity, items, damage.

    Parameters
    ----------
    path
        A file: text in any Chinese encoding, HTML, DOCX, PDF with text, CSV or XLSX.

    Returns
    -------
    eduplans.model.Document
        Its id is the file's name without ending, as in the tables; Jupyter shows its outline.

    Raises
    ------
    eduplans.errors.DocumentError
        The file cannot be read; it says what is wrong and what to do.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "demo-2024-plan.txt")
    ...     _ = path.write_text("云泽县2024年教育工作要点\n一、学位\n全县新增学位1200个。", encoding="gb18030")
    ...     document = read(path)
    >>> document.doc, document.encoding, [item.heading for item in document.items]
    ('demo-2024-plan', 'gb18030', ['学位'])
    """
    from eduplans.documents import read_document
    from eduplans.paths import document_id

    path = Path(path)
    return replace(read_document(path), doc=document_id(path))


def read_text(text: str, doc: str = "text") -> Document:
    r"""Read a text at hand as `read` does a file.

    Parameters
    ----------
    text
        The text of a document.
    doc
        Its id.

    Returns
    -------
    eduplans.model.Document

    Examples
    --------
    >>> [item.heading for item in read_text("一、保障投入\n二、队伍建设").items]
    ['保障投入', '队伍建设']
    """
    from eduplans.documents import document_from_text

    return document_from_text(text, doc)


def figures(source: Document | Path | str) -> Figures:
    r"""Find the figures of a document.

    Parameters
    ----------
    source
        A document that was read, or the path of a file.

    Returns
    -------
    Figures
        In reading order; Jupyter shows them with their phrases, `Figures.table` gives a DataFrame.

    Raises
    ------
    eduplans.errors.DocumentError
        The file cannot be read.

    Examples
    --------
    >>> [(one.as_printed, one.value, one.unit) for one in figures(read_text("一、投入\n教育支出6.48亿元。"))]
    [('6.48亿元', 648000000.0, 'yuan')]
    """
    from eduplans.figures import find_figures

    document = source if isinstance(source, Document) else read(source)
    return Figures(document.doc, find_figures(document))
