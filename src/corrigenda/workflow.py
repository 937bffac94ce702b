"""The workflow's view of a study: the files of each job, and digests of what was declared."""

import ast
import hashlib
import json
from functools import cache
from pathlib import Path

from corrigenda.derived import load_derived
from corrigenda.files import visible_files
from corrigenda.project import Project
from corrigenda.readers import export_columns
from corrigenda.stages import staged_declarations

PACKAGE = Path(__file__).parent


class Plan:
    """What the Snakefile asks of a study; every path is relative to the project folder.

    Parameters
    ----------
    project
        The study within its folder.
    """

    def __init__(self, project: Project):
        self.project = project
        self.tables = [e.id for e in project.exhibits.values() if e.kind == "table"]
        self.figures = [e.id for e in project.exhibits.values() if e.kind == "figure"]

    def _paths(self, paths) -> list[str]:
        return [self.project.place(path) for path in paths]

    @property
    def raw(self) -> list[str]:
        """Every raw file, and their register."""
        found = visible_files(self.project.raw)
        return self._paths(dict.fromkeys([*found, self.project.raw / "SHA256SUMS"]))

    @property
    def imported(self) -> list[str]:
        """What the import writes."""
        names = ["responses.csv", *(["codings.csv"] if self.project.study.codings else [])]
        return self._paths(self.project.build / name for name in names)

    @property
    def ledger(self) -> list[str]:
        """The ledger, where there is one."""
        path = self.project.data / "corrections.csv"
        return self._paths([path] if path.exists() else [])

    @property
    def cleaned(self) -> list[str]:
        """The slices of the codebook's items."""
        return self._paths(map(self.project.slice, self.project.codebook))

    @property
    def codings(self) -> list[str]:
        """The corrected codings of the coded items."""
        folder = self.project.build / "codings"
        return self._paths(folder / f"{item}.csv" for item in self.project.coding.items)

    def aggregates(self, item_id: str) -> list[str]:
        """Return what a coded item is made from: its codings and the slice of its answers."""
        codings = self.project.build / "codings" / f"{item_id}.csv"
        return self._paths([codings, self.project.slice(self.project.items[item_id].coded_from)])

    @property
    def coded(self) -> list[str]:
        """The slices of the coded items."""
        return self._paths(map(self.project.slice, self.project.coding.items))

    def reads(self, exhibit_id: str) -> list[str]:
        """Return the slices that an exhibit reads."""
        return self._paths(map(self.project.slice, self.project.exhibits[exhibit_id].items))

    @property
    def exhibits(self) -> list[str]:
        """Every file of every exhibit."""
        files = [(i, s) for i in self.tables for s in ("html", "typ", "csv")]
        files += [(i, s) for i in self.figures for s in ("svg", "png", "csv")]
        return self._paths(self.project.figures / f"{i}.{s}" for i, s in files)

    @property
    def sources(self) -> list[str]:
        """The sources of the report."""
        return self._paths(visible_files(self.project.report))

    def import_declared(self) -> str:
        """Digest what the import reads of the declarations."""
        study = self.project.study
        return _digest(
            [
                study.respondent,
                study.responses,
                study.exclude,
                study.codings,
                sorted(set(export_columns(self.project.codebook.values()))),
            ]
        )

    def clean_declared(self) -> str:
        """Digest what cleaning reads of the declarations."""
        return _digest(
            [
                self.project.study.missing,
                self.project.study.responses,
                self.project.study.exclude,
                self.project.items,
                self.project.coding.coders,
            ]
        )

    def coded_declared(self, item_id: str) -> str:
        """Digest what the aggregation of a coded item reads of the declarations."""
        item = self.project.items[item_id]
        return _digest([item, self.project.items[item.coded_from]])

    def exhibit_declared(self, exhibit_id: str) -> str:
        """Digest what an exhibit reads of the declarations: its own part, its items, its study."""
        exhibit = self.project.exhibits[exhibit_id]
        study = self.project.study
        return _digest(
            [
                exhibit,
                [self.project.items[i] for i in exhibit.items],
                study.rounding,
                study.base,
                study.notice_short,
            ]
        )

    def statistics_declared(self) -> str:
        """Digest what the statistics read of the declarations."""
        path = self.project.report / "statistics.yaml"
        derived = load_derived(path, self.project.place(path), self.project.items)
        study = self.project.study
        return _digest([derived, self.project.items, study.rounding, study.base])

    def compose_declared(self) -> str:
        """Digest what composing reads of the declarations: notices, alternative texts, sources."""
        return _digest(staged_declarations(self.project))

    @staticmethod
    def code(*modules: str) -> str:
        """Digest the code of a stage: these modules and all of ours that they import."""
        return code_digest(*modules)


def _digest(value) -> str:
    text = json.dumps(value, default=_plain)  # unsorted: the order of options is declared too
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value):
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    return sorted(value) if isinstance(value, frozenset) else str(value)


def code_digest(*modules: str) -> str:
    """Digest the source of modules, of the package's modules that they import, and of what lies
    beside them as data.

    Parameters
    ----------
    modules
        Names within the package (``tables``, ``rendering.embedded``).

    Returns
    -------
    str
        Equal for equal code, wherever and whenever it was installed.
    """
    files: set[Path] = set()
    for module in modules:
        _follow(module, files)
    return _digest([[f.relative_to(PACKAGE).as_posix(), _hash(f)] for f in sorted(files)])


def _follow(module: str, files: set[Path]) -> None:
    stem = PACKAGE.joinpath(*module.split("."))
    path = stem / "__init__.py" if stem.is_dir() else stem.with_suffix(".py")
    if path in files or not path.is_file():
        return
    files.add(path)
    if stem.is_dir():
        files.update(p for p in (stem / "resources").rglob("*") if p.is_file())
    for imported in _imports(path):
        _follow(imported, files)


@cache
def _imports(path: Path) -> frozenset[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("corrigenda"):
            inner = node.module.removeprefix("corrigenda").removeprefix(".")
            names.add(inner)
            names.update(f"{inner}.{alias.name}".lstrip(".") for alias in node.names)
    return frozenset(names - {""})


@cache
def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
