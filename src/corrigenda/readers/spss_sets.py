"""SPSS: multiple-response sets, from the dictionary of a .sav or .zsav file.

pyreadstat gives only sets of the older record, and none at all when one of them is odd.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

HEADER = 176
VARIABLE, LABELS, LABELLED, DOCUMENT, EXTENSION, END = 2, 3, 4, 6, 7, 999
SETS, SETS_SINCE_14, LONG_NAMES = 7, 19, 13
MOST_BYTES = 64 * 1024**2  # of one record
MOST_RECORDS = 1_000_000
SET = re.compile(rb"\s{0,9}\$?([^=\n]{1,256})=(?:(C) |(D)|(E) (\d{1,2}) )")
LENGTH = re.compile(rb"(\d{1,9}) ")


@dataclass(frozen=True)
class ResponseSet:
    """A multiple-response set.

    Parameters
    ----------
    name
        Without its dollar sign.
    label
        The question, where there is one.
    counted
        The value that says that an option was chosen; None where each variable holds an option.
    labelled_by_value
        Whether an option is called as the counted value's label, not as its variable.
    variables
        As the set names them: short names, in any case.
    """

    name: str
    label: str
    counted: str | None
    labelled_by_value: bool
    variables: tuple[str, ...]


def response_sets(path: Path, encoding: str) -> tuple[list[ResponseSet], dict[str, str]]:
    """Read the multiple-response sets of a file.

    Parameters
    ----------
    path
        A .sav or .zsav that pyreadstat could read.
    encoding
        Of its texts.

    Returns
    -------
    tuple
        The sets, and under each short name in capitals the long name. A damaged record ends them.
    """
    sets, names = [], {}
    try:
        with path.open("rb") as file:
            for subtype, data in _extensions(file):
                if subtype in (SETS, SETS_SINCE_14):
                    sets.extend(_sets(data, encoding))
                elif subtype == LONG_NAMES:
                    pairs = (pair.partition("=") for pair in _text(data, encoding).split("\t"))
                    names |= {short.upper(): name.strip() for short, _, name in pairs}
    except (struct.error, ValueError, OSError):
        pass  # what pyreadstat passes over does not stop us either
    return sets, names


def _extensions(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Walk the records of the dictionary."""
    start = file.read(HEADER)
    order = "<" if struct.unpack_from("<i", start, 64)[0] in (2, 3) else ">"

    def integers(count: int) -> tuple[int, ...]:
        return struct.unpack(f"{order}{count}i", file.read(4 * count))

    def skip(size: int) -> None:
        if not 0 <= size <= MOST_BYTES:
            raise ValueError(size)
        file.seek(size, 1)

    for _ in range(MOST_RECORDS):
        (kind,) = integers(1)
        if kind == VARIABLE:
            _, labelled, missing, *_ = integers(5)
            skip(8)
            if labelled:
                skip(-(-integers(1)[0] // 4) * 4)
            skip(8 * abs(missing))
        elif kind == LABELS:
            for _ in range(min(integers(1)[0], MOST_RECORDS)):
                skip(8)
                length = file.read(1)[0] if (length := file.peek(1)[:1]) else _ended()
                skip(-(-(length + 1) // 8) * 8 - 1)
        elif kind == LABELLED:
            skip(4 * integers(1)[0])
        elif kind == DOCUMENT:
            skip(80 * integers(1)[0])
        elif kind == EXTENSION:
            subtype, size, count = integers(3)
            if subtype not in (SETS, SETS_SINCE_14, LONG_NAMES):
                skip(size * count)
            elif 0 <= size * count <= MOST_BYTES:
                yield subtype, file.read(size * count)
            else:
                raise ValueError(size)
        else:
            return


def _ended() -> int:
    raise ValueError("the file ends within its dictionary")


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def _sets(data: bytes, encoding: str) -> Iterator[ResponseSet]:
    """Read lines such as ``$pets=D1 1 4 Pets pet_cat pet_dog``; lengths count bytes."""
    position = 0
    while position < len(data):
        head = SET.match(data, position)
        end = data.find(b"\n", position)
        end = len(data) if end < 0 else end
        if head:
            found, end = _set(data, head, encoding)
            if found:
                yield found
        position = end + 1


def _set(data: bytes, head: re.Match, encoding: str) -> tuple[ResponseSet | None, int]:
    position, counted = head.end(), None
    if not head[2]:
        value, position = _counted_text(data, position)
        counted = _text(value, encoding).strip()
        position += 1
    label, position = _counted_text(data, position)
    end = data.find(b"\n", position)
    end = len(data) if end < 0 else end
    variables = tuple(_text(data[position:end], encoding).replace("\0", " ").split())
    name, question = _text(head[1], encoding), " ".join(_text(label, encoding).split())
    by_value = bool(head[4])
    if not variables or (counted is not None and not counted):
        return None, end
    return ResponseSet(name, question, counted, by_value, variables), end


def _counted_text(data: bytes, position: int) -> tuple[bytes, int]:
    length = LENGTH.match(data, position)
    if not length:
        raise ValueError(position)
    end = length.end() + int(length[1])
    return data[length.end() : end], end
