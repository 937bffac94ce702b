"""Telling: what a later export would change, on one screen of a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corrigenda.errors import Problem, quoted
from corrigenda.items import Item
from corrigenda.renewing.additions import Additions
from corrigenda.renewing.comparing import Difference
from corrigenda.renewing.fitting import Misfits
from corrigenda.renewing.unknown import Added
from corrigenda.study import Fieldwork

IDS, ENTRIES, PROBLEMS = 10, 5, 3  # shown; what more there is, is counted
NUMBERED = (
    "No column names the respondents, so they are numbered in their order: the comparison and the "
    "ledger hold only if the later export has the earlier responses first, in the same order."
)
OUTSIDE = (
    "Responses were given from {first} to {last}: put that into fieldwork in study.yaml, and into "
    "the sentences of the report that name the dates."
)
SHIFTED = "Coded answers that have changed, so that their passages may begin elsewhere"
SIMILAR = "If it is a slip, remove the option again and correct the answer in corrections.csv."


@dataclass(frozen=True)
class Found:
    """Everything that a later export would change.

    Parameters
    ----------
    earlier, later
        How messages name the two exports.
    difference
        Responses, respondents and cells.
    options
        New options, under the id of their item.
    added
        New items, and what was left out.
    awaited
        Items of the codebook that only the later export can fill.
    misfits
        What would not fit.
    relabelled
        Values that mean something else now: item, value, earlier label, later label.
    recoded
        How many codings there were and are, where they lie in the exports themselves and differ.
    shifted
        Respondents with codings in an answer that has changed.
    numbered
        Whether respondents are numbered in their order.
    given
        When the responses were given, where that is not the declared fieldwork.
    by_hand
        What has to be added by hand, under the file.
    written
        The files that would be written.
    """

    earlier: str
    later: str
    difference: Difference
    options: Mapping[str, Sequence[Added]]
    added: Additions
    awaited: Sequence[str]
    misfits: Misfits
    relabelled: Sequence[tuple[str, str, str, str]] = ()
    recoded: tuple[int, int] | None = None
    shifted: Sequence[str] = ()
    numbered: bool = False
    given: Fieldwork | None = None
    by_hand: Mapping[str, Iterable[str]] = field(default_factory=dict)
    written: Sequence[str] = ()

    @property
    def nothing(self) -> bool:
        """Whether the later export says the same as the earlier one."""
        added = self.options or self.added.items or self.added.left_out or self.awaited
        return self.difference.nothing and not (added or self.relabelled or self.recoded)


def told(found: Found) -> str:
    """Lay out for a terminal what a later export would change.

    Parameters
    ----------
    found
        Everything.

    Returns
    -------
    str
        Plain lines. They name respondents, but hold no open answer.
    """
    if found.nothing:
        return f"Nothing has changed in what the study reads: {found.later} and {found.earlier}."
    lines = [f"{found.later} in place of {found.earlier}:"]
    lines += [NUMBERED] if found.numbered else []
    lines += ["", *_responses(found.difference), *_people(found.difference)]
    lines += _changed(found.difference.changed)
    if found.given:
        lines.append(OUTSIDE.format(first=found.given.first, last=found.given.last))
    lines += _relabelled(found.relabelled)
    lines += _new_options(found.options)
    lines += _new_items(found.added, found.awaited)
    title = "Rows of the ledger that would no longer fit; update or withdraw them"
    lines += _problems(title, found.misfits.ledger)
    lines += _problems("Answers and codings to put right before the report", found.misfits.others)
    if found.recoded:
        lines.append(f"Codings: {found.recoded[0]:,} before, {found.recoded[1]:,} after")
    if found.shifted:
        lines += [f"{SHIFTED}: {_listed(found.shifted)}"]
    for place, by_hand in found.by_hand.items():
        lines += [f"To be added by hand to {place}, whose layout is left as it is:"]
        lines += [f"  {line}" for line in by_hand]
    return "\n".join([*lines, "", f"To be written: {', '.join(found.written)}"])


def _responses(difference: Difference) -> Iterator[str]:
    before, after = difference.before, difference.after
    rows = [("in the export", sum(before.values()), sum(after.values()))]
    rows += [(rule.replace("_", " "), before[rule], after[rule]) for rule in before]
    yield f"{'Responses':20}{'before':>8}{'after':>8}"
    for name, old, new in rows:
        if old or new:
            yield f"  {name:18}{old:>8,}{new:>8,}"


def _people(difference: Difference) -> Iterator[str]:
    yield f"New respondents who count: {_listed(difference.new)}"
    yield f"Respondents who no longer count: {_listed(difference.gone)}"
    if difference.left_out:
        yield f"  of these still in the export: {len(difference.left_out)}"


def _listed(ids: Sequence[str]) -> str:
    if not ids:
        return "none"
    more = f" and {len(ids) - IDS:,} more" if len(ids) > IDS else ""
    return f"{len(ids):,} ({', '.join(' '.join(quoted(i)[1:-1].split()) for i in ids[:IDS])}{more})"


def _changed(changed: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if not changed:
        yield "Changed answers of respondents who count in both: none"
        return
    everybody = list(dict.fromkeys(i for ids in changed.values() for i in ids))
    yield f"Changed answers of respondents who count in both: {_listed(everybody)}"
    most = sorted(changed.items(), key=lambda entry: -len(entry[1]))
    yield from _short([f"{item}: {_people_of(ids)}" for item, ids in most], "item")


def _people_of(ids: Sequence[str]) -> str:
    return "1 respondent" if len(ids) == 1 else f"{len(ids):,} respondents"


def _relabelled(values: Sequence[tuple[str, str, str, str]]) -> Iterator[str]:
    if values:
        yield f"Values with another label than before; the codebook keeps its own: {len(values)}"
        yield from _short(
            [f"{i}: {quoted(v)} was {quoted(old)}, is {quoted(new)}" for i, v, old, new in values],
            "value",
            PROBLEMS,
        )


def _new_options(options: Mapping[str, Sequence[Added]]) -> Iterator[str]:
    lines = [_option(item, added) for item, mine in options.items() for added in mine]
    if lines:
        yield f"New options: {len(lines)}"
        yield from _short(lines, "option")
    if any(added.near for mine in options.values() for added in mine):
        yield f"  {SIMILAR}"


def _option(item: str, added: Added) -> str:
    option = added.option
    about = [option.id, *([f"value {quoted(option.value)}"] if option.value is not None else [])]
    about += [f"column {option.column}"] if option.column else []
    if added.responses is not None:
        about.append("1 response" if added.responses == 1 else f"{added.responses:,} responses")
    about += [f"similar to {quoted(added.near)}"] if added.near else []
    return f"{item}: {quoted(option.label)} ({', '.join(about)})"


def _new_items(added: Additions, awaited: Sequence[str]) -> Iterator[str]:
    if added.items:
        yield f"New items: {len(added.items)}"
        yield from _short([_item(item) for item in added.items.values()], "item")
        yield "  The report does not show them yet: exhibits.yaml says what it shows."
    if added.left_out:
        yield f"New columns that the codebook leaves out: {_names(added.left_out)}"
    if awaited:
        yield f"Items of the codebook that the earlier export cannot fill: {_names(awaited)}"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - ENTRIES} more" if len(names) > ENTRIES else ""
    return f"{', '.join(quoted(name)[1:-1] for name in names[:ENTRIES])}{more}"


def _item(item: Item) -> str:
    columns = _names(item.columns)
    return f"{item.id}: {quoted(item.label)} ({item.kind}, {columns})"


def _problems(title: str, problems: Sequence[Problem]) -> Iterator[str]:
    if problems:
        yield f"{title}: {len(problems)}"
        yield from _short([f"{p.place}: {p.message}" for p in problems], "", PROBLEMS)


def _short(lines: Sequence[str], what: str, most: int = ENTRIES) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:most])
    more = len(lines) - most
    if more > 0:
        yield f"  … and {more} more {what}{'s' if what and more > 1 else ''}".rstrip()
