"""Read the study's own YAML files, without needing the corrigenda package."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

STUDY = Path(__file__).resolve().parent.parent
RESPONDENTS = tuple(f"R{number:03d}" for number in range(1, 41))


class _Loader(yaml.SafeLoader):
    """Read `yes` and `no` as words: only true and false are booleans in these files."""


_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != _BOOL]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile("^(true|false)$"), ["t", "f"])


def load(path: Path) -> dict:
    """Read one YAML file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    dict
        Its content, in the order of the file.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)


@cache
def items() -> dict[str, dict]:
    """Describe every item of the study: those of the form, then the coded ones.

    Returns
    -------
    dict[str, dict]
        Item id to its entry; a coded item has kind `coded` and `options` as the others.
    """
    asked = load(STUDY / "codebook.yaml")["items"]
    coded = {
        name: {**entry, "kind": "coded", "options": entry["codes"]}
        for name, entry in load(STUDY / "coding.yaml")["items"].items()
    }
    return {**asked, **coded}


def label(item: str, option: str) -> str:
    """Name an option as the tables print it.

    Parameters
    ----------
    item, option
        Ids of the codebook or of the coding frame.

    Returns
    -------
    str
        The option's label.
    """
    entry = items()[item]["options"][option]
    return entry["label"] if isinstance(entry, dict) else entry


def option_of(item: str, text: str) -> str | None:
    """Find the option that carries a label.

    Parameters
    ----------
    item
        Id of an item with options.
    text
        The label.

    Returns
    -------
    str or None
        The option's id, or None where no option has that label.
    """
    return next((o for o in items()[item]["options"] if label(item, o) == text), None)
