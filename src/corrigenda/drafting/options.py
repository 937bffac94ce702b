"""Options: what a closed question offers, in its order, with ids of their own."""

from collections.abc import Iterable, Mapping
from typing import Any

from corrigenda.drafting.naming import one_line, option_id, unique_label
from corrigenda.drafting.scales import in_order
from corrigenda.drafting.seen import Seen, is_missing
from corrigenda.items import STATES, SUMMARIES, without_case
from corrigenda.matching import NUMBER

RESERVED = frozenset((*STATES, *SUMMARIES))
MOST_DECLARED = 60  # options of which those that nobody chose are kept


def declared_options(
    labels: Mapping[str, str], seen: Seen, by_value: bool
) -> tuple[dict[str, dict[str, Any]], tuple[str, ...]]:
    """Make options of declared labels, and of what the cells hold beside them.

    Parameters
    ----------
    labels
        The labels under the values that the export may hold in their place, in order.
    seen
        The column, or the columns of a grid together.
    by_value
        Whether the format holds values, so that they are kept even where nobody answered.

    Returns
    -------
    tuple
        The options under their ids, and the texts of cells that no label declares.
    """
    labels = {
        value: label.strip() or value
        for value, label in labels.items()
        if not is_missing(value, seen.column.missing)
        and (label.strip() or value).casefold() not in seen.nothing
    }
    if len(labels) > MOST_DECLARED:
        labels = {v: x for v, x in labels.items() if _chosen(v, x, seen)}
    known = {without_case(label) for label in labels.values()}
    values = {without_case(value) for value in labels}
    only_labels = any(text in known and text not in values for text in seen.folded)
    holds = by_value or (not only_labels and any(text in values for text in seen.folded))
    pairs = [(label, value if holds else "") for value, label in labels.items()]
    named = known | (values if holds else set())
    extra = tuple(t for t in seen.counts if without_case(t) not in named and _bare(t) not in named)
    extra = tuple({without_case(text): text for text in extra}.values())
    return make_options([*pairs, *((text, "") for text in extra)]), extra


def _chosen(value: str, label: str, seen: Seen) -> bool:
    return without_case(value) in seen.folded or without_case(label) in seen.folded


def _bare(text: str) -> str:
    """Fold a text as a codebook would find it; 1.0 is found as 1."""
    text = without_case(text)
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def _apart(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keep equal labels apart, and labels that are the value of another option."""
    owners: dict[str, str] = {}
    once: list[tuple[str, str]] = []
    for label, value in pairs:
        name = without_case(value)
        if not name or name not in owners:  # m and M are one value to a codebook
            once.append((label, value))
            owners.setdefault(name, value)
    known: set[str] = set()
    found: list[tuple[str, str]] = []
    for label, value in once:
        name = without_case(label)
        if value and (name in known or owners.get(name, value) != value):
            label = f"{label} ({value})"
        label = unique_label(label, known)
        known.add(without_case(label))
        found.append((label, value))
    return found


def observed_options(seen: Seen) -> tuple[dict[str, dict[str, Any]], str]:
    """Make options of what the cells hold.

    Parameters
    ----------
    seen
        The column, or the columns of a grid together.

    Returns
    -------
    tuple
        The options under their ids, and what told their order: ``scale``, ``numbers`` or nothing.
    """
    texts = {without_case(text): text for text in reversed((*seen.counts, *_offered(seen)))}
    ordered, told = in_order(tuple(texts.values())[::-1])
    return make_options((text, "") for text in ordered), told


def _offered(seen: Seen) -> tuple[str, ...]:
    """Name what only previews, tests and the like chose: few enough to be options as well."""
    fit = len(seen.also) <= max(3, len(seen.counts)) and not any("\n" in t for t in seen.also)
    short = all(len(text) <= 2 * max(map(len, seen.counts)) for text in seen.also)
    numbers = all(NUMBER.fullmatch(text) for text in seen.also) or not seen.numbers
    return seen.also if fit and short and numbers else ()


def make_options(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, Any]]:
    """Give options their ids.

    Parameters
    ----------
    pairs
        Each label with the value that stands for it in the export, or an empty string.

    Returns
    -------
    dict
        The settings of each option under its id.
    """
    pairs = _apart(pairs)
    values = {without_case(value) for _, value in pairs if value}
    found: dict[str, dict[str, Any]] = {}
    known: set[str] = set()
    for place, (label, value) in enumerate(pairs, 1):
        shown = unique_label(one_line(label) or f"Option {place}", known)
        known.add(without_case(shown))
        # An id must not be what stands for another option in the cells.
        taken = {*found, *RESERVED, *(values - {without_case(value)})}
        key = option_id(shown, place, taken)
        value = value or ("" if without_case(shown) == without_case(label) else label)
        settings = {"label": shown}
        if value and without_case(value) != without_case(shown):
            settings["value"] = value
        found[key] = settings
    return found
