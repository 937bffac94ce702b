"""Starting a study: a complete project with its declarations and a first report."""

from corrigenda.starting.scaffolding import data_files, scaffold
from corrigenda.starting.writing import check_free, counted, start_project, write_project

__all__ = [
    "check_free",
    "counted",
    "data_files",
    "scaffold",
    "start_project",
    "write_project",
]
