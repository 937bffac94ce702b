"""The declarations as a release publishes them, so that versions can be compared in their words."""

from collections.abc import Callable

from corrigenda.crate.confidential import Confidential
from corrigenda.declarations import load_yaml
from corrigenda.files import canonical_json
from corrigenda.releases.held import Held

DATA = ("study.yaml", "codebook.yaml", "coding.yaml")
REPORT = ("exhibits.yaml", "statistics.yaml", "quantifiers.yaml")
KEPT_BACK = "Kept back: it names a respondent or repeats an open answer."


def declarations(held: Held) -> dict[str, object]:
    """Read what a study declares, without what it keeps back.

    Parameters
    ----------
    held
        The study, whose report is built.

    Returns
    -------
    dict
        Under the name of each file what it holds, or `KEPT_BACK`. The excerpts are not among them.
    """
    project = held.project
    paths = [project.data / name for name in DATA] + [project.report / name for name in REPORT]
    confidential = Confidential(project)
    found = {}
    for path in paths:
        if path.is_file():
            read = _masked(load_yaml(path, project.place(path))[0], held.accounts.mask_declared)
            found[path.name] = KEPT_BACK if confidential.tells(canonical_json(read)) else read
    return found


def _masked(value, mask: Callable[[str], str]):
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [_masked(each, mask) for each in value]
    if isinstance(value, dict):  # names are those of items and options
        return {name: _masked(each, mask) for name, each in value.items()}
    return value
