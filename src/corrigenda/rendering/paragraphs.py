"""Where the paragraphs of a source stand: the runs of text that a reader reads in one go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.rendering.source import Source

_SPOKEN = ("title", "subtitle", "abstract")  # of the header; the rest are settings
_KEY = re.compile(r"(?P<key>[\w-]+):[ \t]*(?P<mark>[|>][-+\d]*[ \t]*$|[\"']?)")
_ITEM = re.compile(
    r"[ \t]*(?:>[ \t]?)*[ \t]*"
    r"(?:[-*+:~]|(?:\d+|\#)[.)]|\((?:\d+|@[\w-]*)\)|\[\^[^\]\s]+\]:)(?:[ \t]+|$)"
)
_HEADING = re.compile(r"#{1,6}[ \t]+")
_ALONE = re.compile(r"[ \t]*(?::{3,}|\[[^\]^@][^\]]*\]:[ \t]|[-*_=][-*_= \t]{2,}$)")
_TITLE = re.compile(
    r"""[ \t]*:{3,}[^\n]*?(?<![\w:-])title=(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'{}]+))"""
)
_ROW = re.compile(r"[ \t]*(?:\||\+[-=])")


@dataclass(frozen=True)
class Paragraph:
    """From its first to behind its last character; `spoken` unless it is a setting.

    An `attribute` is shown as it stands, without spans or markup, as the title of a callout.
    """

    start: int
    end: int
    spoken: bool = True
    attribute: bool = False


def paragraphs(source: Source) -> Iterator[Paragraph]:
    """Yield the paragraphs, list items, headings, captions and table rows of a source, in order.

    Parameters
    ----------
    source
        The source; its header counts line by line, and the abstract paragraph by paragraph.

    Yields
    ------
    Paragraph
        Without the marks of lists and headings before it.
    """
    lines = _Lines()
    for start, line in _lines(source):
        done = lines.setting(start, line) if start < source.body else lines.text(start, line)
        yield from done
    yield from lines.close()


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    end = len(source.prose)
    for start in source.starts:
        if start < end:
            yield start, source.prose[start : source.prose.index("\n", start)]


def _attribute(start: int, title: re.Match) -> Paragraph:
    first, last = title.span(title.lastgroup)
    return Paragraph(start + first, start + last, attribute=True)


class _Lines:
    """Collects lines until a paragraph is complete."""

    def __init__(self):
        self.start, self.end = -1, -1
        self.spoken, self.listed = True, False

    def close(self) -> list[Paragraph]:
        done = [Paragraph(self.start, self.end, self.spoken)] if self.start >= 0 else []
        self.start = -1
        return done

    def setting(self, start: int, line: str) -> list[Paragraph]:
        """Take a line of the header."""
        key = _KEY.match(line)
        if not line.strip() or line.rstrip() in ("---", "..."):
            return self.close()
        if not key:
            return self._extend(start, start, line)
        done = self.close()
        self.spoken = key["key"] in _SPOKEN
        if not line[key.end() :].strip():
            return done
        closing = 1 if key["mark"] and line.rstrip().endswith(key["mark"]) else 0
        return done + self._extend(start + key.end(), start, line.rstrip()[: -closing or None])

    def text(self, start: int, line: str) -> list[Paragraph]:
        """Take a line below the header."""
        if not line.strip() or _ALONE.match(line):
            done, self.listed = self.close(), self.listed and not line.strip()
            title = _TITLE.match(line)
            return [*done, _attribute(start, title)] if title else done
        heading = _HEADING.match(line)
        if heading or _ROW.match(line):
            begins = start + (heading.end() if heading else 0)
            return [*self.close(), Paragraph(begins, start + len(line))]
        fresh = self.start < 0
        item = _ITEM.match(line) if fresh or self.listed else None
        if item:
            done, self.listed, self.spoken = self.close(), True, True
            return done + self._extend(start + item.end(), start, line)
        if fresh:
            self.listed, self.spoken = False, True
        return self._extend(start, start, line)

    def _extend(self, begins: int, start: int, line: str) -> list[Paragraph]:
        if self.start < 0:
            self.start = begins
        self.end = max(begins, start + len(line))
        return []
