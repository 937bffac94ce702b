"""Texts of a project's sources, wherever in the archive they are."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

from corrigenda.readers.archives import MEBIBYTE, read_member
from corrigenda.readers.qda.positions import Laid, laid
from corrigenda.readers.qda.project import RawSource

TEXT = 64 * MEBIBYTE  # bytes of one text
TEXTS = 512 * MEBIBYTE
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
INSIDE = "internal://"


@dataclass
class Forgiven:
    """How many texts were not as the standard has them."""

    without_prefix: int = 0
    encoded: int = 0
    unreadable: int = 0
    too_long: int = 0


@dataclass
class Folder:
    """The files of an archive by their names, whatever their case and folder.

    Parameters
    ----------
    archive
        As `checked_archive` gives it; None of a project file that stands alone.
    """

    archive: zipfile.ZipFile | None
    forgiven: Forgiven = field(default_factory=Forgiven)
    left: int = TEXTS

    def __post_init__(self) -> None:
        members = self.archive.namelist() if self.archive else []
        self.paths = {_folded(name): name for name in members if not name.endswith("/")}
        self.names = {path.rpartition("/")[2]: path for path in reversed(self.paths)}

    def text_of(self, source: RawSource) -> Laid | None:
        """Return the text of a source, or None where it has none that can be read."""
        if source.content is not None and source.content.strip():
            return laid(source.content)
        for path in _candidates(source):
            name = self._found(path)
            if name:
                if source.path and not source.path.casefold().startswith(INSIDE):
                    self.forgiven.without_prefix += 1
                return self._read(name)
        return laid(source.content) if source.content is not None else None

    def _found(self, path: str) -> str | None:
        folded = _folded(path)
        for known in (folded, f"sources/{folded}", self.names.get(folded.rpartition("/")[2], "")):
            if known in self.paths:
                return self.paths[known]
        return None

    def _read(self, name: str) -> Laid | None:
        size = self.archive.getinfo(name).file_size
        self.left -= size
        if size > TEXT or self.left < 0:
            self.forgiven.too_long += 1
            return None
        text = self._decoded(read_member(self.archive, name, TEXT))
        if text is None or "\0" in text:
            self.forgiven.unreadable += 1
            return None
        return laid(text)

    def _decoded(self, data: bytes) -> str | None:
        encodings = [name for bom, name in BOMS.items() if data.startswith(bom)]
        if not encodings:
            zeros = data[:400].count(0)
            even = data[:400:2].count(0) > data[1:400:2].count(0)
            wide = "utf-16-be" if even else "utf-16-le"
            encodings = [wide] if zeros * 4 > len(data[:400]) else ["utf-8", "cp1252"]
        for encoding in encodings:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            self.forgiven.encoded += encoding not in ("utf-8", "utf-8-sig")
            return text
        return None


def _folded(path: str) -> str:
    return path.replace("\\", "/").strip("/").casefold()


def _candidates(source: RawSource) -> Iterator[str]:
    """Name the files that may hold the text of a source, the likeliest first."""
    if source.path:
        yield (bare := unquote(source.path.partition("://")[2] or source.path))
        yield source.path.partition("://")[2] or source.path
        if not PurePosixPath(bare).suffix:
            yield f"{bare}.txt"
    if source.rich:
        rich = unquote(source.rich.partition("://")[2] or source.rich)
        yield str(PurePosixPath(rich).with_suffix(".txt")) if PurePosixPath(rich).name else rich
    for guid in source.guids:
        if guid:
            yield f"{guid}.txt"
