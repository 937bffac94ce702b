"""What a crate must not hand over: who the respondents are, and what they wrote."""

import csv
import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from corrigenda.disclosure import Mask
from corrigenda.project import Project

SHORTEST = 12  # characters of an answer that nobody else would write by chance
COUNTED = 5  # digits of an id that no count or year looks like
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.?!])\s|\n")
_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[\w/+=]*")
_FIRST = 3  # words by which sentences are looked up

Words = tuple[str, ...]


class Confidential:
    """Finds respondents' ids and open answers in texts, as far as a study keeps them back.

    Parameters
    ----------
    project
        The study within its folder; what is not built is not known.
    """

    def __init__(self, project: Project):
        self.project, self.discloses = project, project.study.discloses

    def is_in(self, path: Path) -> bool:
        """Say whether a file is a text that names a respondent or repeats an open answer.

        Parameters
        ----------
        path
            The file.

        Returns
        -------
        bool
            Whether an id stands in it, or an answer or a sentence of one that is long enough.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return False
        return self.tells(text)

    def tells(self, text: str) -> bool:
        """Say whether a text names a respondent or repeats an open answer.

        Parameters
        ----------
        text
            Such as the reason of a correction; characters may be escaped.

        Returns
        -------
        bool
            Whether an id stands in it, or an answer or a sentence of one that is long enough.
        """
        text = html.unescape(unquote(_EMBEDDED.sub("", text))).replace("\\n", " ")
        return self._ids.finds(text) or self._repeats(_words(text))

    def masked(self, text: str) -> str:
        """Return a text without the ids of respondents."""
        return self._ids(text)

    @cached_property
    def _ids(self) -> Mask:
        kept = "respondents" not in self.discloses
        rows = self._rows("dispositions.csv") if kept else ()
        ids = {row["respondent"] for row in rows}
        return Mask(i for i in ids if not i.isdecimal() or len(i) >= COUNTED)

    def _repeats(self, words: Words) -> bool:
        for at in range(len(words) if self._said else 0):
            for size in range(1, _FIRST + 1):
                for said in self._said.get(words[at : at + size], ()):
                    if words[at : at + len(said)] == said:
                        return True
        return False

    @cached_property
    def _said(self) -> dict[Words, set[Words]]:
        """Answers and their sentences under their first words; none that may be read anyway."""
        found: dict[Words, set[Words]] = defaultdict(set)
        answers = self._answers() if "open_text" not in self.discloses else ()
        parts = {part.strip() for text in answers for part in (text, *_SENTENCE.split(text))}
        said = {_words(part) for part in parts if len(part) >= SHORTEST}
        public = "/".join(f" {' '.join(_words(text))} " for text in self._public())
        for words in said - {()}:
            if f" {' '.join(words)} " not in public:
                found[words[:_FIRST]].add(words)
        return found

    def _answers(self) -> Iterator[str]:
        """Yield every open answer, as it was given and as the ledger corrects it."""
        open_ = {i.id: i.column for i in self.project.items.values() if i.kind == "open"}
        for row in self._rows("responses.csv"):
            yield from (row[column] for column in open_.values())
        for row in self.project.ledger:
            yield from (row.old, row.new) if row.item in open_ else ()

    def _public(self) -> Iterator[str]:
        """Yield the words of the codebook, and the excerpts that the report is let to show."""
        yield from (excerpt.text for excerpt in self.project.excerpts)
        for item in self.project.items.values():
            yield from (item.label, item.question or "", *(o.label for o in item.options))

    def _rows(self, name: str) -> Iterable[dict[str, str]]:
        path = self.project.build / name
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file)


def _words(text: str) -> Words:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
