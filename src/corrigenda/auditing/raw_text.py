"""Raw cells and what respondents said, as text for people."""

from collections.abc import Iterable, Iterator

from corrigenda.auditing.layout import columns, wrapped
from corrigenda.auditing.touching import Passage, RawCell
from corrigenda.items import SOURCE


def cells_text(cells: Iterable[RawCell]) -> Iterator[str]:
    """Yield a line for each raw cell, those of each subject under its name if there are several."""
    cells = list(cells)
    names = dict.fromkeys(cell.of for cell in cells)
    several = len({cell.item for cell in cells}) > 1
    for name in names:
        yield from [name] if len(names) > 1 else []
        yield from columns(_cell(cell, several) for cell in cells if cell.of == name)


def _cell(cell: RawCell, several: bool) -> tuple[str, ...]:
    columns = ", ".join("coded text" if name == SOURCE else name for name in cell.columns)
    where = f"row {cell.row}, {columns}" if columns else f"row {cell.row}"
    value = f"{cell.raw} → {cell.value}" if cell.raw not in ("", cell.value) else cell.value
    rows = ", ".join(map(str, cell.codings))
    coded = f"codings {rows} ({', '.join(cell.coders)})" if rows else ""
    item = (cell.item,) if several else ()
    return (cell.respondent, *item, where, coded, cell.status, value, "; ".join(cell.corrections))


def passages_text(passages: Iterable[Passage]) -> Iterator[str]:
    """Yield passages under their codes, and open answers under their items."""
    under: dict[str, list[Passage]] = {}
    for one in passages:
        under.setdefault(".".join(filter(None, (one.item, one.code))), []).append(one)
    for name, own in under.items():
        yield name
        yield from wrapped(map(_passage, own))


def _passage(one: Passage) -> str:
    row = f"codings row {one.row}" if one.row else ""
    source = ", ".join(filter(None, [one.respondent, one.coder, row, one.note]))
    said = f"“{' '.join(one.text.split())}”" if one.text.strip() else ""
    return " ".join(filter(None, [said, f"({source})" if source else ""]))
