"""Answers: what a respondent holds, in words, and the columns that it is read from."""

from corrigenda.auditing.slices import Slice
from corrigenda.corrections import Correction
from corrigenda.items import Item

STATES = {"answered": "answered", "unanswered": "no answer", "not_asked": "not asked"}
NOTHING = {"multiple": "not ticked", "coded": "not coded so"}
A_TEXT = "a text"


def value_of(found: Slice, respondent: str, options: tuple[str, ...] = ()) -> str:
    """Say what a respondent holds; of an open answer only that there is one."""
    item, state = found.item, found.state.get(respondent, "unanswered")
    if item.per_option:
        wanted = options if item.check_all else ()
        held = [o for o in found.held_by(respondent) if not wanted or o in wanted]
        labels = "; ".join(item.option(o).label for o in held)
        return labels or (NOTHING[item.kind] if state == "answered" else STATES[state])
    value = found.values.get(respondent, "")
    if not value:
        return STATES[state]
    if item.kind == "open":
        return A_TEXT
    return item.option(value).label if value in item.by_id else value


def is_about(row: Correction, items: dict[str, Item], options: tuple[str, ...]) -> bool:
    """Say whether a row is about any of some options; none stands for all of them."""
    item = items[row.item]
    return not options or not item.check_all or not set(options).isdisjoint(named_in(row, item))


def named_in(row: Correction, item: Item) -> tuple[str, ...]:
    """Name the options of its item that a row of the ledger takes away or gives."""
    found = (item.find(cell) for cell in (row.old, row.new) if cell)
    return tuple(option.id for option in found if option)


def columns_of(item: Item, options: tuple[str, ...]) -> tuple[str, ...]:
    """Name the columns of the options that matter, or all of the item's own."""
    own = [o.column for o in item.options if o.id in options and o.column]
    answers = [item.column, *(o.column for o in item.options), *item.listed_in]
    return tuple(own or filter(None, answers))
