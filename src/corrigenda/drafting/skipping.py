"""Skipping: who was asked an item, as far as the questionnaire says and the answers agree."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from corrigenda.cells import NO, read_cells
from corrigenda.cleaning import is_asked
from corrigenda.drafting.making import Drafted
from corrigenda.items import Item
from corrigenda.study import Study

Condition = tuple[str, tuple[str, ...]]  # the key of a question, and labels or values: any of them


def with_rules(
    drafted: Sequence[Drafted],
    rules: Mapping[str, Sequence[Condition]],
    used: pd.DataFrame,
    study: Study,
) -> tuple[dict[str, Item], list[str], list[str]]:
    """Add the skip rules of a questionnaire to the items, where no answer breaks them.

    Parameters
    ----------
    drafted
        The items, in their order.
    rules
        The conditions of each question under its key; all of them must hold.
    used
        The cells of the responses that count.
    study
        Its rules of reading.

    Returns
    -------
    tuple
        All items; ids of those that have a rule now; and a sentence on each that could not have
        its own.
    """
    items = {one.item.id: one.item for one in drafted}
    by_key: dict[str, list[Item]] = {}
    ruled, unknown = [], []
    for one in drafted:
        conditions = rules.get(one.question.key, ())
        if conditions:
            rule = _rule(conditions, by_key)
            broken = _broken(one.item, rule, items, used, study) if rule else 0
            if rule and not broken:
                items[one.item.id] = one.item.model_copy(update={"asked_if": rule})
                ruled.append(one.item.id)
            elif rule:
                these = "1 response answers" if broken == 1 else f"{broken} responses answer"
                unknown.append(f"The skip rule of {one.item.id} was left out: {these} against it.")
            else:
                unknown.append(
                    f"The skip rule of {one.item.id} was left out: "
                    "it depends on a question or an answer that is no option of an item before it."
                )
        if one.item.by_id:
            by_key.setdefault(one.question.key, []).append(one.item)
    return items, ruled, unknown


def _rule(
    conditions: Iterable[Condition], by_key: Mapping[str, Sequence[Item]]
) -> dict[str, tuple[str, ...]]:
    rule: dict[str, tuple[str, ...]] = {}
    for key, answers in conditions:
        deciding = by_key.get(key, ())
        if not key or len(deciding) != 1 or deciding[0].id in rule:
            return {}
        options = [_option(deciding[0], answer) for answer in answers]
        if not options or None in options:
            return {}
        rule[deciding[0].id] = tuple(dict.fromkeys(options))
    return rule


def _option(item: Item, answer: str) -> str | None:
    own = [o.id for o in item.options if (o.column or "").endswith(f"___{answer}")]
    found = item.find(answer)
    return own[0] if own else found.id if found else None


def _broken(
    item: Item,
    rule: Mapping[str, tuple[str, ...]],
    items: Mapping[str, Item],
    used: pd.DataFrame,
    study: Study,
) -> int:
    """Count the responses that answer an item although they were not asked."""
    ruled = item.model_copy(update={"asked_if": dict(rule)})
    needed = {item.id: ruled}
    ahead = list(rule)
    while ahead:
        name = ahead.pop()
        if name not in needed:
            needed[name] = items[name]
            ahead.extend(items[name].asked_if)
    cells = {name: read_cells(one, used, study) for name, one in needed.items()}
    asked = is_asked(ruled, needed, cells, {})
    answered = pd.Series(False, index=used.index)
    for option, cell in cells[item.id].items():
        answered |= cell.values != (NO if option else "")
    return int((answered & ~asked).sum())
