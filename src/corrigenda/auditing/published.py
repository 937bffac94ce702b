"""What the study published in the place of an exhibit or a cell."""

from corrigenda.errors import ExhibitError
from corrigenda.project import Project
from corrigenda.reconciliation import Cell, Reconciliation, reconcile


def published(project: Project, exhibit: str) -> tuple[str, ...]:
    """Compare an exhibit with the table that was published.

    Parameters
    ----------
    project
        The study within its folder.
    exhibit
        The id of an exhibit.

    Returns
    -------
    tuple of str
        How many cells match, and each that does not; nothing where none was published.
    """
    found, cells = _compared(project, exhibit)
    if not cells:
        return ()
    matching = sum(cell.matches for cell in cells)
    table = cells[0].table
    lines = [f"Published as table {table}: {matching} of {len(cells)} published cells match."]
    return (*lines, *(line for c in cells if not c.matches for line in _differing(c, found)))


def published_cell(project: Project, exhibit: str, block: str, row: str) -> tuple[str, ...]:
    """Compare a cell with the published one, and the published text with it.

    Parameters
    ----------
    project
        The study within its folder.
    exhibit, block, row
        Which cell.

    Returns
    -------
    tuple of str
        A line or two; nothing where it was not published.
    """
    found, cells = _compared(project, exhibit)
    lines: list[str] = []
    for cell in cells:
        if (cell.block, cell.row) == (block, row):
            same = f"Published in table {cell.table} as {cell.printed}: the same."
            lines += [same] if cell.matches else _differing(cell, found)
            said = [t.says for t in found.texts if (t.table, t.row) == (cell.table, row)]
            lines += [f"The published text says {words} of it." for words in said]
    return tuple(lines)


def _compared(project: Project, exhibit: str) -> tuple[Reconciliation | None, list[Cell]]:
    declared = project.study.published
    tables = [t for t, name in declared.tables.items() if name == exhibit] if declared else []
    if not tables:
        return None, []
    try:
        found = reconcile(project)
    except ExhibitError:  # some table is not built: what was published is not what is asked
        return None, []
    return found, [cell for cell in found.cells if cell.table in tables]


def _differing(cell: Cell, found: Reconciliation) -> list[str]:
    notes = [m.note for m in found.known if (m.table, m.row) == (cell.table, cell.row)]
    printed = f"Published in table {cell.table} as {cell.printed}; the data give {cell.ours}."
    return [f"{cell.row}: {printed}", *notes]
