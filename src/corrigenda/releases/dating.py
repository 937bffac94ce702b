"""Dating a report in its header, which either engine reads before anything else."""

from collections.abc import Iterator

import yaml

from corrigenda.errors import Problem, ReleaseError
from corrigenda.rendering.source import ENTRY

_KEY = "date"


def dated(text: str, date: str) -> str:
    """Put a date in the place of the one that a report's header gives, however that is written.

    Parameters
    ----------
    text
        The report.
    date
        Year-month-day.

    Returns
    -------
    str
        The report with this date alone; a header is made where it has none.

    Raises
    ------
    ReleaseError
        When the header is written so that its date cannot be replaced.
    """
    said, (start, end) = f'{_KEY}: "{date}"', _header(text)
    if not end:
        return f"---\n{said}\n---\n\n{text}"
    header = text[start:end]
    new = _replaced(header, said)
    if not _says(new, date):
        message = "the date in the header cannot be replaced by that of the release."
        advice = f"Write it on a line of its own, as {said}."
        raise ReleaseError(Problem(f"{ENTRY}:1", message, advice))
    return text[:start] + new + text[end:]


def _header(text: str) -> tuple[int, int]:
    """Find where the YAML of a header starts and ends; nowhere without a header."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return 0, 0
    at = start = len(lines[0])
    for line in lines[1:]:
        if line.rstrip() in ("---", "..."):
            return start, at
        at += len(line)
    return 0, 0


def _replaced(header: str, said: str) -> str:
    try:
        events = list(yaml.parse(header, Loader=yaml.SafeLoader))
    except yaml.YAMLError:  # the engine says what is wrong with it
        return header
    found = list(_dates(events))
    for start, end in reversed(found):
        line_end = "\n" * header[start:end].endswith("\n")  # of a text in lines of its own
        header = header[:start] + said + line_end + header[end:]
    if found:
        return header
    top = next((e for e in events if isinstance(e, yaml.MappingStartEvent)), None)
    if top is None or not top.flow_style:
        return f"{said}\n{header}"
    at = top.start_mark.index + 1
    return f"{header[:at]}{said}, {header[at:]}"


def _dates(events: list[yaml.Event]) -> Iterator[tuple[int, int]]:
    """Yield where each date of the outermost table starts, with its key, and ends."""
    depth, nodes, key = 0, 0, None
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 1 and isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            starts = not isinstance(event, yaml.CollectionStartEvent)
            if nodes % 2 == 0:
                key = event
            elif starts and isinstance(key, yaml.ScalarEvent) and key.value == _KEY:
                yield key.start_mark.index, event.end_mark.index
            nodes += starts  # a collection counts when it ends
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1


def _says(header: str, date: str) -> bool:
    try:
        read = yaml.load(header, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return False
    return isinstance(read, dict) and read.get(_KEY) == date
