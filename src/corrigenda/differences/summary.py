"""Summary: a difference in one sentence."""

from collections.abc import Iterator

from corrigenda.differences.saying import counted, every, listed

SAME = "Nothing differs: data, methods, tables, figures and text are the same."


def summary(found) -> str:
    """Sum a `Difference` up in one sentence."""
    if found.none:
        return SAME
    methods = "the methods differ" if found.methods_differ else "the methods are the same"
    parts = [listed([*_happened(found)]), _shown(found), methods]
    text = "; ".join(part for part in parts if part)
    return f"{text[0].upper()}{text[1:]}."


def _happened(found) -> Iterator[str]:
    rows = found.corrections
    yield from counted(len(rows.corrected), "correction")
    yield from counted(len(rows.withdrawals), "withdrawal")
    yield from _rows(len(rows.changed), "edited")
    gone = "not there yet" if found.backwards else "gone"
    yield from every(len(rows.gone), "row of the ledger", f"is {gone}", f"are {gone}")
    reworded = len(rows.edited) - len(rows.changed)
    yield from _rows(reworded, "reworded")
    if found.raw:
        yield "another export"


def _rows(n: int, what: str) -> list[str]:
    return [f"{n:,} {what} {'row' if n == 1 else 'rows'} of the ledger"] if n else []


def _shown(found) -> str:
    kinds = [one.after.kind for one in found.exhibits]
    differ = [
        *counted(kinds.count("table"), "table"),
        *counted(kinds.count("figure"), "figure"),
        *counted(len(found.counted), "statistic"),
        *counted(len(found.told), "sentence"),
    ]
    numbers = len(kinds) + len(found.counted) + len(found.told)
    told = [f"{listed(differ)} {'differs' if numbers == 1 else 'differ'}"] if differ else []
    return listed([*told, *_others(found)]) or "no table, figure, statistic or sentence differs"


def _others(found) -> Iterator[str]:
    if found.about:
        yield f"{listed([f'the {one.what}' for one in found.about])} changed"
    yield from every(len(found.added), "exhibit", "is new", "are new")
    yield from every(len(found.gone), "exhibit", "is gone", "are gone")
    yield from every(len(found.renamed), "exhibit", "has a new address", "have a new address")
    numbered = len(found.renumbered)
    yield from every(numbered, "exhibit", "has another number", "have another number")
    slight = [one.slight for one in found.slight]
    yield from every(
        slight.count("rule"), "statistic", "only prints otherwise", "only print otherwise"
    )
    base = slight.count("base")
    yield from every(base, "statistic", "has only another base", "have only another base")
    if found.headings:
        yield "the sections differ"
    if found.referring and not (found.renumbered or found.headings):
        yield from every(len(found.referring), "reference", "differs", "differ")
