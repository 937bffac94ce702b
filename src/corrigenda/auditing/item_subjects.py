"""Items and rows of the ledger as subjects of an audit."""

from collections.abc import Iterator, Sequence

from corrigenda.auditing.answers import named_in
from corrigenda.auditing.opened import Opened
from corrigenda.auditing.parts import Shown, Subject
from corrigenda.auditing.subjects import Found
from corrigenda.corrections import Correction, withdrawn
from corrigenda.items import Item


def item(opened: Opened, name: str) -> Found:
    """Tell an item with the options that respondents hold."""
    one = opened.project.items[name]
    subject = Subject(
        kind="item",
        name=name,
        title=one.label,
        value=f"{one.kind} item",
        values=tuple(_values(opened, one)),
        declared=opened.declared.item(one),
        record=opened.recorded.id,
        notes=tuple(_made_of(opened, name)),
    )
    own = [n for n, r in opened.recorded.statistics.items() if name in r.items]
    shown = [e.id for e in opened.project.exhibits.values() if name in e.items]
    return Found(subject, (name,), (), tuple(own), tuple(shown))


def _made_of(opened: Opened, name: str) -> Iterator[str]:
    """Say what is made from an item, and what is asked because of it."""
    others = opened.project.items.values()
    made = [one.id for one in others if name in (one.bands_of, one.coded_from)]
    because = [one.id for one in others if name in one.asked_if]
    yield from [f"Made from it: {', '.join(made)}."] if made else []
    yield from [f"Asked because of it: {', '.join(because)}."] if because else []


def _values(opened: Opened, one: Item) -> Sequence[Shown]:
    counted = [*one.by_id, *one.themes, *(("n", "mean", "median") if one.kind == "number" else ())]
    labels = {option.id: option.label for option in one.options}
    names = {key: f"{one.id}.{key}" for key in counted if f"{one.id}.{key}" in opened.statistics}
    return [Shown("", labels.get(key, key), opened.printed(name)) for key, name in names.items()]


def correction(opened: Opened, row: Correction) -> Found:
    """Tell a row of the ledger; what it changes is told with the other rows of its item."""
    changes, gone = opened.about[row.id], withdrawn(opened.project.ledger)
    found = item(opened, changes.item)
    said = f"withdrawn by {gone[row.id].id}" if row.id in gone else "in force"
    subject = Subject(
        kind="correction",
        name=row.id,
        title=f"{changes.item}: {opened.change(row)}",
        value=said,
        declared=row.place,
    )
    one = opened.project.items[changes.item]
    about = {changes.item: named_in(changes, one) if one.per_option else ()}
    return Found(
        subject,
        found.items,
        (),
        found.statistics,
        found.exhibits,
        (),
        None,
        about,
        changes.respondent,
    )
