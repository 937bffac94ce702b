"""Kinds of files in a crate: which they are, by their place, and what they are called."""

from fnmatch import fnmatchcase
from pathlib import Path

from corrigenda.project import Project

# Every kind of file, by the first pattern that fits; * stands for folders, too.
SLOTS = {
    "Snakefile": "workflow",
    "{data}/raw/SHA256SUMS": "register",
    "{data}/raw/*": "raw",
    "{data}/corrections.csv": "ledger",
    "{data}/*.yaml": "declarations",
    "{data}/*": "published",
    "{report}/excerpts.yaml": "excerpts",
    "{report}/*.yaml": "declarations",
    "{report}/*": "sources",
    "{figures}/*.json": "records",
    "{figures}/tbl-*": "tables",
    "{figures}/fig-*": "figures",
    "{build}/responses.csv": "responses",
    "{build}/dispositions.csv": "responses",
    "{build}/notes.json": "notes",
    "{build}/codings.csv": "codings",
    "{build}/codings/*": "corrected_codings",
    "{build}/slices/*": "slices",
    "{build}/coded/*": "coded",
    "{build}/ledger.json": "changes",
    "{build}/reported.json": "changes",
    "{build}/history.json": "history",
    "{build}/summary.csv": "summary",
    "{build}/statistics.json": "statistics",
    "{build}/manifest.json": "manifest",
    "{build}/stage.json": "stage",
    "{build}/report.html": "html",
    "{build}/report.pdf": "pdf",
}
TITLES = {
    "workflow": "The workflow",
    "register": "Register of the raw files",
    "raw": "Raw exports",
    "ledger": "Ledger of corrections",
    "declarations": "Declarations",
    "published": "Published tables",
    "excerpts": "Excerpts that the report may show",
    "sources": "Sources of the report",
    "records": "Records of provenance",
    "tables": "Tables",
    "figures": "Figures",
    "responses": "Responses",
    "notes": "What reading the raw files found and forgave",
    "codings": "Codings",
    "corrected_codings": "Corrected codings",
    "slices": "Slices of the items",
    "coded": "Slices of the coded items",
    "changes": "What the ledger changes",
    "history": "What each correction moved",
    "summary": "Counts of the responses used and left out",
    "statistics": "Statistics",
    "manifest": "Software and times of the build",
    "stage": "List of what the engines read",
    "html": "The report as a page",
    "pdf": "The report as PDF",
    "rights": "Licence and citation",
    "other": "Other files",
}
FORMATS = {
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".qmd": "text/markdown",
    ".svg": "image/svg+xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}


def slot_of(project: Project, place: str) -> str:
    """Say what kind of file one is, by its place in the project."""
    names = ("data", "report", "figures", "build")
    folders = {name: project.place(getattr(project, name)) for name in names}
    found = (s for p, s in SLOTS.items() if fnmatchcase(place, p.format_map(folders)))
    return next(found, "other" if "/" in place else "rights")


def media_type(place: str) -> str:
    """Name the format of a file, by its suffix."""
    return FORMATS.get(Path(place).suffix, "text/plain")
