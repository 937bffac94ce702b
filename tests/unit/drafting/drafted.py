"""Exports by hand, and their drafts, each put through the real codebook and the real cleaning."""

import pandas as pd
import yaml

from corrigenda.cleaning import clean
from corrigenda.codebook import load_codebook
from corrigenda.coding import load_coding
from corrigenda.drafting import Draft, Settings, draft
from corrigenda.items import SOURCE
from corrigenda.readers.exports import Column, Export
from corrigenda.readers.responses import responses_of
from corrigenda.study import Study

TABLE = Settings(format="table")


def an_export(texts=None, labels=None, missing=None, keys=None, kinds=None, **settings) -> Export:
    """Make an export of columns under their names; the rest says more of them."""
    cells = settings.pop("cells")
    columns = tuple(
        Column(
            name,
            text=(texts or {}).get(name, ""),
            key=(keys or {}).get(name, ""),
            kind=(kinds or {}).get(name, ""),
            labels=(labels or {}).get(name, {}),
            missing=(missing or {}).get(name, ()),
        )
        for name in cells
    )
    frame = pd.DataFrame(cells, dtype="str")
    for of_response in ("status", "finished"):
        if of_response in settings:
            settings[of_response] = pd.Series(settings[of_response])
    return Export(columns, frame, 2, **settings)


def drafted(export: Export, settings: Settings = TABLE, **more) -> Draft:
    """Draft a study, and clean its export with nothing but the draft."""
    result = draft(export, settings=settings, **more)
    cleaned(export, result, settings)
    return result


def study_of(result: Draft, settings: Settings) -> Study:
    """Declare the study that a draft makes."""
    responses = {"file": "raw/export", "format": settings.format}
    if result.finished:
        responses["finished"] = result.finished
    if result.fieldwork:
        responses["fieldwork"] = result.fieldwork
    return Study(
        id="draft",
        title=result.title or "Draft",
        respondent=result.respondent,
        responses=responses,
        exclude=result.exclude,
        missing=result.missing,
    )


def cleaned(export: Export, result: Draft, settings: Settings) -> dict[str, pd.DataFrame]:
    """Clean an export by its draft alone."""
    study = study_of(result, settings)
    responses = responses_of(export, "raw/export", study, _read(result))
    if any(item.column == SOURCE for item in result.items.values()):
        responses[SOURCE] = ""
    return clean(responses, result.items, (), study, "raw/export")


def _read(result: Draft) -> list:
    return [item for item in result.items.values() if item.column != SOURCE]


def reloaded(result: Draft, folder) -> None:
    """Write the declarations as YAML, and read them strictly."""
    items = {
        name: item.model_dump(mode="json", by_alias=True, exclude={"id"}, exclude_defaults=True)
        for name, item in result.items.items()
    }
    for item in items.values():
        for option in item.get("options", {}).values():
            option.pop("id")
    (folder / "codebook.yaml").write_text(yaml.safe_dump({"items": items}, sort_keys=False))
    loaded = load_codebook(folder / "codebook.yaml", "codebook.yaml")
    assert list(loaded) == list(result.items)
    if result.coding:
        coding = result.coding.model_dump(mode="json", exclude_none=True)
        (folder / "coding.yaml").write_text(yaml.safe_dump(coding, sort_keys=False))
        load_coding(folder / "coding.yaml", "coding.yaml", loaded)


def shown(result: Draft, item_id: str) -> list[str]:
    """Show the labels of an item's options in their order."""
    return [option.label for option in result.items[item_id].options]
