"""Beside: which option words were typed beside."""

from collections.abc import Mapping

from corrigenda.drafting.kinds import in_words
from corrigenda.drafting.questions import Question
from corrigenda.drafting.seen import Seen
from corrigenda.items import Item, Option, without_case


def beside(item: Item, question: Question, seen: Mapping[str, Seen]) -> dict[str, str]:
    """Find the option that each column of typed words belongs to.

    Parameters
    ----------
    item
        The item with its options.
    question
        Its question, with the columns and words of the option of each.
    seen
        What the columns hold.

    Returns
    -------
    dict
        A column under an option's id; columns whose option cannot be told are left out.
    """
    found: dict[str, str] = {}
    for name, words in question.texts.items():
        option = None if seen[name].empty else _named(item, words)
        if option and option.id not in found:
            found[option.id] = name
    return found


def _named(item: Item, words: str) -> Option | None:
    words = without_case(words)
    same = [o for o in item.options if without_case(o.label) == words]
    near = same or [o for o in item.options if words != "other" and words in without_case(o.label)]
    other = [o for o in item.options if "other" in without_case(o.label).split()[:2]]
    only = near or (other if words in ("other", "specify", "other (please specify)") else [])
    only = only or [o for o in item.options if in_words(o.label)]
    return only[0] if len(only) == 1 or same else None
