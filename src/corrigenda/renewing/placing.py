"""Placing: entries put into a declared file, of which every byte stays."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from corrigenda.declarations import composed
from corrigenda.starting.yaml_text import entries, scalar

Text = str | None  # None where the layout of the file leaves no safe place


def with_options(text: str, options: Mapping[str, Mapping[str, Any]]) -> Text:
    """Add options to items of a codebook, after those that they have.

    Parameters
    ----------
    text
        The codebook.
    options
        Under the id of each item, and the id of each option, its label or its settings.

    Returns
    -------
    str or None
        The codebook with these options.
    """
    root, places = composed(text), []
    for item, added in options.items():
        node = _at(root, "items", item, "options")
        if not isinstance(node, yaml.MappingNode) or not node.value:
            return None
        places.append(_options(text, node, added))
    for index, written in sorted(places, reverse=True):
        text = text[:index] + written + text[index:]
    return text


def _options(text: str, node: yaml.MappingNode, added: Mapping[str, Any]) -> tuple[int, str]:
    if node.flow_style:
        inside = "".join(f", {scalar(key, True)}: {_inline(o)}" for key, o in added.items())
        return node.value[-1][1].end_mark.index, inside
    indent = node.value[0][0].start_mark.column
    return _below(text, node, list(entries(added, indent)))


def with_items(text: str, items: Mapping[str, Sequence[str]]) -> Text:
    """Add items to a codebook, after those that it has.

    Parameters
    ----------
    text
        The codebook.
    items
        Under each id its lines, without the indent that all items share.

    Returns
    -------
    str or None
        The codebook with these items.
    """
    node = _at(composed(text), "items")
    if not isinstance(node, yaml.MappingNode) or not node.value or node.flow_style:
        return None
    last = node.value[-1][0].start_mark
    indent, gap = " " * last.column, [""] if _apart(text, last.index) else []
    lines = [line for mine in items.values() for line in (*gap, *(indent + x for x in mine))]
    index, written = _below(text, node, lines)
    return text[:index] + written + text[index:]


def with_scalar(text: str, old: str, new: str, *names: str) -> Text:
    """Put another text in the place of a setting.

    Parameters
    ----------
    text
        A declared file.
    old, new
        What the setting says, and what it is to say.
    names
        Where it stands: the names from the outermost one.

    Returns
    -------
    str or None
        The file with the new setting.
    """
    node = _at(composed(text), *names)
    if not isinstance(node, yaml.ScalarNode) or node.value != old or node.style in ("|", ">"):
        return None
    written = scalar(new, True)
    return text[: node.start_mark.index] + written + text[node.end_mark.index :]


def _inline(option: Any) -> str:
    if not isinstance(option, Mapping):
        return scalar(option, True)
    return f"{{{', '.join(f'{name}: {scalar(value, True)}' for name, value in option.items())}}}"


def _at(node: yaml.Node | None, *names: str) -> yaml.Node | None:
    for name in names:
        settings = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((child for key, child in settings if key.value == name), None)
    return node


def _below(text: str, node: yaml.Node, lines: Sequence[str]) -> tuple[int, str]:
    """Place lines below the last one of a block, and below the remark at its end."""
    last = len(text[: _end(node)].rstrip())
    line_end = "\r\n" if "\r\n" in text else "\n"
    written = "".join(f"{line}{line_end}" for line in lines)
    below = text.find("\n", last) + 1
    return (below, written) if below else (len(text), line_end + written)


def _end(node: yaml.Node) -> int:
    """Find where a node ends; a block itself ends only where the next one begins."""
    while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node.end_mark.index


def _apart(text: str, index: int) -> bool:
    """Say whether an empty line stands before an entry, and before the remarks on it."""
    for line in reversed(text[:index].splitlines()[:-1]):
        if not line.lstrip().startswith("#"):
            return not line.strip()
    return False
