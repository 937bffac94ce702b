"""Where something is declared: file, line, and the words of its author."""

from functools import cache
from pathlib import Path

from corrigenda.declarations import Lines, load_yaml, written
from corrigenda.items import Item
from corrigenda.project import Project


class Declared:
    """Finds declarations; each file is read when it is first asked for.

    Parameters
    ----------
    project
        The study within its folder.
    """

    def __init__(self, project: Project):
        self.project = project
        self._lines = cache(self._read)

    def _read(self, path: Path) -> Lines:
        return load_yaml(path, self.project.place(path))[1]

    def _place(self, path: Path, *loc: str) -> str:
        return f"{self.project.place(path)}:{self._lines(path)(*loc)}"

    def exhibit(self, name: str) -> tuple[str, str]:
        """Return where an exhibit is declared, and how."""
        return self._written(self.project.report / "exhibits.yaml", "exhibits", name)

    def _written(self, path: Path, section: str, name: str) -> tuple[str, str]:
        return self._place(path, section, name), written(path, section)[name]

    def item(self, item: Item, option: str = "") -> str:
        """Return where an item, or an option, code or theme of it, is declared."""
        if item.kind != "coded":
            inner = ("options", option) if option in item.by_id else ()
            return self._place(self.project.data / "codebook.yaml", "items", item.id, *inner)
        section = "themes" if option in item.themes else "codes"
        inner = (section, option) if option in (*item.themes, *item.by_id) else ()
        return self._place(self.project.data / "coding.yaml", "items", item.id, *inner)

    def statistic(self, name: str) -> tuple[str, str]:
        """Return where a statistic is declared, and how, if it is one of statistics.yaml."""
        if name in self.project.derived:
            return self._written(self.project.report / "statistics.yaml", "statistics", name)
        item, _, rest = name.partition(".")
        if item in self.project.items:
            return self.item(self.project.items[item], rest), ""
        if item == "corrections":
            return self.project.place(self.project.data / "corrections.csv"), ""
        return self._place(self.project.data / "study.yaml", "exclude"), ""

    def title(self, name: str) -> str:
        """Return what a statistic is called: the label of its item, and of its option."""
        item_id, _, rest = name.partition(".")
        item = self.project.items.get(item_id)
        if item is None or name in self.project.derived:
            return ""
        option = item.by_id.get(rest)
        label = option.label if option else rest.replace("_", " ")
        return f"{item.label}: {label}"
