"""The flow of data, as a figure: from the raw export to the report, with what each step holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.style import BLUE, FONT, INK, MUTED, OCHRE, PAPER, RULE
from corrigenda.wording import counted

# A grid of five rows in points, so wide that the type is still read on a phone. Text is kept short
# and has room to spare, for the page may set it in a wider type than the PDF.
_SIZE = (400, 372)
_ROWS = (10, 86, 162, 238, 314)
_HIGH, _GAP = 48, 14  # of a card; from a card to the line that branches below it
_MAIN, _SIDE, _FULL = (10, 200), (240, 150), (10, 380)  # left edge and width
_THIRDS = ((10, 120), (140, 120), (270, 120))
_BAND = "#f1f4f7"
_TYPE = f"'{FONT}', system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"


@dataclass(frozen=True)
class Flow:
    """What the figure counts.

    Parameters
    ----------
    exported, used
        Responses of the raw export, and those that the study uses.
    corrections
        Rows of the ledger in force.
    items
        Items of the codebook.
    codings
        Code applications; None in a study without coding.
    coded
        Coded items.
    tables, figures, statistics
        What is computed.
    claims
        The places in the text where a statistic is quoted.
    """

    exported: int
    used: int
    corrections: int
    items: int
    codings: int | None
    coded: int
    tables: int
    figures: int
    statistics: int
    claims: int


def flow_svg(flow: Flow) -> str:
    """Draw the flow of data.

    Parameters
    ----------
    flow
        What there is of everything.

    Returns
    -------
    str
        An SVG of plain text, the same for the same counts.
    """
    cards = [
        *_card(_MAIN, 0, flow.exported, "response", "in the raw export"),
        *_card(
            _SIDE, 0, flow.exported - flow.used, "", "each by a rule", dashes="3 3", of="left out"
        ),
        *_card(_MAIN, 1, flow.used, "response", "used"),
        *_card(_SIDE, 1, flow.corrections, "correction", "from the ledger", edge=OCHRE),
        *_card(_MAIN, 2, flow.items, "item", "corrected, one file each"),
        *_products(flow),
        *_report(flow.claims),
    ]
    if flow.codings is not None:
        codings = f"from {counted(flow.codings, 'coding')}"
        cards += _card(_SIDE, 2, flow.coded, "coded item", codings)
    lines = _lines(coded=flow.codings is not None)
    width, height = _SIZE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" font-family="{_TYPE}" font-size="11" fill="{INK}">\n'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>\n'
        + "\n".join([*lines, *cards])
        + "\n</svg>\n"
    )


def _middle(column: tuple[int, int]) -> int:
    return column[0] + column[1] // 2


def _box(column, row: int, fill: str = PAPER, edge: str = RULE, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<rect x="{column[0]}" y="{_ROWS[row]}" width="{column[1]}" height="{_HIGH}" rx="3" '
        f'fill="{fill}" stroke="{edge}"{dashed}/>'
    )


def _card(column, row: int, n: int, noun: str, below: str, of: str = "", **look) -> Iterator[str]:
    x, y = column[0] + 12, _ROWS[row]
    noun = of or counted(n, noun).partition(" ")[2]
    yield _box(column, row, **look)
    yield (
        f'<text x="{x}" y="{y + 21}" font-size="12"><tspan font-size="14" font-weight="600">{n:,}'
        f"</tspan> {noun}</text>"
    )
    yield f'<text x="{x}" y="{y + 37}" fill="{MUTED}">{below}</text>'


def _products(flow: Flow) -> Iterator[str]:
    made = ((flow.tables, "table"), (flow.figures, "figure"), (flow.statistics, "statistic"))
    for column, (n, noun) in zip(_THIRDS, made, strict=True):
        x, y = _middle(column), _ROWS[3]
        yield _box(column, 3, fill=_BAND)
        yield (
            f'<text x="{x}" y="{y + 21}" font-size="14" font-weight="600" text-anchor="middle">'
            f"{n:,}</text>"
        )
        noun = counted(n, noun).partition(" ")[2]
        yield f'<text x="{x}" y="{y + 37}" text-anchor="middle">{noun}</text>'


def _report(claims: int) -> Iterator[str]:
    x, y = _middle(_FULL), _ROWS[4]
    each = "" if claims == 1 else "each "
    said = f"{counted(claims, 'claim')}, {each}held against its statistic"
    yield _box(_FULL, 4, fill=BLUE, edge=BLUE)
    yield (
        f'<text x="{x}" y="{y + 21}" font-size="14" font-weight="600" text-anchor="middle" '
        f'fill="{PAPER}">The report</text>'
    )
    yield f'<text x="{x}" y="{y + 37}" text-anchor="middle" fill="{PAPER}">{said}</text>'


def _lines(coded: bool) -> Iterator[str]:
    """Draw what leads from card to card."""
    main, side, thirds = _middle(_MAIN), _middle(_SIDE), [_middle(c) for c in _THIRDS]
    ends = [y + _HIGH for y in _ROWS]
    right = _ROWS[0] + _HIGH // 2
    yield _arrow(f"M{_MAIN[0] + _MAIN[1]} {right}H{_SIDE[0]}", MUTED, dashes="3 3")
    yield _arrow(f"M{main} {ends[0]}V{_ROWS[1]}")
    yield _arrow(f"M{main} {ends[1]}V{_ROWS[2]}")
    yield _arrow(f"M{side} {ends[1]}V{ends[1] + _GAP}H{main}", OCHRE)
    if coded:
        yield _arrow(f"M{side} {ends[1]}V{_ROWS[2]}", OCHRE)
    bus = ends[2] + _GAP
    for x in (main, side) if coded else (main,):
        yield _line(f"M{x} {ends[2]}V{bus}")
    yield _line(f"M{thirds[0]} {bus}H{thirds[2]}")
    for x in thirds:
        yield _arrow(f"M{x} {bus}V{_ROWS[3]}")
    bus = ends[3] + _GAP
    for x in thirds:
        yield _line(f"M{x} {ends[3]}V{bus}")
    yield _line(f"M{thirds[0]} {bus}H{thirds[2]}")
    yield _arrow(f"M{thirds[1]} {bus}V{_ROWS[4]}")


def _line(path: str, colour: str = MUTED, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.2"{dashed}/>'


def _arrow(path: str, colour: str = MUTED, dashes: str = "") -> str:
    """Draw a line with a head: a path of its own, for not every program knows markers."""
    x, y, turn = _end(path)
    at = f"translate({x} {y}) rotate({turn})"
    head = f'<path d="M0 0L-6 -3.2V3.2Z" transform="{at}" fill="{colour}"/>'
    return _line(path, colour, dashes) + head


def _end(path: str) -> tuple[int, int, int]:
    """Find where a path of M, V and H ends, and where it points to."""
    x = y = turn = 0
    for step, place in re.findall(r"([MVH])([\d ]+)", path):
        if step == "M":
            x, y = map(int, place.split())
        elif step == "V":
            y, turn = int(place), 90
        else:
            x, turn = int(place), 0 if int(place) > x else 180
    return x, y, turn
