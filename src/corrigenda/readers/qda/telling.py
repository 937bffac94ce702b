"""What a reader of coded texts says of a file: what it holds, and what it had to forgive."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from corrigenda.errors import quoted
from corrigenda.readers.coded import Coded
from corrigenda.readers.findings import Finding
from corrigenda.readers.qda.positions import Counting
from corrigenda.readers.qda.sources import Forgiven
from corrigenda.wording import counted


@dataclass
class Told:
    """How often what was met that is not as the standard has it."""

    names: dict[str, int] = field(default_factory=dict)
    same: list[str] = field(default_factory=list)
    without_guid: int = 0
    undefined: int = 0
    without_coder: int = 0
    without_text: int = 0
    unread: int = 0
    areas: int = 0
    whole: int = 0
    outside: int = 0
    empty: int = 0
    twice: int = 0
    empty_sets: int = 0


def summary(coded: Coded) -> Finding:
    """Say in a sentence what a file holds."""
    of = f" of {coded.origin}" if coded.origin else ""
    parts = [
        counted(len(coded.codes), "code"),
        *([counted(len(coded.groups), "set of codes", "sets of codes")] if coded.groups else []),
        counted(len(coded.coders), "coder"),
        counted(len(coded.texts), "text"),
        *([counted(len(coded.cases), "case")] if coded.cases else []),
        counted(len(coded.passages), "coded passage"),
    ]
    return Finding(f"A project{of}: {', '.join(parts[:-1])} and {parts[-1]}.")


def findings(
    coded: Coded, told: Told, counting: Counting, forgiven: Forgiven
) -> tuple[Finding, ...]:
    """Say what was met in a project.

    Parameters
    ----------
    coded
        What it holds.
    told, forgiven
        What is not as the standard has it.
    counting
        What its program counts.

    Returns
    -------
    tuple of Finding
        First what it holds.
    """
    lines = [*_codes(told), *_texts(told, forgiven), *_positions(told, counting)]
    return (summary(coded), *(Finding(line, "forgiven") for line in lines))


def _codes(told: Told) -> Iterator[str]:
    for kind, number in told.names.items():
        if number:
            one = kind[:-1]
            yield f"{counted(number, one, kind)} without a name: called {one.capitalize()} 1, …"
    if told.without_guid:
        yield f"{counted(told.without_guid, 'code')} without a GUID."
    if told.same:
        shown = ", ".join(quoted(name) for name in dict.fromkeys(told.same[:5]))
        number = counted(len(told.same), "code")
        yield f"{number} with the name and place of another: read as one ({shown})."
    if told.undefined:
        number = counted(told.undefined, "code")
        yield f"{number} used but not defined: called Undefined code 1, …"
    if told.empty_sets:
        yield "A list of sets without any, which the standard does not have."
    if told.without_coder:
        yield "Codings by a user whom the file does not list: called Unnamed coder."


def _texts(told: Told, forgiven: Forgiven) -> Iterator[str]:
    if told.without_text:
        number = counted(told.without_text, "source")
        yield f"{number} without plain text, with {counted(told.unread, 'coding')}: left out."
    if told.areas:
        yield f"{counted(told.areas, 'coding')} of areas, pages or times, not of text: left out."
    if forgiven.without_prefix:
        yield f"{counted(forgiven.without_prefix, 'path')} of a text without internal://."
    if forgiven.encoded:
        yield f"{counted(forgiven.encoded, 'text')} in another encoding than UTF-8."
    if forgiven.unreadable:
        yield f"{counted(forgiven.unreadable, 'text')} in no known encoding: left out."
    if forgiven.too_long:
        yield f"{counted(forgiven.too_long, 'text')} longer than can be read: left out."


def _positions(told: Told, counting: Counting) -> Iterator[str]:
    if counting.told:
        yield f"Positions count {counting.told}: converted to characters."
    if told.whole:
        yield f"{counted(told.whole, 'coding')} of a source as a whole: taken as of all its text."
    if told.outside:
        yield f"{counted(told.outside, 'coding')} outside the text: left out."
    if told.empty:
        yield f"{counted(told.empty, 'coding')} of no character: left out."
    if told.twice:
        yield f"{counted(told.twice, 'coding')} repeated: counted once."
