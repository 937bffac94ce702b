"""Publishing on a branch of git, such as the one that a host of pages shows."""

import tempfile
from pathlib import Path, PurePosixPath

from corrigenda.building import alone
from corrigenda.errors import Problem, ReleaseError, quoted
from corrigenda.publishing.committing import committed
from corrigenda.publishing.demands import demand_site
from corrigenda.publishing.git import Git, refusal, repository
from corrigenda.publishing.uniting import United, unite

_PLAIN = ("100644", "100755")
_OF_ITS_OWN = "Publish on a branch of its own, such as gh-pages."


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
    told = git.run("check-ref-format", "--branch", branch)
    # It also understands other ways to name a branch, such as @{-1}.
    plain = not told.returncode and told.stdout.rstrip("\n") == branch
    if not plain or branch in ("HEAD", "@") or branch.startswith("refs/"):
        message = f"{quoted(branch)} is no name of a branch."
        raise ReleaseError(Problem("git", message, "Name one such as gh-pages."))
    if f"branch {name}" in git.ask("worktree", "list", "--porcelain").splitlines():
        raise ReleaseError(Problem("git", f"{branch} is checked out here.", _OF_ITS_OWN))


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
    if commit and not git.run("merge-base", "HEAD", commit).returncode:
        raise ReleaseError(Problem(place, "it shares its history with the project.", _OF_ITS_OWN))
    for file in files:
        if file.mode not in _PLAIN:
            message = "it is a link, and a site is made of files."
            raise ReleaseError(Problem(f"{place}/{file.path}", message, "Take it out there."))
        if PurePosixPath(file.path).name == "Snakefile":
            raise ReleaseError(Problem(place, "it holds a project itself.", _OF_ITS_OWN))
    git.lay_out(files, folder)


def _message(united: United) -> str:
    return f"Publish {united.new}" if united.new else "Make the pages anew"


def _push(git: Git, commit: str, branch: str, remote: str) -> None:
    done = git.run("push", "--porcelain", "--", remote, f"{commit}:refs/heads/{branch}")
    if not done.returncode:
        return
    raced = ("[rejected]", "non-fast-forward", "fetch first", "cannot lock ref")
    if any(word in done.stdout + done.stderr for word in raced):
        message = f"someone else has published on {branch} of {remote} meanwhile."
        raise ReleaseError(Problem("git", message, "Publish again: it adds to what they did."))
    raise refusal(done.stderr)
