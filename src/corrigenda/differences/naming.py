"""Naming: statistics in the words of the codebook, for readers who never saw their names."""

from collections.abc import Mapping

COUNTS = {"corrections": "The ledger", "responses": "The responses", "study": "The study"}
PLAIN = {
    "answered": "answered",
    "unanswered": "gave no answer",
    "not_asked": "were not asked",
    "n": "number of answers",
}
OWN = {
    "corrections.applied": "corrections in force",
    "corrections.rows": "rows",
    "corrections.withdrawn": "rows withdrawn",
}


class Names:
    """The labels of items and options, as one or more versions declare them.

    Parameters
    ----------
    declarations
        Those of each version, the newest last: files by name, parsed.
    """

    def __init__(self, *declarations: Mapping[str, object]):
        self.items: dict[str, dict] = {}
        for files in declarations:
            for file in ("codebook.yaml", "coding.yaml"):
                self.items |= _part(_part(files, file), "items")

    def group(self, name: str) -> str:
        """Name the item of a statistic."""
        item = name.partition(".")[0]
        return COUNTS.get(item) or str(_part(self.items, item).get("label") or item)

    def label(self, name: str) -> str:
        """Name what a statistic counts of its item."""
        item, _, option = name.partition(".")
        declared = _part(self.items, item)
        for part in ("options", "codes"):
            known = _part(declared, part)
            if option in known:
                said = known[option]
                return str(said.get("label") or option) if isinstance(said, dict) else str(said)
        return OWN.get(name) or PLAIN.get(option, option.replace("_", " "))


def _part(value: object, name: str) -> dict:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
