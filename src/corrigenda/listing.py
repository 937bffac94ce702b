"""Listing: cells that hold several options of a check-all item, taken apart."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corrigenda.codebook import Item
from corrigenda.matching import any_of, missing, option_of
from corrigenda.study import Study


@dataclass(frozen=True)
class Listed:
    """What a cell holds.

    Parameters
    ----------
    options
        Ids of the options that it names.
    others
        Its texts that are no options.
    """

    options: frozenset[str]
    others: tuple[str, ...] = ()


def taking_apart(item: Item, study: Study) -> Callable[[str], Listed]:
    """Choose how the cells of a listed item are taken apart.

    Parameters
    ----------
    item
        A check-all item whose columns each hold an option, or with a separator several.
    study
        Its rules of reading.

    Returns
    -------
    callable
        From a cell's text to the options that it names; a label that holds the separator is
        found before its parts are.
    """
    is_missing, unticked = missing(item, study), any_of(item.unticked)
    mark = _mark(item)
    longest = max((name.count(mark) for name in _names(item)), default=0) + 1 if mark else 1

    def is_nothing(text: str) -> bool:
        return is_missing(text) or unticked(text)

    def read(cell: str) -> Listed:
        if is_nothing(cell):
            return Listed(frozenset())
        if not mark:
            option = option_of(item, cell)
            return Listed(frozenset([option.id])) if option else Listed(frozenset(), (tidy(cell),))
        return _apart(item, cell.split(mark), mark, longest, is_nothing)

    return read


def tidy(text: str) -> str:
    """Put a text that is no option on one line, as it is kept and as a ledger names it."""
    return " ".join(text.split())


def _mark(item: Item) -> str:
    """Return what stands between two options; blanks around it do not matter."""
    return (item.separator or "").strip() or item.separator or ""


def _names(item: Item) -> Iterator[str]:
    for option in item.options:
        yield from (option.id, option.label, option.value or "")


def _apart(
    item: Item, parts: list[str], mark: str, longest: int, is_nothing: Callable[[str], bool]
) -> Listed:
    """Find the options among parts; neighbouring parts that are none stay together."""
    options, others, unknown = set(), [], []
    at = 0
    while at <= len(parts):
        text, option, end = _longest(item, parts[at : at + longest], mark)
        if option is None and text and not is_nothing(text):
            unknown.append(text)
        else:
            others += [tidy(mark.join(unknown))] if unknown else []
            unknown = []
            options |= {option} if option else set()
        at += end
    return Listed(frozenset(options), tuple(others))


def _longest(item: Item, parts: list[str], mark: str) -> tuple[str, str | None, int]:
    """Return the first part, the option that most of the parts name, and how many those are."""
    for end in range(len(parts), 0, -1):
        option = option_of(item, mark.join(parts[:end]))
        if option:
            return parts[0], option.id, end
    return (parts[0] if parts else ""), None, 1
