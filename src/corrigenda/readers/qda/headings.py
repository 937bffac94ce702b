"""Headings that the lists of coded excerpts of several programs bear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

DOCUMENT = (
    "document name", "document", "documents", "document title", "media title", "resource title",
    "resource", "source", "source name", "file name", "file", "filename", "transcript", "interview",
    "dokumentname", "dokument", "nom du document", "nombre del documento", "documento", "case",
)  # fmt: skip
CONTENT = (
    "content", "excerpt copy", "excerpt", "coded segment", "coded segments", "segment",
    "quotation content", "quotation text", "quotation", "quote", "coded text", "selected text",
    "highlight", "text", "segment text", "codiertes segment", "zitat", "zitatinhalt", "segmento",
    "segment codé", "citation",
)  # fmt: skip
CODE = (
    "code", "code name", "codename", "code path", "tag", "node", "label", "código", "kode",
)  # fmt: skip
CODES = (
    "codes applied combined", "codes applied", "codes", "tags", "code names", "nodes", "kodes",
    "códigos",
)  # fmt: skip
CODER = (
    "created by", "excerpt creator", "coder", "coded by", "creator", "user", "author", "annotator",
    "erstellt von", "bearbeitet von", "codeur", "créé par", "creado por", "codierer",
)  # fmt: skip
DATE = (
    "created", "excerpt date", "created at", "creation date", "date created", "coded on", "date",
    "erstellt am", "erstellt", "créé", "creado",
)  # fmt: skip
APPLIED = re.compile(r"code:\s*(.+?)\s+applied", re.IGNORECASE)


@dataclass(frozen=True)
class Roles:
    """Which column holds what, by position; None where no column does.

    ``codes`` may hold several; ``applied`` are columns of one code each.
    """

    document: int | None
    content: int | None
    code: int | None
    codes: int | None
    coder: int | None
    date: int | None
    applied: tuple[tuple[int, str], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What no column holds, in words."""
        coded = self.code is not None or self.codes is not None or self.applied
        return (
            *(() if self.document is not None else ("the document (such as Document name)",)),
            *(() if self.content is not None else ("the excerpt (such as Segment or Content)",)),
            *(() if coded else ("its code (such as Code or Tag)",)),
        )


def roles_of(header: Sequence[str]) -> Roles:
    """Recognise the columns of a list of excerpts.

    Parameters
    ----------
    header
        The cells of a row.

    Returns
    -------
    Roles
        What each column holds.
    """
    cells = [" ".join(cell.replace("_", " ").split()).casefold().strip(":*") for cell in header]

    def first(names: Sequence[str]) -> int | None:
        return next((cells.index(name) for name in names if name in cells), None)

    applied = ((n, APPLIED.fullmatch(" ".join(cell.split()))) for n, cell in enumerate(header))
    return Roles(
        first(DOCUMENT),
        first(CONTENT),
        first(CODE),
        first(CODES),
        first(CODER),
        first(DATE),
        tuple((n, found[1]) for n, found in applied if found),
    )
