"""The declarations of a new study, as YAML files that a person goes on with."""

from collections.abc import Iterable, Mapping
from typing import Any

from corrigenda.coding import Coding
from corrigenda.drafting import Draft
from corrigenda.items import Item
from corrigenda.starting.yaml_text import comment, entries
from corrigenda.study import Codings, Responses, Study

_KEYS = (
    "kind",
    "column",
    "label",
    "question",
    "bands_of",
    "listed_in",
    "separator",
    "unticked",
    "options",
    "other_text",
    "asked_if",
    "base",
    "missing",
    "date_format",
    "decimal",
    "unit",
    "whole",
    "minimum",
    "maximum",
    "estimates",
    "within_fieldwork",
)
_GUIDE = "docs/guide/study.md of Corrigenda explains every setting."


def declared_study(
    draft: Draft, study_id: str, responses: Responses, codings: Codings | None
) -> Study:
    """Put what was guessed of a study together.

    Parameters
    ----------
    draft
        What was guessed.
    study_id
        Its folder.
    responses
        Which file holds the answers, and which product wrote it.
    codings
        Which file holds the codings, if there is one.

    Returns
    -------
    Study
        What study.yaml will say. Shares are of those who were asked, where anybody was not.
    """
    found = {"finished": draft.finished, "fieldwork": draft.fieldwork}
    updated = {name: value for name, value in found.items() if value is not None}
    asked = any(item.asked_if for item in draft.items.values())
    if codings is not None:
        codings = Codings(**{**dict(codings), "respondents": draft.respondents})
    return Study(
        id=study_id,
        title=draft.title or study_id,
        base="asked" if asked else "all",
        method=draft.method,
        respondent=draft.respondent,
        responses=Responses(**{**_set(responses), **updated}),
        codings=codings,
        exclude=draft.exclude,
        missing=frozenset(draft.missing),
    )


def _set(model) -> dict[str, Any]:
    return {name: getattr(model, name) for name in model.model_fields_set}


def study_yaml(study: Study, draft: Draft) -> str:
    """Write study.yaml.

    Parameters
    ----------
    study
        What it says.
    draft
        What was guessed, which is said beside it.

    Returns
    -------
    str
        YAML.
    """
    lines = [
        *comment("The study as a whole: where its files are, who counts, how shares are rounded.")
    ]
    lines += [
        *comment(f"Drafted from the export: read it once, and put right what it guessed. {_GUIDE}")
    ]
    for name, value in _study_settings(study).items():
        if name == "respondent" and study.respondent is None:
            lines += comment("No column names the respondents, so they are numbered. To name one:")
            lines += comment("respondent: the column")
            continue
        lines += _REMARKS.get(name, [])
        lines += entries({name: value})
    lines += [
        "",
        *comment("What may be published beside shares and counts: respondents, open_text."),
    ]
    lines += ["discloses: []"]
    return "\n".join(lines) + "\n"


_REMARKS = {
    "rounding": comment("half-up as in SPSS and SAS; half-even as in R; half-odd"),
    "base": comment("whom percentages count: all, asked, answered"),
    "method": comment("survey, web_survey, interviews, qualitative, reflexive, mixed"),
    "exclude": comment("Each response that is left out counts under the first rule that fits."),
    "missing": comment("cells that mean, in every item: no answer"),
}


def _study_settings(study: Study) -> dict[str, Any]:
    responses = study.responses.model_dump(by_alias=True, exclude_none=True, mode="json")
    codings = study.codings.model_dump(exclude_defaults=True) if study.codings else None
    if codings and set(codings) == {"file"}:
        codings = codings["file"]
    settings: dict[str, Any] = {
        "id": study.id,
        "title": study.title,
        "method": study.method,
        "respondent": study.respondent,
        "responses": responses,
        "codings": codings,
        "exclude": list(study.exclude),
        "missing": sorted(study.missing),
        "base": study.base,
        "rounding": study.rounding,
    }
    left_out = [name for name in ("codings", "missing") if not settings[name]]
    return {name: value for name, value in settings.items() if name not in left_out}


def codebook_yaml(draft: Draft) -> str:
    """Write codebook.yaml.

    Parameters
    ----------
    draft
        The items, and what is to be said of them.

    Returns
    -------
    str
        YAML, with the blocks of the report as headings.
    """
    lines = comment("Every item, in the order of the export. A label is the heading in tables.")
    lines += comment(f"Items that nobody needs may be deleted here and in report/. {_GUIDE}")
    lines.append("items:" if draft.items else "items: {}")
    headings = {s.items[0]: s.title for s in draft.sections if s.items}
    for position, (name, item) in enumerate(draft.items.items()):
        lines += [""] if position else []
        if name in headings:
            lines += [*comment(f"--- {headings[name]} ---", 2), ""]
        for remark in draft.comments.get(name, ()):
            lines += comment(remark, 2)
        lines += entries({name: item_settings(item)}, 2, (name, "options"))
    return "\n".join(lines) + "\n"


def item_settings(item: Item) -> dict[str, Any]:
    """Return what codebook.yaml says of an item, in the order in which it is read."""
    found = item.model_dump(by_alias=True, exclude_defaults=True, mode="json")
    found["options"] = {
        name: _short({k: v for k, v in option.items() if k != "id"})
        for name, option in found.get("options", {}).items()
    }
    for option in found["options"].values():
        if isinstance(option, dict) and "value" in option:
            option["value"] = _plain(option["value"])
    if "missing" in found:
        found["missing"] = [_plain(_without_nothing(value)) for value in found["missing"]]
    if "unticked" in found:
        found["unticked"] = [_plain(value) for value in found["unticked"]]
    return {name: found[name] for name in _KEYS if found.get(name) not in (None, {}, [], ())}


def _short(option: dict[str, Any]) -> Any:
    return option["label"] if set(option) == {"label"} else option


def _without_nothing(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {name: end for name, end in value.items() if end is not None}


def _plain(value: Any) -> Any:
    """Write a number without quotes, where it reads back as the same text."""
    if not isinstance(value, str):
        return value
    try:
        return int(value) if str(int(value)) == value else value
    except ValueError:
        return value


def coding_yaml(coding: Coding) -> str:
    """Write coding.yaml.

    Parameters
    ----------
    coding
        Coders and coded items.

    Returns
    -------
    str
        YAML.
    """
    lines = comment("How the texts were coded. A respondent holds a code or does not.")
    lines += comment("exclusive: true says that each answer has exactly one code.")
    lines += entries({"coders": dict(coding.coders)}, open_=("coders",) if coding.coders else ())
    lines.append("items:" if coding.items else "items: {}")
    for name, item in coding.items.items():
        found = item.model_dump(exclude_defaults=True, mode="json")
        found["codes"] = {key: _short(code) for key, code in found["codes"].items()}
        ordered = ("of", "label", "question", "exclusive", "codes", "themes")
        settings = {key: found[key] for key in ordered if key in found}
        settings["exclusive"] = item.exclusive
        settings = {key: settings[key] for key in ordered if key in settings}
        lines += ["", *entries({name: settings}, 2, (name, "codes", "themes"))]
    return "\n".join(_without_first_gap(lines)) + "\n"


def _without_first_gap(lines: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or not kept or not kept[-1].startswith("items:"):
            kept.append(line)
    return kept
