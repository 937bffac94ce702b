"""Alternative texts of figures, in which every number is a claim."""

from collections.abc import Sequence

from corrigenda.items import Item
from corrigenda.starting.facts import Facts, claim, share
from corrigenda.starting.markdown import said

TOLD = 12  # bars that are told one by one
_SHORT = 80  # characters of a label in an alternative text


def alternative(chart: str, items: Sequence[Item], facts: Facts) -> str:
    """Say what a reader who cannot see a figure should know.

    Parameters
    ----------
    chart
        Its kind.
    items
        What it shows.
    facts
        Which options anybody holds.

    Returns
    -------
    str
        Markdown.
    """
    return _WORDS[chart](items, facts)


def _answers(items: Sequence[Item], facts: Facts) -> str:
    names = [said(option.label, _SHORT) for option in items[0].options]
    first = items[0].options[0]
    shares = "; ".join(
        f"“{said(item.label, _SHORT)}” {claim(f'{item.id}.{first.id}', 'percent')}"
        for item in items[:TOLD]
    )
    return (
        f"A bar for each question, divided by the answers: {_listed(names)}. "
        f"“{names[0]}” was answered as follows: {shares}."
    )


def _bars(items: Sequence[Item], facts: Facts) -> str:
    item = items[0]
    told = facts.chosen(item) if item.check_all else item.options
    shares = "; ".join(f"“{said(o.label, _SHORT)}” {share(item, o)}" for o in told[:TOLD])
    order = "longest first" if item.check_all else "in the order of the questionnaire"
    rest = "; further options follow" if len(told) > TOLD else ""
    return f"A bar for each option, {order}: {shares}{rest}."


def _distribution(items: Sequence[Item], facts: Facts) -> str:
    name = items[0].id
    return (
        f"A dot for each respondent over the number given, from {claim(f'{name}.min')} to "
        f"{claim(f'{name}.max')}. The median is {claim(f'{name}.median')}, the mean "
        f"{claim(f'{name}.mean')}."
    )


def _listed(names: Sequence[str]) -> str:
    *first, last = (f"“{name}”" for name in names)
    return f"{', '.join(first)} and {last}" if first else last


_WORDS = {"answers": _answers, "bars": _bars, "distribution": _distribution}
