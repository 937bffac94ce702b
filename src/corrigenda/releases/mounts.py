"""Mount points: folders that cannot be moved, or emptied, with the folder that they are in."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

_TABLE = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(rb"\\([0-7]{3})")


def mounted(folder: Path) -> Path | None:
    """Find a mount point among a folder and all that is below it.

    Parameters
    ----------
    folder
        Where to look; it need not be there.

    Returns
    -------
    Path or None
        The first one, of another file system or of a folder of the same.
    """
    root = folder.resolve()
    return next((path for path in _points(root) if path.is_relative_to(root)), None)


def _points(root: Path) -> Iterator[Path]:
    # Linux lists them; a look at the folders would miss those of their own file system.
    try:
        table = _TABLE.read_bytes()
    except OSError:
        return _walked(root)
    return (_unescaped(line.split()[4]) for line in table.splitlines())


def _unescaped(name: bytes) -> Path:
    return Path(os.fsdecode(_ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), name)))


def _walked(root: Path) -> Iterator[Path]:
    for folder, _, _ in os.walk(root):
        if os.path.ismount(folder):
            yield Path(folder)
