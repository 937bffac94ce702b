"""Checks that the declared tables and figures share: do their items and options exist?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corrigenda.codebook import Item, Kind
from corrigenda.declarations import Loc
from corrigenda.errors import did_you_mean, quoted

CATEGORICAL: tuple[Kind, ...] = ("single", "multiple", "coded")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in an exhibit.

    Parameters
    ----------
    loc
        Keys and positions that lead to it inside the exhibit.
    message
        What was found and what was expected.
    advice
        What to do about it; may be empty.
    """

    loc: Loc
    message: str
    advice: str = ""


def item_faults(
    item: str, items: dict[str, Item], kinds: tuple[Kind, ...], loc: Loc
) -> Iterator[Fault]:
    """Find whether an item exists and is of a kind that can be shown here.

    Parameters
    ----------
    item
        The id that the exhibit names.
    items
        Every item of the study.
    kinds
        The kinds that can be shown.
    loc
        Where the exhibit names it.

    Yields
    ------
    Fault
        What is wrong with it.
    """
    if item not in items:
        yield Fault(loc, f"no item {quoted(item)}.", did_you_mean(item, items))
    elif items[item].kind not in kinds:
        message = f"{item} is a {items[item].kind} item; {', '.join(kinds)} items can stand here."
        yield Fault(loc, message, "Choose another item, or another exhibit for it.")


def option_faults(
    options: Mapping[int, str], item: str, items: dict[str, Item], loc: Loc
) -> Iterator[Fault]:
    """Find the options that an item does not have.

    Parameters
    ----------
    options
        The ids that the exhibit names, under their positions in its list.
    item
        Whose options they should be; one that does not exist is reported elsewhere.
    items
        Every item of the study.
    loc
        Where the exhibit names them.

    Yields
    ------
    Fault
        What is wrong with them.
    """
    if item not in items:
        return
    known = [option.id for option in items[item].options]
    for position, option in options.items():
        if option not in known:
            advice = did_you_mean(option, known) or f"Its options are {', '.join(known)}."
            yield Fault((*loc, position), f"{item} has no option {quoted(option)}.", advice)


def twice_faults(names: Iterable[str], loc: Loc) -> Iterator[Fault]:
    """Find names that a list holds more than once.

    Parameters
    ----------
    names
        The list.
    loc
        Where the exhibit has it.

    Yields
    ------
    Fault
        Each repetition.
    """
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name in seen:
            yield Fault((*loc, position), f"{quoted(name)} stands twice.", "Keep one of them.")
        seen.add(name)
