"""Naming: statistics in the words of the codebook, for readers who never saw their names."""

from collections.abc import Mapping

COUNTS = {"corrections": "The ledger", "responses": "The responses", "study": "The study"}
PLAIN = {
    "answered": "answered",
    "unanswered": "gave no answer",
    "not_asked": "were not asked",
    "n": "number of answers",
    "sum": "sum",
    "mean": "mean",
    "median": "median",
    "min": "smallest",
    "max": "greatest",
}
PARTS = ("options", "bands", "codes", "themes")
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
        self._versions = [_items(files) for files in declarations]
        self.items: dict[str, dict] = {}
        for items in self._versions:
            self.items |= items

    def group(self, name: str) -> str:
        """Name the item of a statistic."""
        item = name.partition(".")[0]
        return COUNTS.get(item) or str(_part(self.items, item).get("label") or item)

    def label(self, name: str) -> str:
        """Name what a statistic counts of its item."""
        item, _, option = name.partition(".")
        declared = _part(self.items, item)
        for part in PARTS:
            known = _part(declared, part)
            if option in known:
                return said_label(option, known[option])
        return OWN.get(name) or PLAIN.get(option, option.replace("_", " "))

    def statistic(self, name: str) -> str:
        """Name a statistic by its item and what it counts; empty where no item is known."""
        known = name.partition(".")[0] in {*self.items, *COUNTS}
        return f"{self.group(name)}, {self.label(name)}" if known else ""

    def renamed(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Return what labels of the first version are called in the last.

        Returns
        -------
        dict
            Labels of items, and those of options and codes under them.
        """
        old, new = self._versions[0], self._versions[-1]
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for item in old.keys() & new.keys():
            before, after = _labelled(item, old[item]), _labelled(item, new[item])
            found |= {before[key]: after[key] for key in before.keys() & after.keys()}
        return found


def _items(files: Mapping[str, object]) -> dict[str, dict]:
    both = (_part(_part(files, file), "items") for file in ("codebook.yaml", "coding.yaml"))
    return {name: declared for items in both for name, declared in items.items()}


def _labelled(item: str, declared: object) -> dict[str, tuple[str, ...]]:
    """Return the labels of an item and of its options, codes and themes."""
    if not isinstance(declared, dict):
        return {}
    label = str(declared.get("label") or item)
    inner = {k: said for part in PARTS for k, said in _part(declared, part).items()}
    return {"": (label,)} | {f".{k}": (label, said_label(k, said)) for k, said in inner.items()}


def said_label(name: str, said: object) -> str:
    """Return the label of an option or code, which is declared alone or with more."""
    return str(said.get("label") or name) if isinstance(said, dict) else str(said)


def _part(value: object, name: str) -> dict:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
