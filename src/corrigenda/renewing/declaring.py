"""Declaring: codebook.yaml and study.yaml as they will be, and what has to be added by hand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from corrigenda.codebook import load_codebook
from corrigenda.errors import UserError
from corrigenda.items import Item
from corrigenda.renewing.additions import Additions
from corrigenda.renewing.placing import with_items, with_options, with_scalar
from corrigenda.renewing.supposed import reading_from
from corrigenda.renewing.unknown import Added
from corrigenda.starting.declared import item_settings
from corrigenda.starting.yaml_text import comment, entries
from corrigenda.study import Study, load_study

Declared = TypeVar("Declared")
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Edited:
    """A declared file as it will be.

    Parameters
    ----------
    content
        Its bytes.
    by_hand
        Lines to tell where the file's layout left no safe place.
    """

    content: bytes
    by_hand: tuple[str, ...]


def renewed_items(
    items: Mapping[str, Item], options: Mapping[str, Sequence[Added]], new: Mapping[str, Item]
) -> dict[str, Item]:
    """Add options and items to those of a codebook.

    Parameters
    ----------
    items
        The items of the codebook.
    options
        Under the id of an item its new options.
    new
        The new items.

    Returns
    -------
    dict
        The items as the codebook will have them.
    """
    return {i: _with_more(item, options.get(i, ())) for i, item in items.items()} | dict(new)


def _with_more(item: Item, added: Sequence[Added]) -> Item:
    if not added:
        return item
    settings = item.model_dump(by_alias=True, exclude_unset=True)
    for one in added:
        settings["options"][one.option.id] = one.option.model_dump(
            by_alias=True, exclude_unset=True
        )
    return Item(**settings)


def renewed_codebook(
    content: bytes, items: Mapping[str, Item], later: Mapping[str, Item], found: Additions
) -> Edited:
    """Write new options and items into codebook.yaml.

    Parameters
    ----------
    content
        The bytes of the file.
    items
        What they declare.
    later
        What they shall declare.
    found
        The remarks on new items.

    Returns
    -------
    Edited
        Each addition is in the file, where it reads back as it is meant, or else told.
    """
    text = content.decode("utf-8-sig")
    known = {name: item for name, item in later.items() if name in items}
    text, held, by_hand = _with_options(text, items, known)
    new = {name: item for name, item in later.items() if name not in items}
    lines = {name: _lines(item, found.comments.get(name, ())) for name, item in new.items()}
    placed = _read_back(with_items(text, lines), _codebook, held | new) if new else text
    if not placed:
        by_hand += ["below items:", *_indented(x for mine in lines.values() for x in mine)]
    return Edited(_bytes(placed or text, content), tuple(by_hand))


def _with_options(
    text: str, items: Mapping[str, Item], later: Mapping[str, Item]
) -> tuple[str, dict[str, Item], list[str]]:
    """Add options to a codebook: all at once, or where that is not safe, item by item."""
    added = {i: _options_of(item, items[i]) for i, item in later.items() if item != items[i]}
    placed = _read_back(with_options(text, added), _codebook, later) if added else text
    if placed:
        return placed, dict(later), []
    held, by_hand = dict(items), []
    for name, options in added.items():
        aim = held | {name: later[name]}
        placed = _read_back(with_options(text, {name: options}), _codebook, aim)
        text, held = (placed, aim) if placed else (text, held)
        if not placed:
            by_hand += [f"below items, {name}, options:", *_indented(entries(options))]
    return text, held, by_hand


def _options_of(later: Item, before: Item) -> dict:
    settings = item_settings(later)["options"]
    return {i: option for i, option in settings.items() if i not in before.by_id}


def _lines(item: Item, remarks: Sequence[str]) -> list[str]:
    told = [line for remark in remarks for line in comment(remark)]
    return [*told, *entries({item.id: item_settings(item)}, 0, (item.id, "options"))]


def _indented(lines) -> Iterator[str]:
    yield from (f"  {line}" for line in lines)


def renewed_study(content: bytes, study: Study, file: str) -> Edited:
    """Name another export in study.yaml.

    Parameters
    ----------
    content
        The bytes of the file.
    study
        What they declare.
    file
        The export, within the study's folder.

    Returns
    -------
    Edited
        The name is in the file, where it reads back as it is meant, or else told.
    """
    text, old, later = content.decode("utf-8-sig"), study.responses.file, reading_from(study, file)
    edited = with_scalar(text, old, file, "responses", "file")
    by_hand = [f"below responses: file: {file}"]
    if edited and later.codings != study.codings:
        edited = with_scalar(edited, old, file, "codings", "file") or with_scalar(
            edited, old, file, "codings"
        )
        by_hand.append(f"below codings: file: {file}")
    placed = _read_back(edited, load_study, later)
    return Edited(_bytes(placed or text, content), () if placed else tuple(by_hand))


def _codebook(path: Path, place: str) -> list[tuple[str, Item]]:
    return list(load_codebook(path, place).items())


def _read_back(text: str | None, load: Callable[[Path, str], Declared], aim) -> str | None:
    """Return a text that reads back as it is meant, and otherwise nothing."""
    if text is None:
        return None
    aim = list(aim.items()) if isinstance(aim, Mapping) else aim
    with TemporaryDirectory() as folder:
        path = Path(folder) / "declared.yaml"
        path.write_bytes(text.encode())
        try:
            return text if load(path, path.name) == aim else None
        except UserError:
            return None


def _bytes(text: str, before: bytes) -> bytes:
    return (BOM if before.startswith(BOM) else b"") + text.encode()
