"""Gaps: what is not built here, and files among the exhibits that no job writes."""

from corrigenda.errors import Problem
from corrigenda.files import visible_files
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.links import REPORTS
from corrigenda.verifying.survey import Survey

UNBUILT = "not built"
FOREIGN = "it belongs to no exhibit that is declared."
KEPT = ("README.md",)  # among the exhibits, for people


def note_unbuilt(survey: Survey, chains: Chains) -> None:
    """Note, once, that no build has left anything here to hold files against.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where that is noted.
    """
    build = survey.place(survey.project.build)
    shown = [name for name in survey.project.exhibits if _neither(survey, name)]
    lacking = [n for n in REPORTS.values() if survey.now(f"{build}/{n}") is None]
    # What is recorded is held against the records: the report alone is left behind this.
    for name in (*shown, "statistics", *REPORTS.values()):
        chains.link([build], f"unbuilt {name}")
        chains.end(f"unbuilt {name}", name)
    if lacking:
        message = "not built here: slices, statistics and report cannot be held against anything."
    else:
        message = "its receipts are missing: nothing tells what the build has read and written."
    advice = "Run corrigenda build, or corrigenda verify --rebuild."
    chains.break_at(build, UNBUILT, Problem(build, message, advice))


def _neither(survey: Survey, exhibit: str) -> bool:
    """Say whether both an exhibit and its record are missing."""
    return all(survey.now(survey.shown(f"{exhibit}.{s}")) is None for s in ("csv", "json"))


def find_leftovers(survey: Survey, chains: Chains) -> None:
    """Note files among the exhibits that no job writes.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where they are noted.
    """
    if not survey.project.figures.is_dir():
        return
    for path in visible_files(survey.project.figures):
        place = survey.place(path)
        if path.name not in KEPT and place not in survey.makers:
            declared = path.stem in survey.project.exhibits
            message = "no build writes it." if declared else FOREIGN
            chains.break_at(place, "left over", Problem(place, message, "Remove it."))
