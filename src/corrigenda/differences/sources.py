"""Sources: the files that a report is composed of, as far as nothing else tells of them."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

TEXT = (".qmd", "_quarto.yml", "excerpts.yaml")


def files(
    old: Mapping[str, str], new: Mapping[str, str], declared: Collection[str]
) -> tuple[str, ...]:
    """Say which files differ that stand behind a report and are no text of it.

    Parameters
    ----------
    old, new
        The files of each version with the hash of each.
    declared
        Names of the files whose content is compared by itself.

    Returns
    -------
    tuple of str
        In words: the literature sources, the published tables.
    """
    return tuple(
        _said(name, happened)
        for name, happened in _differing(old, new)
        if name not in declared and not name.endswith(TEXT)
    )


def unseen(
    old: Mapping[str, str],
    new: Mapping[str, str],
    same: Collection[str],
    text_differs: bool,
) -> tuple[str, ...]:
    """Say which files differ in what no reader sees.

    Parameters
    ----------
    old, new
        The files of each version with the hash of each.
    same
        Declarations that both versions have, and that say the same.
    text_differs
        Whether the report reads differently, which its sources may have to do with.

    Returns
    -------
    tuple of str
        A sentence for each file.
    """
    found = []
    for name, happened in _differing(old, new):
        if name in same:
            found.append(f"{name} differs only in comments or layout")
        elif name.endswith(TEXT) and not text_differs:
            found.append(f"{name} {happened}, and the report reads the same")
    return tuple(found)


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            happened = "differs" if path in old and path in new else "came"
            yield PurePosixPath(path).name, "is gone" if path not in new else happened


def _said(name: str, happened: str) -> str:
    if name.endswith(".bib"):
        return f"the literature sources ({name}) {'differ' if happened == 'differs' else happened}"
    if name.endswith(".csv"):
        return f"the published tables that it is compared with ({name}) {happened}"
    return f"{name} {happened}"
