"""Publishing on a branch of git, such as the one that a host of pages shows."""

import tempfile
from pathlib import Path

from corrigenda.building import alone
from corrigenda.errors import Problem, ReleaseError, quoted
from corrigenda.publishing.demands import demand_site
from corrigenda.publishing.git import Git, committed, refusal, repository
from corrigenda.publishing.uniting import United, unite

_PLAIN = ("100644", "100755")


def publish_branch(project_root: Path, branch: str, remote: str | None) -> str:
    """Publish the releases of a project on a branch, beside those that it holds.

    The branch here moves forward, and that of the remote where one is named; never by force.
    Nothing else of the repository changes, nor what is checked out.

    Parameters
    ----------
    project_root
        The project folder, which is in a repository.
    branch
        The branch, such as ``gh-pages``; it need not be there yet.
    remote
        The remote to take the branch from and to push it to, by its name or address.

    Returns
    -------
    str
        What was published, for a terminal.

    Raises
    ------
    ReleaseError
        When git is missing or refuses, the branch is not one for a site, holds a release
        otherwise, or nothing sound has been released.
    """
    root = project_root.resolve()
    git = repository(root)
    _demand_free(git, branch)
    place = f"{branch} of {remote}" if remote else branch
    with alone(root), tempfile.TemporaryDirectory() as scratch:
        site, there = demand_site(root), Path(scratch, "site")
        here = git.commit(f"refs/heads/{branch}")
        beyond = _fetched(git, branch, remote) if remote else ""
        parent = _newer(git, branch, remote, here, beyond)
        _lay_out(git, parent, there, place)
        united = unite(site, there, place)
        made = committed(git, there, parent, _message(united), Path(scratch, "git"))
        if remote and made != beyond:
            _push(git, made, branch, remote)
        if made != here:
            git.ask("update-ref", f"refs/heads/{branch}", made, here)
    if made == (beyond if remote else here):
        return f"{place} already held every page as it is now."
    return united.said(place) if made != here else f"{place} is now the same as {branch} here."


def _demand_free(git: Git, branch: str) -> None:
    """Refuse what is no name of a branch, and a branch that someone works on."""
    name = f"refs/heads/{branch}"
    if git.run("check-ref-format", name).returncode:
        message = f"{quoted(branch)} is no name of a branch."
        raise ReleaseError(Problem("git", message, "Name one such as gh-pages."))
    if f"branch {name}" in git.ask("worktree", "list", "--porcelain").splitlines():
        advice = "Publish on a branch of its own, such as gh-pages."
        raise ReleaseError(Problem("git", f"{branch} is checked out here.", advice))


def _fetched(git: Git, branch: str, remote: str) -> str:
    """Fetch the branch from a remote and return its commit; empty where it has none."""
    name = f"refs/heads/{branch}"
    listed = git.ask("ls-remote", "--", remote, name).split()
    if name not in listed:
        return ""
    git.ask("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", remote, name)
    return listed[listed.index(name) - 1]


def _newer(git: Git, branch: str, remote: str | None, here: str, beyond: str) -> str:
    """Return the commit of the branch that is ahead: the one here, or the one of the remote."""
    if not here or (beyond and git.leads_to(here, beyond)):
        return beyond
    if not beyond or git.leads_to(beyond, here):
        return here
    message = f"{branch} here and that of {remote} have each gone on without the other."
    advice = f"Let yours go where it holds nothing that you need: git branch -D {branch}"
    raise ReleaseError(Problem("git", message, advice))


def _lay_out(git: Git, commit: str, folder: Path, place: str) -> None:
    """Lay what is published into a folder; it must be a site, and nothing but files."""
    files = git.files(commit) if commit else []
    advice = "Publish on a branch of its own, such as gh-pages."
    for file in files:
        if file.mode not in _PLAIN:
            message = "it is a link, and a site is made of files."
            raise ReleaseError(Problem(f"{place}/{file.path}", message, "Take it out there."))
        if file.path == "Snakefile":
            raise ReleaseError(Problem(place, "it holds the project itself.", advice))
    git.lay_out(files, folder)


def _message(united: United) -> str:
    return f"Publish {', '.join(united.added)}" if united.added else "Make the pages anew"


def _push(git: Git, commit: str, branch: str, remote: str) -> None:
    done = git.run("push", "--porcelain", "--", remote, f"{commit}:refs/heads/{branch}")
    if not done.returncode:
        return
    raced = ("[rejected]", "non-fast-forward", "fetch first", "cannot lock ref")
    if any(word in done.stdout + done.stderr for word in raced):
        message = f"someone else has published on {branch} of {remote} meanwhile."
        raise ReleaseError(Problem("git", message, "Publish again: it adds to what they did."))
    raise refusal(done.stderr)
