"""Release models: what a released version says of itself; in release.json."""

from corrigenda.authors import Author
from corrigenda.declarations import Frozen
from corrigenda.publication import Publication

SUMS = "SHA256SUMS"
RELEASE = "release.json"


def face(version: str, dirty: bool) -> str:
    """Return a version as the face of every output says it."""
    return f"{version} (from files that git does not hold)" if dirty else version


class Shown(Frozen):
    """An exhibit that the report shows.

    ``label`` is as printed (``Table 6``); ``caption``, ``alt`` and ``source`` are plain text;
    ``files`` lists its files, which lie in ``<exhibit>/``.
    """

    id: str
    kind: str
    label: str
    caption: str
    alt: str
    source: str
    record: str
    files: tuple[str, ...]


class Release(Frozen):
    """A released version of a report, or the working tree, whose version is ``unreleased``.

    ``date`` is year-month-day. ``commit`` is that of git; empty where ``dirty`` says that git did
    not hold the files. ``earlier`` gives the SHA-256 of SHA256SUMS of every earlier release, so
    that each release vouches for those before it. ``changes`` says in one sentence what differs
    from the release before.
    """

    study: str
    version: str
    date: str
    note: str
    title: str
    subtitle: str
    lang: str
    abstract: str
    authors: tuple[Author, ...]
    notice: str
    notice_short: str
    publication: Publication
    record: str
    data: str
    commit: str
    dirty: bool
    software: dict[str, str]
    exhibits: tuple[Shown, ...]
    earlier: dict[str, str]
    changes: str

    @property
    def id(self) -> str:
        """Name the release: ``clinician-interviews 1.0.0``."""
        return f"{self.study} {self.version}"

    @property
    def face(self) -> str:
        """The version as the face of every output says it."""
        return face(self.version, self.dirty)

    @property
    def year(self) -> int:
        """The year of the release."""
        return int(self.date[:4])


class Passage(Frozen):
    """A piece of the report's text as its reader sees it.

    ``section`` is the id of the section and ``title`` its heading; ``kind`` is heading, paragraph,
    item, caption, quotation, note or cell.
    """

    section: str
    title: str
    kind: str
    text: str


class LedgerRow(Frozen):
    """A correction as it may be published: without its respondent unless the study discloses them.

    ``item`` is that of the change which the row makes or takes back; ``change`` says what it
    changes, ``reason`` who decided and why, ``moved`` what it moved.
    """

    id: str
    date: str
    item: str
    change: str
    reason: str
    withdrawn_by: str
    moved: tuple[str, ...]
    respondent: str = ""
