"""Releasing: the report of a study frozen as a version, all or nothing."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corrigenda.authors import unclear
from corrigenda.building import alone
from corrigenda.errors import Problem, ReleaseError
from corrigenda.files import sha256
from corrigenda.project import Project
from corrigenda.releases import sums
from corrigenda.releases.commit import State
from corrigenda.releases.dates import today
from corrigenda.releases.declared import KEPT_BACK
from corrigenda.releases.layout import release_folders, site
from corrigenda.releases.models import SUMS, LedgerRow, Release, face
from corrigenda.releases.snapshot import Folder, Snapshot


@dataclass(frozen=True)
class Released:
    """What was released.

    Parameters
    ----------
    folder
        Its folder.
    release
        What it says of itself.
    warnings
        What its author should know.
    seconds
        How long it took.
    """

    folder: Path
    release: Release
    warnings: tuple[str, ...]
    seconds: float

    @property
    def text(self) -> str:
        """What was released, in a few lines."""
        since = f"\n  {'Changes':<10}{self.release.changes}" if self.release.changes else ""
        return (
            f"Released {self.release.id} in {self.seconds:.1f} s. It never changes again.\n"
            f"  {'Report':<10}{self.folder.as_posix()}/index.html and report.pdf{since}\n"
            f"  {'Next':<10}corrigenda serve, to look at it; corrigenda publish, to publish it"
        )


def release(project: Project, version: str, note: str, allow_dirty: bool = False) -> Released:
    """Freeze the report of a study as a version that never changes again.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder.
    version
        Its number, greater than that of every earlier release.
    note
        What this version is, for its readers.
    allow_dirty
        Whether files may be released that git does not hold.

    Returns
    -------
    Released
        Where it is, and what it says of itself.

    Raises
    ------
    ReleaseError
        With everything that stands in its way; nothing is written.
    UserError
        When the engine fails, or the site cannot be written; the site is as it was.
    """
    from corrigenda.releases import rendering, writing
    from corrigenda.releases.demands import demand

    started = time.monotonic()
    try:
        with alone(project.root):
            writing.tidy(site(project))
            rendering.tidy(project.build)
            held = demand(project, version, note, allow_dirty)
            made, files = _made(project, version, " ".join(note.split()), held)
            freeze(project, version, files)
    except OSError as error:  # a full disk shows anywhere
        raise writing.unwritable(project.place(site(project)), error) from None
    folder = site(project) / project.study_id / version
    warnings = tuple(_warnings(made))
    return Released(folder, made, warnings, time.monotonic() - started)


def freeze(project: Project, version: str, files: Mapping[str, bytes]) -> None:
    """Write a release and the pages around it, all or nothing.

    Parameters
    ----------
    project
        The study within its folder.
    version
        The release.
    files
        What it holds, SHA256SUMS among it.

    Raises
    ------
    WriteError
        When the site cannot be written; it is as it was.
    """
    from corrigenda.releases import writing
    from corrigenda.website import site_pages

    with writing.renewed(site(project)) as new:
        writing.put(new / project.study_id / version, files)
        writing.put(new, site_pages(new))


def _made(
    project: Project, version: str, note: str, git: State
) -> tuple[Release, dict[str, bytes]]:
    """Make every file of a release, in memory."""
    from corrigenda.releases.contents import contents
    from corrigenda.releases.describing import described
    from corrigenda.releases.held import Held
    from corrigenda.releases.rendering import rendered

    held, earlier = Held(project), release_folders(site(project) / project.study_id)
    about = {
        "version": version,
        "date": today(),
        "note": note,
        "commit": git.commit if git.clean else "",
        "dirty": not git.clean,
        "earlier": {folder.name: sha256(folder / SUMS) for folder in earlier},
    }
    html, pdf = rendered(held, version, face(version, not git.clean), about["date"])
    files = contents(project, described(held, html, about), html, pdf)
    _demand_reasons(project, Snapshot(files).ledger)
    files = _dressed(files, Snapshot(Folder(earlier[-1])) if earlier else None)
    return Snapshot(files).release, files | {SUMS: sums.written(files)}


def _dressed(files: Mapping[str, bytes], previous: Snapshot | None) -> dict[str, bytes]:
    """Add what differs from the release before, how to cite, and the pages."""
    from corrigenda.differences import differences
    from corrigenda.releases.citation import citing_files
    from corrigenda.releases.contents import PAGE, with_changes
    from corrigenda.website import released_pages

    difference = differences(previous, Snapshot(files)) if previous else None
    if difference:
        files = with_changes(files, difference.summary)
    files = dict(files) | citing_files(Snapshot(files).release)
    pages = released_pages(Snapshot(files), previous, difference)
    del files[PAGE]  # it is index.html now
    return files | pages


def _demand_reasons(project: Project, ledger: Iterable[LedgerRow]) -> None:
    """Refuse reasons that tell what the study keeps back: the report's own appendix prints them."""
    kept = [row.id for row in ledger if row.reason == KEPT_BACK]
    if kept:
        place = project.place(project.data / "corrections.csv")
        message = "the reason repeats an open answer, or names a respondent."
        advice = "Reword it and build again; the report prints it, and a release never changes."
        raise ReleaseError(Problem(place, f"{row}: {message}", advice) for row in kept)


def _warnings(made: Release) -> Iterator[str]:
    from corrigenda.differences.summary import SAME

    yield from unclear(made.authors)
    if made.changes == SAME:
        yield f"Nothing differs from the release before: {made.version} says the same again."
    if made.dirty:
        yield f"{made.version} is made from files that git does not hold; its face says so."
