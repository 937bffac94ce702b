"""Saying: counts and lists in words, and whether data or methods differ."""

from collections.abc import Sequence

ARROW = " → "


def counted(n: int, thing: str) -> list[str]:
    """Count things in words; nothing where there is none."""
    return [f"{n:,} {thing}{'' if n == 1 else 's'}"] if n else []


def every(n: int, thing: str, one: str, many: str) -> list[str]:
    """Count things of which something is said: ``1 exhibit is new``."""
    first, space, rest = thing.partition(" ")
    things = thing if n == 1 else f"{first}s{space}{rest}"
    return [f"{n:,} {things} {one if n == 1 else many}"] if n else []


def listed(names: Sequence[str]) -> str:
    """Join names: ``a, b and c``."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def said_data(found) -> str:
    """Say whether the data differ, and by what."""
    rows = found.corrections
    by = [
        *counted(len(rows.new), "correction"),
        *every(len(rows.edited), "edited row", "of the ledger", "of the ledger"),
        *every(len(rows.gone), "row", "gone from the ledger", "gone from the ledger"),
        *(["another raw export"] if found.raw else []),
    ]
    return f"The data changed ({listed(by)})." if by else "The data are the same."


def said_methods(methods) -> str:
    """Say whether the methods differ, and what of them; software is told apart."""
    files = sorted({one.file for one in methods.rules})
    by = [*([f"what {listed(files)} {_declare(files)}"] if files else []), *methods.code]
    text = f"The methods changed: {listed(by)}." if by else "The methods are the same."
    return f"{text} The software differs." if methods.software else text


def _declare(files: Sequence[str]) -> str:
    return "declares" if len(files) == 1 else "declare"


WHY = {
    "data": "the answers behind it",
    "declaration": "what is declared of it",
    "code": "the code that makes it",
    "software": "the software that makes it",
}


def reasons(why: Sequence[str], rows: Sequence[str]) -> str:
    """Say from what an exhibit differs, with the corrections that touch it."""
    said = [WHY[cause] for cause in why]
    if rows and "data" in why:
        said[0] += f" ({', '.join(rows)})"
    return f"Because of {listed(said)}." if said else ""


def label(labels: Sequence[str]) -> str:
    """Name a row of an exhibit by its labels."""
    return " / ".join(labels)


def relabelled(cell) -> str:
    """Tell of a row of which only the labels differ."""
    was, now = (f"“{label(labels)}”" for labels in (cell.was, cell.labels))
    return f"In the place of {was} stands {now}, with the same numbers: {cell.after}."


def alike(cells: Sequence) -> str:
    """Tell of rows that print the same while their base differs, or only their label."""
    names = "; ".join(label(cell.labels) for cell in cells)
    rows = "In one row" if len(cells) == 1 else f"In {len(cells)} rows"
    return f"{rows} only the base differs, and what is printed stays: {names}."


def declared(one) -> str:
    """Tell of a declaration that differs: ``study.yaml, rounding: half-odd → half-up``."""
    place = ", ".join((one.file, *one.path))
    if one.before is None:
        return f"{place}: new: {one.after}"
    return (
        f"{place}: was {one.before}"
        if one.after is None
        else f"{place}: {one.before}{ARROW}{one.after}"
    )


def program(one) -> str:
    """Tell of software of another version."""
    if one.before is None:
        return f"{one.name} {one.after}: new"
    return (
        f"{one.name} {one.before}: no longer used"
        if one.after is None
        else f"{one.name} {one.before}{ARROW}{one.after}"
    )
