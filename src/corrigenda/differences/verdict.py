"""Verdict: whether data or methods differ, and by what, in words for readers."""

from collections.abc import Iterator

from corrigenda.differences.causes import moved_something
from corrigenda.differences.saying import counted, every, listed

MOST = 3  # sentences of declarations that the verdict tells; the methods tell all


def said_data(found) -> str:
    """Say whether the data of a `Difference` differ, and by what."""
    rows = found.corrections
    by = [
        *counted(len(rows.corrected), "correction"),
        *counted(len(rows.withdrawals), "withdrawal"),
        *every(len(rows.changed), "edited row", "of the ledger", "of the ledger"),
        *_gone(found),
        *(["another raw export"] if found.raw else []),
    ]
    quiet = not found.raw and all(row.moved and not moved_something(row) for row in rows.moving)
    text = listed(by) + (", by which no number moved" if quiet else "")
    others = [*_others(rows)]
    if not by:
        return f"The data are the same{''.join(f'; {other}' for other in others)}."
    return " ".join([f"The data changed ({text}).", *(f"{o[0].upper()}{o[1:]}." for o in others)])


def _gone(found) -> list[str]:
    said = f"not yet in {found.new.version}" if found.backwards else "gone from the ledger"
    return every(len(found.corrections.gone), "row", said, said)


def _others(rows) -> Iterator[str]:
    """Tell what happened in the ledger without any consequence."""
    for one in (one for one in rows.edited if one.reworded):
        what = "date" if one.before.reason == one.after.reason else "reason"
        yield f"the {what} of {one.after.id} was {'changed' if what == 'date' else 'reworded'}"
    for row in (row for row in rows.new if row.withdrawn_by):
        yield f"{row.id} was entered and withdrawn again"


def said_methods(found) -> str:
    """Say whether the methods of a `Difference` differ, and by what; software is told apart."""
    how = found.methods
    rules = how.of("method")
    said = [one for one in rules if one.says][:MOST]
    files = sorted({one.file for one in rules if one not in said})
    declares = "declares" if len(files) == 1 else "declare"
    by = [
        *([f"what {listed(files)} {declares}"] if files else []),
        *(how.code if found.numbers_differ else ()),
    ]
    text = "The methods changed" if found.methods_differ else "The methods are the same"
    text += f": {listed(by)}." if by else "."
    sentences = dict.fromkeys(one.says for one in said)
    return " ".join([text, *sentences, *used(how), *_program(found)])


def used(how) -> Iterator[str]:
    """Say how many responses count, where others of the same export do."""
    if not how.used:
        return
    before, after = how.used
    if before == after:
        yield f"Other responses are used, {after:,} as before."
    else:
        of = f"used instead of {before:,}."
        yield from every(after, "response", f"is {of}", f"are {of}") or [f"No response is {of}"]


def _program(found) -> Iterator[str]:
    how = found.methods
    if how.code and not found.numbers_differ:
        yield "The program differs; no number does."
    elif how.software:
        yield "The software differs."
