"""What a release demands; all that can be found wrong is said at once."""

import re
from collections.abc import Callable, Iterator

from corrigenda.building import check, judge
from corrigenda.crate.confidential import Confidential
from corrigenda.errors import Problem, ReleaseError, UserError, quoted
from corrigenda.project import Project
from corrigenda.receipts import stale
from corrigenda.releases import proof
from corrigenda.releases.commit import State, state
from corrigenda.releases.dates import VARIABLE, today
from corrigenda.releases.foreign import foreign
from corrigenda.releases.layout import release_folders, site
from corrigenda.releases.models import SUMS
from corrigenda.releases.numbers import ADVICE, following, number, parse
from corrigenda.releases.snapshot import Folder, Snapshot
from corrigenda.verification import verify
from corrigenda.workflow import Plan

BUILD = "Run corrigenda build."
# Control characters, halves of characters, what turns the direction of the text around it, and
# what XML cannot hold. An emoji may be joined of several by an invisible character.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def demand(project: Project, version: str, note: str, allow_dirty: bool) -> State:
    """Demand all that a release needs.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder.
    version
        The number of the release.
    note
        What it is.
    allow_dirty
        Whether files may be released that git does not hold.

    Returns
    -------
    State
        What git holds.

    Raises
    ------
    ReleaseError
        With everything that is wrong.
    """
    found = _state(project)
    problems = [*_version(project, version), *_note(note), *_site(project)]
    problems += () if allow_dirty else found.problems
    problems += _caught(lambda: current(project)) or _telling(project, note)
    if problems:
        raise ReleaseError(problems)
    return found


def current(project: Project) -> None:
    """Demand a report that holds, built from the files as they are and edited by nobody.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder.

    Raises
    ------
    ReleaseError
        With what is wrong; what depends on it is not looked at.
    """
    problems = _caught(lambda: check(project)) or _caught(lambda: judge(project).demand(False))
    if not problems:
        problems = [finding.broken.problem for finding in verify(project).findings]
    if not problems and (jobs := stale(Plan(project))):
        problems = [Problem(f"job {job}", f"{why}.", BUILD) for job, why in jobs.items()]
    if problems:
        raise ReleaseError(problems)


def _caught(step: Callable[[], None]) -> list[Problem]:
    try:
        step()
    except UserError as error:
        return list(error.problems)
    return []


def _version(project: Project, version: str) -> Iterator[Problem]:
    if (found := number(version)) is None:
        yield Problem("", f"{quoted(version)} is not the number of a version.", ADVICE)
        return
    folders = release_folders(site(project) / project.study_id)
    if not folders:
        return
    latest = folders[-1].name
    advice = f"After {latest} may come {following(latest)}."
    if version in [folder.name for folder in folders]:
        message = "this version is released, and a released version never changes."
        yield Problem(project.place(site(project) / project.study_id / version), message, advice)
    elif found < parse(latest):
        message = f"{version} goes back behind {latest}, which is released."
        yield Problem(project.place(folders[-1]), message, advice)


def _note(note: str) -> Iterator[Problem]:
    if not note.strip():
        yield Problem("--note", "it is empty.", "Say in a sentence what this version is.")
    elif _UNPRINTABLE.search(" ".join(note.split())):
        message = "it holds characters that cannot be printed."
        yield Problem("--note", message, "Write plain text.")


def _telling(project: Project, note: str) -> Iterator[Problem]:
    """Refuse a note that tells of a respondent what the study keeps back."""
    confidential = Confidential(project)
    if confidential.masked(note) != note:
        message = "it names a respondent, whom the study keeps back."
        yield Problem("--note", message, "Say it without the respondent.")
    elif confidential.tells(note):
        message = "it repeats an open answer, which the study keeps back."
        yield Problem("--note", message, "Say it without the words of the answer.")


def _site(project: Project) -> list[Problem]:
    """Refuse a site that is not ours alone, or whose releases somebody has changed."""
    # Every study: the lists of all are written anew, and would vouch for what was changed.
    problems = list(proof.prove(project.root, None).problems)
    return problems or [*_foreign(project), *_dated(project)]


def _foreign(project: Project) -> Iterator[Problem]:
    folder = site(project)
    for found in (foreign(folder), foreign(folder / project.study_id, project.study_id)):
        if found:
            message = "it is not of Corrigenda's making, and would be replaced."
            yield Problem(project.place(found), message, "Move it elsewhere.")


def _dated(project: Project) -> list[Problem]:
    """Refuse a day before that of the release before."""
    folders = release_folders(site(project) / project.study_id)
    if not folders:
        return _caught(today)
    before = Snapshot(Folder(folders[-1])).release.date
    try:
        day = today()
    except ReleaseError as error:
        return list(error.problems)
    message = f"{day}, the day of this release, is before {before}, that of {folders[-1].name}."
    return [Problem("", message, f"Mind the clock, or {VARIABLE}.")] if day < before else []


def _state(project: Project) -> State:
    """Ask git for the tree, and for all that the report is made from."""
    try:
        plan = Plan(project)
        inputs = {name for job in plan.jobs() for name in plan.inputs(job)}
    except UserError:  # declarations that cannot be read are said otherwise
        inputs = set()
    made = tuple(f"{project.place(path)}/" for path in (project.build, project.figures))
    inputs = {name for name in inputs if not name.startswith(made)}
    inputs |= {name for name in ("Snakefile",) if (project.root / name).exists()}
    return state(project.root, sorted(inputs), project.place(project.raw / SUMS))
