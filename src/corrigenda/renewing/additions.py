"""Additions: items and options that come with columns which the earlier export lacked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from corrigenda import drafting
from corrigenda.drafting import Draft, Settings
from corrigenda.drafting.naming import unique
from corrigenda.items import Item
from corrigenda.project import Project
from corrigenda.readers.exports import Export, Source
from corrigenda.renewing.unknown import Added, new_option
from corrigenda.study import Study


@dataclass(frozen=True)
class Additions:
    """What new columns bring.

    Parameters
    ----------
    items
        New items under their ids.
    comments
        Remarks to stand above an item.
    options
        New options of check-all items, under the id of the item.
    left_out
        New columns that nothing was drafted from.
    """

    items: Mapping[str, Item] = field(default_factory=dict)
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, tuple[Added, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def additions(
    project: Project, source: Source, export: Export, earlier: Iterable[str]
) -> Additions:
    """Draft what the codebook needs for new columns.

    Parameters
    ----------
    project
        The study within its folder.
    source
        The later export.
    export
        What it holds, with all its cells.
    earlier
        The names of the columns of the earlier export.

    Returns
    -------
    Additions
        New items, and new options of check-all items.
    """
    read = {column for item in project.codebook.values() for column in item.columns}
    known = {*earlier, *read}
    new = [column.name for column in export.columns if column.name not in known]
    if not new:
        return Additions()
    study = project.study
    settings = Settings(study.responses.format, study.title, study.method, study.respondent)
    found = drafting.draft(export, None, _dictionary(source), None, settings)
    options = _options(found, project.codebook, new)
    items = _items(found, project.items, new)
    items = {i: _with_missing(item, found, export, study) for i, item in items.items()}
    read = {column for item in items.values() for column in item.columns}
    read |= {added.option.column for mine in options.values() for added in mine}
    comments = {item.id: _remarks(found, i, item) for i, item in items.items()}
    left_out = tuple(column for column in new if column not in read)
    return Additions({item.id: item for item in items.values()}, comments, options, left_out)


def _dictionary(source: Source):
    if not source.dictionary:
        return None
    from corrigenda.readers.redcap import read_dictionary

    return read_dictionary(source.dictionary, source.dictionary_place)


def _items(found: Draft, known: Mapping[str, Item], new: Collection[str]) -> dict[str, Item]:
    """Take the drafted items that only new columns belong to, under their ids in the draft."""
    fresh = {i: item for i, item in found.items.items() if _only(item, new)}
    names: dict[str, str] = {}
    for name in fresh:
        names[name] = unique(name, {*known, *names.values()})
    return {name: _renamed(item, names) for name, item in fresh.items()}


def _remarks(found: Draft, name: str, item: Item) -> tuple[str, ...]:
    remarks = found.comments.get(name, ())
    if found.items[name].asked_if and not item.asked_if:
        return (*remarks, "Only some were asked; its skip rule (asked_if) is for you to add.")
    return remarks


def _only(item: Item, new: Collection[str]) -> bool:
    return bool(item.columns) and all(column in new for column in item.columns)


def _renamed(item: Item, names: Mapping[str, str]) -> Item:
    """Give an item an id that is free; a rule that names another draft's item is left out."""
    settings = item.model_dump(by_alias=True, exclude_unset=True)
    settings["id"] = names[item.id]
    rule = item.asked_if if item.asked_if.keys() <= names.keys() else {}
    settings["asked_if"] = {names[other]: options for other, options in rule.items()}
    return Item(**settings)


def _with_missing(item: Item, found: Draft, export: Export, study: Study) -> Item:
    """Keep the words that mean no answer in the draft, but not in the study as it stands."""
    cells = {cell for c in item.columns for cell in export.cells[c].unique()}
    held = {cell.strip().casefold() for cell in cells}
    words = [word for word in found.missing if word.strip().casefold() in held - study.missing]
    if not words:
        return item
    settings = item.model_dump(by_alias=True, exclude_unset=True)
    return Item(**settings | {"missing": (*settings.get("missing", ()), *words)})


def _options(
    found: Draft, codebook: Mapping[str, Item], new: Collection[str]
) -> dict[str, tuple[Added, ...]]:
    """Find the new choices of check-all questions that the codebook has already."""
    owners = {
        option.column: item.id
        for item in codebook.values()
        for option in item.options
        if option.column
    }
    result: dict[str, tuple[Added, ...]] = {}
    for item in found.items.values():
        mine = {owners[o.column] for o in item.options if o.column in owners}
        if item.kind != "multiple" or len(mine) != 1:
            continue
        owner = codebook[mine.pop()]
        options = list(owner.options)
        for option in item.options:
            if option.column in new:
                options.append(new_option(option.label, option.value, option.column, options))
        result[owner.id] = tuple(Added(option) for option in options[len(owner.options) :])
    return {owner: added for owner, added in result.items() if added}
