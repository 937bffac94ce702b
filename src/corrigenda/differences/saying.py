"""Saying: counts and lists in words, and whether data or methods differ."""

from collections.abc import Sequence

ARROW = " → "
TEXTS = {
    "a text → a text": "An open answer was put right",
    "nothing → a text": "An open answer was added",
    "a text → nothing": "An open answer was taken out",
}


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


WHY = {
    "responses": "which responses count",
    "export": "another export",
    "data": "the answers behind it",
    "rounding": "the rule of rounding",
    "declaration": "what is declared of it",
    "code": "the code that makes it",
    "software": "the software that makes it",
}


def reasons(why: Sequence[str], rows: Sequence[str]) -> str:
    """Say from what an exhibit differs, with the corrections that moved it."""
    named = f" ({', '.join(rows)})" if rows else ""
    said = [WHY[cause] + (named if cause == "data" else "") for cause in why]
    return f"Because of {listed(said)}." if said else ""


def label(labels: Sequence[str]) -> str:
    """Name a row of an exhibit by its labels."""
    return " / ".join(labels)


def relabelled(cells: Sequence) -> list[str]:
    """Tell of labels that stand in the place of others, each once."""
    pairs = {}
    for cell in (cell for cell in cells if cell.was):
        same_depth = len(cell.was) == len(cell.labels)
        whole = [(label(cell.was), label(cell.labels))]
        for was, now in zip(cell.was, cell.labels, strict=True) if same_depth else whole:
            if was != now:
                pairs[was, now] = f"“{was}” is now called “{now}”."
    return list(pairs.values())


def alike(cells: Sequence) -> str:
    """Tell of rows that print the same while their base differs."""
    names = "; ".join(label(cell.labels) for cell in cells)
    rows = "In one row" if len(cells) == 1 else f"In {len(cells)} rows"
    return f"{rows} only the base differs, and what is printed stays: {names}."


NEW, GONE = "new row", "row gone"


def change(cell) -> str:
    """Tell what a row prints: ``30% (12) → 28% (11) of 40``."""
    of = f" of {cell.of}" if cell.of else ""
    if cell.before is None:
        return f"{NEW}: {cell.after}{of}"
    return (
        f"{GONE}: it was {cell.before}{of}"
        if cell.after is None
        else f"{cell.before}{ARROW}{cell.after}{of}"
    )


def corrected(row) -> str:
    """Say what a row of the ledger changes; a text that is kept back is only said to change."""
    return TEXTS.get(row.change, row.change)


def where(one) -> str:
    """Name the place of a declaration: ``study.yaml, rounding``."""
    return ", ".join((one.file, *one.path))


def declared(one) -> str:
    """Tell of a declaration that differs: ``study.yaml, rounding: half-odd → half-up``."""
    place = where(one)
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


def order(found) -> list[str]:
    """Say so where the first of two versions is the newer one."""
    if not found.backwards:
        return []
    old, new = found.old.version, found.new.version
    return [f"{old} is the newer of the two: what follows leads back from it to {new}."]


def gone(found) -> str:
    """Say what it means that a row of the ledger is only in the first version."""
    if found.backwards:
        return f"not yet in {found.new.version}"
    return "this row is gone from the ledger"


def edited(one) -> str:
    """Say whether a row of the ledger changes something else than before."""
    return f"this row was {'reworded' if one.reworded else 'edited'}"


def heading(one) -> str:
    """Tell of a section that came, went, moved or has another title."""
    match one.kind:
        case "renamed":
            return f"“{one.was}” is now called “{one.title}”."
        case "moved":
            was, now = (
                f"after “{name}”" if name else "at the beginning" for name in (one.was, one.now)
            )
            return f"“{one.title}” moved: it stood {was}, and stands {now}."
    return f"“{one.title}” is {one.kind}."


def _after(title: str) -> str:
    return f"after “{title}”" if title else "at the beginning"


def happened(sentence) -> str:
    """Say what happened to a sentence: ``moved from “Findings”``."""
    if sentence.kind != "moved":
        return sentence.kind
    if sentence.was in ("", sentence.title):
        return "moved within this section"
    return f"moved from “{sentence.was}”"


def referring(found) -> list[str]:
    """Count the sentences that refer to something under its new number."""
    one = "refers to a table, figure or section under its new number."
    many = "refer to tables, figures or sections under their new numbers."
    return every(len(found.referring), "sentence", one, many)
