"""The workflow's view of a study: the files of each job, and what it depends on beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corrigenda import __version__, declared
from corrigenda.digests import code_digest, digest, versions
from corrigenda.environment import environment
from corrigenda.files import visible_files
from corrigenda.project import Project
from corrigenda.provenance import CLAIMS, REPORT, STATISTICS
from corrigenda.readers import CODED_READERS, READERS
from corrigenda.rendering import engines
from corrigenda.sources import quoted_items

# What a project's own Snakefile includes.
SNAKEFILE = str(Path(__file__).parent / "resources/Snakefile")
_READS = ("readers", "readers.responses", "readers.raw", "readers.qda.locating")
CODE = {
    "import": (*_READS, *(module for module, _ in (READERS | CODED_READERS).values())),
    "clean": ("evaluation",),
    "aggregate": ("aggregation",),
    "table": ("frames", "tables", "provenance"),
    "figure": ("frames", "figures", "provenance"),
    "statistics": ("statistics",),
    "history": ("moved",),
    "records": ("records",),
    "compose": ("rendering", "rendering.stage", "composition", "records"),
    "html": ("rendering", "rendering.quarto", "rendering.embedded", "provenance"),
    "pdf": ("rendering", "rendering.quarto", "rendering.embedded", "provenance"),
}
LIBRARIES = {
    "table": ("great-tables",),
    "figure": ("plotnine", "matplotlib"),
    "html": ("pypandoc-binary",),
    "pdf": ("pypandoc-binary", "typst", "pikepdf"),
}


@dataclass(frozen=True)
class Job:
    """One job of the workflow: a stage, and the item or exhibit that it is run for."""

    stage: str
    of: str = ""

    def __str__(self) -> str:
        return f"{self.stage} {self.of}".strip()


class Plan:
    """What the Snakefile asks of a study; every path is relative to the project folder.

    Parameters
    ----------
    project
        The study within its folder.
    """

    def __init__(self, project: Project):
        self.project = project
        self.parts = cache(self._parts)
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
        beside = [self.project.build / name for name in ("dispositions.csv", "notes.json")]
        return self._paths([*self._evidence, *beside])

    @property
    def _evidence(self) -> list[Path]:
        names = ["responses.csv", *(["codings.csv"] if self.project.study.codings else [])]
        return [self.project.build / name for name in names]

    @property
    def evidence(self) -> list[str]:
        """What the import writes of answers and codings."""
        return self._paths(self._evidence)

    @property
    def declarations(self) -> list[str]:
        """The declarations of the study."""
        names = ("study.yaml", "codebook.yaml", "coding.yaml")
        paths = [self.project.data / name for name in names]
        return self._paths(path for path in paths if path.exists())

    @property
    def ledger(self) -> list[str]:
        """The ledger."""
        return self._paths([self.project.data / "corrections.csv"])

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
    def records(self) -> list[str]:
        """The records of the exhibits and of the statistics."""
        names = [*self.tables, *self.figures]
        paths = [self.project.figures / f"{name}.json" for name in names]
        return self._paths([*paths, self.project.figures / STATISTICS])

    @property
    def published(self) -> list[str]:
        """The published tables, where the study names any."""
        published = self.project.study.published
        return self._paths([self.project.data / published.file] if published else [])

    @property
    def sources(self) -> list[str]:
        """The sources of the report."""
        return self._paths(visible_files(self.project.report))

    @property
    def staged(self) -> list[str]:
        """What the engines read, as far as it is composed; the first names all of it."""
        build = self.project.build
        return self._paths([build / "stage.json", *visible_files(build / "stage")])

    def jobs(self) -> Iterator[Job]:
        """List the jobs of the workflow, in an order in which they could run."""
        yield from (Job("import"), Job("clean"))
        yield from (Job("aggregate", item) for item in self.project.coding.items)
        yield from (Job("table", exhibit) for exhibit in self.tables)
        yield from (Job("figure", exhibit) for exhibit in self.figures)
        yield from map(Job, ("statistics", "history", "records", "compose", "html", "pdf"))

    def inputs(self, job: Job) -> list[str]:
        """List the files that a job reads."""
        build, shown = (self.project.place(p) for p in (self.project.build, self.project.figures))
        return {
            "import": lambda: self.raw,
            "clean": lambda: [*self.evidence, *self.ledger],
            "aggregate": lambda: self.aggregates(job.of),
            "table": lambda: self.reads(job.of),
            "figure": lambda: self.reads(job.of),
            "statistics": lambda: [*self.cleaned, *self.coded, f"{build}/summary.csv"],
            "history": lambda: [*self.evidence, f"{build}/ledger.json"],
            "records": lambda: [
                *self.raw,
                *self.imported,
                f"{build}/ledger.json",
                *self.cleaned,
                *self.codings,
                *self.coded,
                *self.exhibits,
                f"{build}/statistics.json",
            ],
            "compose": lambda: [
                *self.exhibits,
                *self.records,
                *self.raw,
                *self.ledger,
                *self.published,
                *self.declarations,
                f"{build}/notes.json",
                f"{build}/history.json",
                f"{build}/statistics.json",
                f"{build}/ledger.json",
                *self._paths(map(self.project.slice, quoted_items(self.project))),
                *self.sources,
            ],
            "html": lambda: [*self.staged[:1], f"{shown}/{REPORT}"],
            "pdf": lambda: [*self.staged[:1], f"{shown}/{REPORT}"],
        }[job.stage]()

    def outputs(self, job: Job) -> list[str]:
        """List the files that a job writes."""
        build, shown = (self.project.place(p) for p in (self.project.build, self.project.figures))
        return {
            "import": lambda: self.imported,
            "clean": lambda: [
                *self.cleaned,
                *self.codings,
                f"{build}/summary.csv",
                f"{build}/ledger.json",
            ],
            "aggregate": lambda: [f"{build}/coded/{job.of}.csv"],
            "table": lambda: [f"{shown}/{job.of}.{s}" for s in ("html", "typ", "csv")],
            "figure": lambda: [f"{shown}/{job.of}.{s}" for s in ("svg", "png", "csv")],
            "statistics": lambda: [f"{build}/statistics.json"],
            "history": lambda: [f"{build}/history.json"],
            "records": lambda: self.records,
            "compose": lambda: [
                *self.staged,
                f"{build}/reported.json",
                *(f"{shown}/{name}" for name in (CLAIMS, REPORT)),
            ],
            "html": lambda: [f"{build}/report.html"],
            "pdf": lambda: [f"{build}/report.pdf"],
        }[job.stage]()

    def digest(self, job: Job) -> str:
        """Digest what a job depends on beside its inputs: declarations, code, libraries."""
        return digest(self.parts(job))

    def _parts(self, job: Job) -> dict[str, str]:
        """Digest apart what was declared, the code of a job, and the libraries that it uses."""
        read = {
            "import": declared.import_declared,
            "clean": declared.clean_declared,
            "aggregate": lambda project: declared.coded_declared(project, job.of),
            "table": lambda project: declared.exhibit_declared(project, job.of),
            "figure": lambda project: declared.exhibit_declared(project, job.of),
            "statistics": declared.statistics_declared,
            "history": declared.history_declared,
            "records": self._recorded,
            "compose": declared.compose_declared,
            "html": lambda _: engines.find(),
            "pdf": lambda _: engines.find(),
        }[job.stage]
        names = LIBRARIES.get(job.stage, ())
        libraries = environment() if job.stage == "compose" else versions(*names)
        return {
            "declaration": read(self.project),
            "code": code_digest(*CODE[job.stage]),
            "libraries": digest(libraries),
        }

    def _recorded(self, project: Project) -> str:
        """Digest what the records hold: the declarations, and the code of what they tell of."""
        told = [*(Job(e.kind, e.id) for e in project.exhibits.values()), Job("statistics")]
        imported = declared.import_declared(project)
        return digest([imported, [self.parts(job) for job in told], __version__])
