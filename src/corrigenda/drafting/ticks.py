"""Ticks: check-all questions, with a column for each option or all in one."""

from collections.abc import Mapping
from typing import Any

from corrigenda.cells import TICKS
from corrigenda.drafting.joined import joined_parts
from corrigenda.drafting.naming import one_line
from corrigenda.drafting.neighbours import NO
from corrigenda.drafting.options import make_options
from corrigenda.drafting.questions import Question
from corrigenda.drafting.scales import in_order
from corrigenda.drafting.seen import Seen
from corrigenda.items import without_case


def ticked_settings(question: Question, seen: Mapping[str, Seen]) -> dict[str, Any] | None:
    """Draft a check-all item with a column for each option.

    Parameters
    ----------
    question
        Its columns and their labels.
    seen
        What they hold.

    Returns
    -------
    dict or None
        Settings of the item; None where the columns hold something else than ticks.
    """
    rows = [
        one_line(row) or name for row, name in zip(question.choices, question.columns, strict=True)
    ]
    options = make_options((row, "") for row in rows)
    unticked: dict[str, str] = {}
    for (key, settings), name in zip(options.items(), question.columns, strict=True):
        settings["column"] = name
        value = _ticking(settings["label"], key, seen[name], question.ticked, unticked)
        if value is None:
            return None
        if value:
            settings["value"] = value
        else:
            settings.pop("value", None)
    found: dict[str, Any] = {"options": options}
    if unticked:
        found["unticked"] = tuple(unticked.values())
    return found


def _ticking(
    label: str, key: str, seen: Seen, declared: str, unticked: dict[str, str]
) -> str | None:
    """Find the text that says that an option was chosen.

    Returns an empty string where reading knows it anyway, None where there are several.
    """
    yes: dict[str, str] = {}
    for text in seen.counts:
        shown = without_case(seen.column.labels.get(text, text))
        name = without_case(text)
        no = not _same(name, without_case(declared)) if declared else shown in NO
        if not no:
            yes.setdefault(name, text)
        elif TICKS.get(name) != "no":
            unticked.setdefault(name, text)
    if len(yes) > 1 or set(unticked) & set(yes):
        return None
    name, text = next(iter(yes.items()), (without_case(declared), declared))
    if not name or name == without_case(label) or TICKS.get(name) == "yes":
        return ""
    return text


def _same(one: str, other: str) -> bool:
    return one == other or one.removesuffix(".0") == other.removesuffix(".0")


def listed_settings(question: Question, seen: Mapping[str, Seen]) -> dict[str, Any] | None:
    """Draft a check-all item whose columns each hold an option.

    Parameters
    ----------
    question
        Its columns and the labels that they share.
    seen
        What they hold.

    Returns
    -------
    dict or None
        Settings of the item; None where nothing is declared and nobody chose anything.
    """
    texts: dict[str, str] = {}
    for name in question.columns:
        texts.update(
            {without_case(t): t for t in seen[name].counts if without_case(t) not in texts}
        )
    pairs = [(label or value, value) for value, label in question.labels.items()]
    named = {without_case(x) for pair in pairs for x in pair}
    extra = [text for name, text in texts.items() if name.removesuffix(".0") not in named]
    if not question.labels:
        extra = list(in_order(extra)[0])
    options = make_options([*pairs, *((text, "") for text in extra)])
    return {"options": options, "listed_in": question.columns} if options else None


def joined_settings(question: Question, seen: Seen) -> dict[str, Any] | None:
    """Draft a check-all item whose one column holds all the options that were chosen.

    Parameters
    ----------
    question
        Its column, and declared options where they are known.
    seen
        What it holds.

    Returns
    -------
    dict or None
        Settings of the item; None where a cell holds one answer.
    """
    labels = list(question.labels.values())
    values = list(question.labels)
    if labels and not any(_named(part, labels) for t in seen.counts for part in t.split(",")):
        mark, parts = joined_parts(seen, question.text, values)
    else:
        mark, parts = joined_parts(seen, question.text, labels)
    if not mark and question.kind == "multiple" and not seen.empty:
        mark = ","
        parts = list(seen.counts)
    if not mark:
        return None
    if question.labels:
        by_value = parts == values != labels
        pairs = [(label, value if by_value else "") for value, label in question.labels.items()]
        return {"options": make_options(pairs), "listed_in": question.columns, "separator": mark}
    ordered, _ = in_order(parts)
    options = make_options((part, "") for part in ordered)
    return {"options": options, "listed_in": question.columns, "separator": mark}


def _named(part: str, labels: list[str]) -> bool:
    return without_case(part) in {without_case(label) for label in labels} or any(
        without_case(part) and without_case(label).startswith(without_case(part))
        for label in labels
    )
