"""Conflicts: what rows of the ledger say against each other."""

from collections.abc import Iterator, Mapping, Sequence

from corrigenda.errors import Problem, did_you_mean, quoted
from corrigenda.rows import Correction, in_force, withdrawn


def conflicts(ledger: Sequence[Correction]) -> list[Problem]:
    """Compare the rows of a ledger with each other.

    Parameters
    ----------
    ledger
        Every row, in its order.

    Returns
    -------
    list of Problem
        Ids given twice, withdrawals that cannot be, and rows in force that change one value to
        different things.
    """
    checks = (_check_ids(ledger), _check_withdrawals(ledger), _check_values(in_force(ledger)))
    return [problem for check in checks for problem in check]


def _check_ids(ledger: Sequence[Correction]) -> Iterator[Problem]:
    first: dict[str, Correction] = {}
    for row in ledger:
        if row.id and first.setdefault(row.id, row) is not row:
            message = f"the id {row.id} was given on line {_line(first[row.id])} already."
            yield Problem(row.place, message, "Take the next free id.")


def _check_withdrawals(ledger: Sequence[Correction]) -> Iterator[Problem]:
    earlier: dict[str, Correction] = {}
    cells: dict[str, tuple[str, str]] = {}  # what each row is about in the end
    taken: dict[str, Correction] = {}
    gone = withdrawn(ledger)
    for row in ledger:
        if row.withdraws:
            yield from _check_named(row, earlier, ledger)
            yield from _check_cells(row, cells.get(row.withdraws, ("", "")))
        if row.withdraws in earlier and row.id not in gone:
            first = taken.setdefault(row.withdraws, row)
            if first is not row:
                message = f"{row.withdraws} is withdrawn by {first.id} on line {_line(first)}"
                yield Problem(row.place, f"{message} already.", "One of the two rows is enough.")
        own = (row.respondent, row.item)
        if row.id:
            earlier.setdefault(row.id, row)
            cells.setdefault(row.id, cells.get(row.withdraws, own))


def _check_named(
    row: Correction, earlier: Mapping[str, Correction], ledger: Sequence[Correction]
) -> Iterator[Problem]:
    if row.withdraws in earlier:
        return
    later = next((other for other in ledger if other.id == row.withdraws), None)
    if row.withdraws == row.id:
        message = f"{row.id} withdraws itself."
        advice = "Name the row that is taken back."
    elif later:
        message = f"it withdraws {row.withdraws}, which stands below it, on line {_line(later)}."
        advice = "Put a withdrawal below the row that it takes back."
    else:
        message = f"it withdraws {quoted(row.withdraws)}, but no row has this id."
        advice = did_you_mean(row.withdraws, earlier) or "Name the id of an earlier row."
    yield Problem(row.place, message, advice)


def _check_cells(row: Correction, about: tuple[str, str]) -> Iterator[Problem]:
    if row.old or row.new:
        advice = "Leave both empty. What the cell shall hold instead is a row of its own."
        yield Problem(row.place, "a withdrawal has no old and no new value.", advice)
    own = zip(("respondent", "item"), (row.respondent, row.item), strict=True)
    for (column, mine), other in zip(own, about, strict=True):
        if mine and other and mine != other:
            message = f"{column} {mine}, but {row.withdraws} is about {column} {other}."
            yield Problem(row.place, message, f"Leave the {column} empty, or name the same one.")


def _check_values(applying: Sequence[Correction]) -> Iterator[Problem]:
    by_old: dict[tuple, Correction] = {}
    for row in applying:
        cell = (row.respondent, row.item)
        first = by_old.setdefault((*cell, row.old.casefold()), row)
        by_old.pop((*cell, row.new.casefold()), None)  # the value is there again, to be changed
        if first is not row and row.old and first.new != row.new:
            message = (
                f"respondent {row.respondent}, item {row.item}: conflicts with {first.id} on line "
                f"{_line(first)}, which changes the same value to something else."
            )
            yield Problem(row.place, message, "Withdraw one of the two rows.")


def _line(row: Correction) -> str:
    return row.place.rpartition(":")[2]
