"""The renewal of a study: what a later export would change, and the files that would change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Renewal:
    """What a later export of the same survey would change; nothing has been touched yet.

    Parameters
    ----------
    text
        Plain lines for the terminal.
    nothing
        Whether the later export says the same as the one that the study reads.
    files
        The bytes of each file that would be written, in the order of writing.
    seen
        The hash of each file that this was worked out from.
    """

    text: str
    nothing: bool
    files: Mapping[Path, bytes] = field(default_factory=dict)
    seen: Mapping[Path, str] = field(default_factory=dict)
