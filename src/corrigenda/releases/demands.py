"""What a release demands; all that can be found wrong is said at once."""

from collections.abc import Callable, Iterator

from corrigenda.building import check, judge
from corrigenda.crate.confidential import Confidential
from corrigenda.errors import Problem, ReleaseError, UserError, quoted
from corrigenda.project import Project
from corrigenda.receipts import stale
from corrigenda.releases import proof
from corrigenda.releases.git import State, state
from corrigenda.releases.layout import release_folders, site
from corrigenda.releases.numbers import ADVICE, following, number, parse
from corrigenda.verification import verify
from corrigenda.workflow import Plan

BUILD = "Run corrigenda build."


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
    found = state(project.root)
    problems = [*_version(project, version), *_note(project, note), *_releases(project)]
    problems += () if allow_dirty else found.problems
    problems += _caught(lambda: current(project)) or _naming(project, note)
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


def _note(project: Project, note: str) -> Iterator[Problem]:
    if not note.strip():
        yield Problem("--note", "it is empty.", "Say in a sentence what this version is.")
    elif not " ".join(note.split()).isprintable():
        message = "it holds characters that cannot be printed."
        yield Problem("--note", message, "Write plain text.")


def _naming(project: Project, note: str) -> Iterator[Problem]:
    """Refuse a note that names a respondent, as far as the study keeps them back."""
    if Confidential(project).masked(note) != note:
        message = "it names a respondent, whom the study keeps back."
        yield Problem("--note", message, "Say it without the respondent.")


def _releases(project: Project) -> Iterator[Problem]:
    """Refuse to vouch for earlier releases that somebody changed."""
    yield from proof.prove(project.root, project.study_id).problems
