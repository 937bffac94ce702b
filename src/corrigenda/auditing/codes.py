"""Codes: who holds them, who gave them, and the passages that carry them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property

from corrigenda.auditing.built import read_rows, readable
from corrigenda.auditing.slices import HELD, Slices
from corrigenda.auditing.touching import CodePart, Passage
from corrigenda.lineage import USED
from corrigenda.project import Project

Reads = Mapping[str, Collection[str]]  # under each item the options that matter; none: all


@dataclass(frozen=True)
class Coded:
    """A code application, as it stands in the raw codings and after the ledger."""

    respondent: str
    code: str
    start: int
    end: int
    coder: str
    row: int
    applied: bool
    correction: str


class Codes:
    """Reads codings and answers, each file when it is first asked for.

    Parameters
    ----------
    slices
        Of the study.
    """

    def __init__(self, slices: Slices):
        self.slices = slices
        self.project: Project = slices.project
        self.applied = cache(self._applied)

    def _applied(self, item: str) -> list[Coded]:
        """Read the corrected codings of an item; a code of the ledger's alone has no passage."""
        with self._rows(f"codings/{item}.csv") as rows:
            return [
                Coded(r, code, int(start or 0), int(end or 0), coder, 0, held == HELD, correction)
                for r, code, start, end, coder, held, correction in rows
            ]

    @contextmanager
    def _rows(self, name: str) -> Iterator[Iterator[list[str]]]:
        path = self.project.build / name
        place = self.project.place(path)
        with readable(place):
            rows = read_rows(path, place)
            next(rows, None)
            yield rows

    def parts(self, reads: Reads) -> Iterator[CodePart]:
        """Yield the codes that count."""
        for item_id, options in reads.items():
            item = self.project.items[item_id]
            for option in item.options if item.kind == "coded" else ():
                if not options or option.id in options:
                    yield self._part(item_id, option)

    def _part(self, item: str, option) -> CodePart:
        own = [one for one in self.applied(item) if one.code == option.id]
        kept = [one for one in own if one.applied]
        return CodePart(
            item=item,
            code=option.id,
            label=option.label,
            definition=option.definition or "",
            respondents=len(self.slices[item].holders(option.id)),
            passages=dict(sorted(Counter(one.coder for one in kept if one.coder).items())),
            by_correction=sum(not one.coder for one in kept),
            taken_away=len({one.respondent for one in own if not one.applied}),
        )

    @cached_property
    def raw(self) -> dict[str, dict[str, list[Coded]]]:
        """The raw code applications under item and respondent, with their rows."""
        found: dict = defaultdict(lambda: defaultdict(list))
        with self._rows("codings.csv") as rows:
            for row, respondent, item, code, start, end, coder, _ in rows:
                one = Coded(respondent, code, int(start), int(end), coder, int(row), True, "")
                found[item][respondent].append(one)
        return found

    def passages(self, reads: Reads, named: bool, whose: str = "") -> Iterator[Passage]:
        """Yield the passages of the codes that count, and the open answers that are read.

        Parameters
        ----------
        reads
            Items and options.
        named
            Whether respondents may be named.
        whose
            The only respondent that is asked about, if it is one.

        Yields
        ------
        Passage
            By item and code, in the order of the codings.
        """
        for item_id, options in reads.items():
            item = self.project.items[item_id]
            if item.kind == "open":
                yield from self._answered(item_id, named, whose)
            for option in item.options if item.kind == "coded" else ():
                if not options or option.id in options:
                    yield from self._of_code(item_id, option.id, named, whose)

    def _answered(self, item: str, named: bool, whose: str) -> Iterator[Passage]:
        for respondent, text in self.slices[item].values.items():
            if text and whose in ("", respondent):
                yield Passage(item, "", respondent if named else "", "", 0, text, "")

    def _of_code(self, item: str, code: str, named: bool, whose: str) -> Iterator[Passage]:
        answers = self.answers[self.project.items[item].coded_from]
        for one in self.applied(item):
            if one.code == code and whose in ("", one.respondent):
                text = answers.get(one.respondent, "")[one.start : one.end]
                shown = one.respondent if named else ""
                row = self._row(item, one)
                yield Passage(item, code, shown, one.coder, row, text, _note(one))

    def _row(self, item: str, one: Coded) -> int:
        key = (one.code, one.start, one.end, one.coder)
        raw = self.raw[item][one.respondent]
        return next((r.row for r in raw if (r.code, r.start, r.end, r.coder) == key), 0)

    @cached_property
    def answers(self) -> dict[str, dict[str, str]]:
        """The raw open answers, in which offsets count, under item and respondent."""
        items = {i.coded_from for i in self.project.items.values() if i.coded_from}
        columns = {self.project.items[i].column: i for i in items}
        path = self.project.build / "responses.csv"
        found: dict[str, dict[str, str]] = {item: {} for item in items}
        with readable(self.project.place(path)):
            rows = read_rows(path, self.project.place(path))
            header = next(rows)
            wanted = [(at, columns[name]) for at, name in enumerate(header) if name in columns]
            for row in rows:
                if row[2] == USED:
                    for at, item in wanted:
                        found[item][row[0]] = row[at]
        return found


def _note(one: Coded) -> str:
    if not one.correction:
        return ""
    if not one.coder:
        return f"given by {one.correction}, without a passage"
    return f"kept by {one.correction}" if one.applied else f"taken away by {one.correction}"
