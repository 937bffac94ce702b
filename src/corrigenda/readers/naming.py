"""Names of columns: each column of an export gets one of its own."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import zip_longest

from corrigenda.errors import quoted
from corrigenda.readers.findings import Finding
from corrigenda.wording import counted


def named_apart(
    names: Sequence[str], keys: Sequence[str], place: str
) -> tuple[list[str], tuple[Finding, ...]]:
    """Give each column a name of its own.

    Parameters
    ----------
    names
        As the export has them.
    keys
        What keeps apart columns of the same name, for each column; may be empty.
    place
        How findings name the header.

    Returns
    -------
    tuple
        ``Q5 (QID7)`` for each of several where there are keys, otherwise ``Q5 (2)`` for the
        second, and ``column 7`` where a name is empty; and what was forgiven.
    """
    findings, apart = [], [name or f"column {n}" for n, name in enumerate(names, 1)]
    if empty := sum(not name for name in names):
        told = f"{counted(empty, 'column')} without a name: called by position"
        findings.append(Finding(told, "forgiven", place))
    taken, seen = set(apart), Counter()
    own: dict[str, list[str]] = {}
    for name, key in zip_longest(apart, keys[: len(apart)], fillvalue=""):
        own.setdefault(name, []).append(key)
    repeated = {name: len(of_it) for name, of_it in own.items() if len(of_it) > 1}
    keyed = {name: _tell_apart(name, own[name], taken) for name in repeated}
    for n, name in enumerate(apart):
        if name not in repeated:
            continue
        seen[name] += 1
        if keyed[name]:
            apart[n] = f"{name} ({keys[n]})"
        elif seen[name] > 1:
            apart[n] = _free(name, seen[name], taken)
        taken.add(apart[n])
    for name, count in repeated.items():
        how = "their ImportId" if keyed[name] else "their order"
        told = f"{count} columns are called {quoted(name)}: kept apart by {how}"
        findings.append(Finding(told, "forgiven", place))
    return apart, tuple(findings)


def _tell_apart(name: str, keys: Sequence[str], taken: Collection[str]) -> bool:
    """Say whether keys tell columns of one name apart, and lead to no name that stands already."""
    return (
        all(keys)
        and len(set(keys)) == len(keys)
        and not any(f"{name} ({key})" in taken for key in keys)
    )


def _free(name: str, number: int, taken: Collection[str]) -> str:
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
