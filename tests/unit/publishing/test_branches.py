"""Publishing on a branch, against a real repository that is a remote."""

import shutil
import subprocess

import pytest

from builders import refused
from corrigenda.errors import ReleaseError, quoted
from corrigenda.publishing import branches, publish_branch
from publishing.conftest import Site, git, read

OF_ITS_OWN = "Publish on a branch of its own, such as gh-pages."


def a_project(root, remote) -> Site:
    """Make a project under git, with a remote, and without releases."""
    root.mkdir(exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.name", "Ann van Berg")
    git(root, "config", "user.email", "ann@example.org")
    (root / ".gitignore").write_text("site/\n.snakemake/\n")
    (root / "Snakefile").write_text("")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Begin")
    git(root, "remote", "add", "origin", str(remote))
    return Site(root)


@pytest.fixture
def remote(tmp_path):
    """A bare repository on the disk."""
    path = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(path))
    return path


@pytest.fixture
def project(tmp_path, remote) -> Site:
    """A project under git with one release."""
    made = a_project(tmp_path / "project", remote)
    made.release("1.0.0")
    return made


def published(repository, branch: str = "gh-pages") -> dict[str, bytes]:
    """Return the files of a branch."""
    names = git(repository, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")
    return {name: shown(repository, f"{branch}:{name}") for name in names if name}


def shown(repository, name: str) -> bytes:
    """Return a file of a branch, byte for byte."""
    command = ["git", "-C", str(repository), "cat-file", "blob", name]
    return subprocess.run(command, capture_output=True, check=True).stdout


def state(root) -> list[str]:
    """Return what is checked out: the branch, the commit, the index and the working tree."""
    asked = ("symbolic-ref HEAD", "rev-parse HEAD", "ls-files --stage", "status --porcelain")
    return [git(root, *question.split()) for question in asked]


def extended(folder, **files: str) -> None:
    """Commit files to the branch, as someone else does."""
    git(folder, "checkout", "--quiet", "gh-pages")
    for name, text in files.items():
        (folder / name).write_text(text)
    git(folder, "add", "--all")
    who = ("-c", "user.name=B", "-c", "user.email=b@example.org")
    git(folder, *who, "commit", "--quiet", "--message=Name")
    git(folder, "push", "--quiet", "origin", "gh-pages")


def test_the_first_publication_makes_the_branch_here_and_there(project, remote):
    said = publish_branch(project.root, "gh-pages", "origin")
    assert said == "Published tiny 1.0.0 to gh-pages of origin."
    assert published(remote) == published(project.root) == read(project.path)
    told = git(remote, "log", "--format=%an <%ae> %s|%P", "gh-pages")
    assert told == "Ann van Berg <ann@example.org> Publish tiny 1.0.0|"


def test_without_a_remote_only_the_branch_here_moves(project, remote):
    assert publish_branch(project.root, "pages", None) == "Published tiny 1.0.0 to pages."
    assert published(project.root, "pages") == read(project.path)
    assert git(remote, "branch", "--list") == ""


def test_what_is_checked_out_stays_as_it_is(project):
    (project.root / "Snakefile").write_text("# An edit that is not committed.\n")
    (project.root / "new.txt").write_text("Staged.")
    git(project.root, "add", "new.txt")
    before = state(project.root)
    publish_branch(project.root, "gh-pages", "origin")
    assert state(project.root) == before
    assert sorted(git(project.root, "for-each-ref", "--format=%(refname)").split()) == [
        "refs/heads/gh-pages",
        "refs/heads/main",
        "refs/remotes/origin/gh-pages",
    ]


def bring_back(clone: Site) -> None:
    """Bring the published site into a clone, as the guide says."""
    git(clone.root, "fetch", "--quiet", "origin")
    shutil.rmtree(clone.path, ignore_errors=True)
    clone.path.mkdir()
    git(clone.root, "archive", "--output=site.tar", "origin/gh-pages")
    shutil.unpack_archive(clone.root / "site.tar", clone.path)
    (clone.root / "site.tar").unlink()


def test_the_next_version_follows_from_a_clone_that_brings_the_site_back(project, remote, tmp_path):
    publish_branch(project.root, "gh-pages", "origin")
    clone = a_project(tmp_path / "clone", remote)
    clone.release("1.1.0")
    message = "it does not vouch for 1.0.0, as published."
    advice = "Bring the published versions back into site/ (guide: Publish a version), and release"
    problem = f"gh-pages of origin/tiny/1.1.0: {message}\n  {advice} under a new number."
    refusing(clone, remote, problem)
    bring_back(clone)
    clone.release("1.1.0")
    said = publish_branch(clone.root, "gh-pages", "origin")
    assert said == "Published tiny 1.1.0 to gh-pages of origin. It keeps tiny 1.0.0."
    project_files = read(project.path / "tiny/1.0.0")
    assert {n: published(remote)[f"tiny/1.0.0/{n}"] for n in project_files} == project_files
    assert published(remote)["tiny/changes/1.0.0/index.html"] == b"1.1.0"
    assert git(remote, "rev-list", "--count", "gh-pages") == "2"


def test_from_a_shallow_clone_as_well(project, remote, tmp_path):
    git(project.root, "push", "--quiet", "origin", "main")
    publish_branch(project.root, "gh-pages", "origin")
    project.release("1.1.0")
    publish_branch(project.root, "gh-pages", "origin")
    address = remote.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=main", address, "shallow")
    shallow = Site(tmp_path / "shallow")
    git(shallow.root, "config", "user.name", "C")
    git(shallow.root, "config", "user.email", "c@example.org")
    branch = "+gh-pages:refs/remotes/origin/gh-pages"
    git(shallow.root, "fetch", "--quiet", "--depth=1", "origin", branch)
    bring_back(shallow)
    shallow.release("1.2.0")
    publish_branch(shallow.root, "gh-pages", "origin")
    assert git(remote, "rev-list", "--count", "gh-pages") == "3"
    assert published(remote)["tiny/latest/index.html"] == b"1.2.0"


def test_an_address_is_a_remote_too(project, remote):
    publish_branch(project.root, "gh-pages", str(remote))
    assert published(remote) == read(project.path)


def test_nothing_new_makes_no_commit(project, remote):
    publish_branch(project.root, "gh-pages", "origin")
    before = git(remote, "rev-parse", "gh-pages")
    said = publish_branch(project.root, "gh-pages", "origin")
    assert said == "gh-pages of origin already held every page as it is now."
    assert git(remote, "rev-parse", "gh-pages") == before


def test_a_branch_that_was_published_here_first_is_pushed_as_it_is(project, remote):
    publish_branch(project.root, "gh-pages", None)
    here = git(project.root, "rev-parse", "gh-pages")
    said = publish_branch(project.root, "gh-pages", "origin")
    assert git(remote, "rev-parse", "gh-pages") == here
    assert said == "gh-pages of origin is now the same as gh-pages here."


def test_files_of_others_stay_byte_for_byte(project, remote, tmp_path):
    publish_branch(project.root, "gh-pages", "origin")
    git(tmp_path, "clone", "--quiet", str(remote), "other")
    other = tmp_path / "other"
    git(other, "config", "core.autocrlf", "false")
    extended(other, CNAME="reports.example.org\r\n", **{"ä ö.txt": "x", "run.sh": "#!/bin/sh\n"})
    (other / "run.sh").chmod(0o755)
    extended(other, **{".gitattributes": "* export-ignore\n"})
    project.release("1.1.0")
    publish_branch(project.root, "gh-pages", "origin")
    files = published(remote)
    assert files["CNAME"] == b"reports.example.org\r\n"
    assert git(remote, "ls-tree", "gh-pages", "run.sh").startswith("100755")
    assert files["ä ö.txt"] == b"x"
    assert files["tiny/1.1.0/index.html"] == b"A report. 1.1.0"


def refusing(project, remote, *problems: str, to: str | None = "origin", branch="gh-pages"):
    """Expect a refusal that moves no branch and changes no file."""

    def all_of_it():
        refs = [git(where, "for-each-ref") for where in (project.root, remote)]
        return read(project.path), state(project.root), refs

    before = all_of_it()
    with refused(ReleaseError, *problems):
        publish_branch(project.root, branch, to)
    assert all_of_it()[:2] == before[:2]
    assert git(remote, "for-each-ref") == before[2][1]


def test_a_release_that_is_there_with_other_bytes_is_refused(project, remote, tmp_path):
    publish_branch(project.root, "gh-pages", "origin")
    clone = a_project(tmp_path / "clone", remote)
    clone.release("1.0.0", "Another report.")
    message = "another release has this number: index.html differs."
    advice = "A released version never changes. Release yours under a new number."
    problem = f"gh-pages of origin/tiny/1.0.0: {message}\n  {advice}"
    refusing(clone, remote, problem)


def test_a_project_that_is_not_under_git_is_refused(site):
    advice = "Put the project under git, or publish into a folder with --to."
    with refused(ReleaseError, f"git: the project is not under git.\n  {advice}"):
        publish_branch(site.root, "gh-pages", None)


def test_git_that_is_not_installed_is_told(site, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    advice = "Put the project under git, or publish into a folder with --to."
    with refused(ReleaseError, f"git: it is not installed.\n  {advice}"):
        publish_branch(site.root, "gh-pages", None)


@pytest.mark.parametrize(
    "branch",
    ["a b", "", "x..y", "-", "-x", "HEAD", "@", "@{-1}", "refs/heads/gh-pages", "refs/x", "x\n"],
)
def test_what_is_no_name_of_a_branch_is_refused(project, remote, branch):
    git(project.root, "checkout", "--quiet", "-b", "before")
    git(project.root, "checkout", "--quiet", "main")
    message = f"{quoted(branch)} is no name of a branch.\n  Name one such as gh-pages."
    refusing(project, remote, f"git: {message}", branch=branch)


@pytest.mark.parametrize("to", ["origin", None])
def test_a_branch_that_is_checked_out_is_refused_in_any_working_tree(project, remote, to):
    refusing(
        project, remote, f"git: main is checked out here.\n  {OF_ITS_OWN}", to=to, branch="main"
    )
    git(project.root, "worktree", "add", "--quiet", "-b", "aside", "../aside")
    problem = f"git: aside is checked out here.\n  {OF_ITS_OWN}"
    refusing(project, remote, problem, to=to, branch="aside")


@pytest.mark.parametrize("emptied", [False, True])
def test_a_branch_that_shares_its_history_with_the_project_is_refused(project, remote, emptied):
    git(project.root, "branch", "copy")
    if emptied:
        tree = git(project.root, "mktree", "--missing")
        commit = git(project.root, "commit-tree", tree, "-p", "copy", "-m", "Empty")
        git(project.root, "update-ref", "refs/heads/copy", commit)
    problem = f"copy of origin: it shares its history with the project.\n  {OF_ITS_OWN}"
    refusing(project, remote, problem, branch="copy")


@pytest.mark.parametrize("name", ["Snakefile", "studies/one/Snakefile"])
def test_a_branch_that_holds_a_project_is_refused(project, remote, tmp_path, name):
    publish_branch(project.root, "gh-pages", "origin")
    git(tmp_path, "clone", "--quiet", str(remote), "other")
    other = tmp_path / "other"
    git(other, "checkout", "--quiet", "gh-pages")
    (other / name).parent.mkdir(parents=True, exist_ok=True)
    extended(other, **{name: ""})
    refusing(project, remote, f"gh-pages of origin: it holds a project itself.\n  {OF_ITS_OWN}")


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])
def test_no_variable_of_gits_leads_to_another_repository(
    project, remote, tmp_path, monkeypatch, variable
):
    other = a_project(tmp_path / "other", remote)
    where = {"GIT_DIR": ".git", "GIT_WORK_TREE": "", "GIT_INDEX_FILE": ".git/other"}
    before = git(other.root, "for-each-ref"), state(other.root)
    monkeypatch.setenv(variable, str(other.root / where[variable]))
    publish_branch(project.root, "gh-pages", "origin")
    monkeypatch.delenv(variable)
    assert published(project.root) == published(remote) == read(project.path)
    assert (git(other.root, "for-each-ref"), state(other.root)) == before
    assert not (other.root / ".git/other").exists()


def test_a_release_that_only_the_branch_holds_is_not_laundered(project, remote, tmp_path):
    project.release("0.9.0", study="others")
    publish_branch(project.root, "gh-pages", "origin")
    git(tmp_path, "clone", "--quiet", str(remote), "other")
    git(tmp_path / "other", "checkout", "--quiet", "gh-pages")
    extended(tmp_path / "other", **{"others/0.9.0/index.html": "Better."})
    shutil.rmtree(project.path / "others")
    project.release("1.1.0")
    message = "it was changed after the release: its SHA-256 is another one."
    advice = "A released version never changes: bring the folder back, from git or from a copy."
    place = "gh-pages of origin/others/0.9.0/index.html"
    refusing(project, remote, f"{place}: {message}\n  {advice}")


def test_a_link_on_the_branch_is_refused(project, remote, tmp_path):
    publish_branch(project.root, "gh-pages", "origin")
    git(tmp_path, "clone", "--quiet", str(remote), "other")
    git(tmp_path / "other", "checkout", "--quiet", "gh-pages")
    (tmp_path / "other/link").symlink_to("/etc/passwd")
    extended(tmp_path / "other")
    message = "it is a link, and a site is made of files.\n  Take it out there."
    refusing(project, remote, f"gh-pages of origin/link: {message}")


def test_branches_that_have_grown_apart_are_refused(project, remote, tmp_path):
    publish_branch(project.root, "gh-pages", "origin")
    git(tmp_path, "clone", "--quiet", str(remote), "other")
    extended(tmp_path / "other", CNAME="reports.example.org\n")
    project.release("1.1.0")
    publish_branch(project.root, "gh-pages", None)
    message = "gh-pages here and that of origin have each gone on without the other."
    advice = "Let yours go where it holds nothing that you need: git branch -D gh-pages"
    refusing(project, remote, f"git: {message}\n  {advice}")
    git(project.root, "branch", "-D", "gh-pages")
    publish_branch(project.root, "gh-pages", "origin")
    assert published(remote)["CNAME"] == b"reports.example.org\n"


def test_a_push_that_loses_a_race_says_so_and_the_next_one_adds(
    project, remote, tmp_path, monkeypatch
):
    publish_branch(project.root, "gh-pages", "origin")
    clone = a_project(tmp_path / "clone", remote)
    clone.release("1.0.0", study="others")
    project.release("1.2.0")
    write = branches.committed

    def slowly(*arguments):
        monkeypatch.setattr(branches, "committed", write)
        publish_branch(clone.root, "gh-pages", "origin")
        return write(*arguments)

    monkeypatch.setattr(branches, "committed", slowly)
    before = git(project.root, "rev-parse", "gh-pages")
    message = "someone else has published on gh-pages of origin meanwhile."
    with refused(ReleaseError, f"git: {message}\n  Publish again: it adds to what they did."):
        publish_branch(project.root, "gh-pages", "origin")
    assert git(project.root, "rev-parse", "gh-pages") == before
    publish_branch(project.root, "gh-pages", "origin")
    releases = ("others/1.0.0", "tiny/1.0.0", "tiny/1.2.0")
    assert {f"{name}/SHA256SUMS" for name in releases} <= published(remote).keys()


def test_a_remote_that_refuses_is_told_in_its_words(project, remote):
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'Pages are closed today.'\nexit 1\n")
    hook.chmod(0o755)
    refusing(project, remote, "git: Pages are closed today.\n  Nothing was published.")


def test_an_unknown_remote_is_told_without_passwords(project, remote):
    told = "'nowhere' does not appear to be a git repository"
    refusing(project, remote, f"git: {told}\n  Nothing was published.", to="nowhere")
    with pytest.raises(ReleaseError) as caught:
        publish_branch(project.root, "gh-pages", "file://ann:secret@/nowhere")
    assert "secret" not in str(caught.value)


def test_someone_without_a_name_is_asked_for_it(project, remote, monkeypatch):
    git(project.root, "config", "--unset", "user.email")
    git(project.root, "config", "user.useConfigOnly", "true")
    monkeypatch.setenv("EMAIL", "")
    with pytest.raises(ReleaseError, match="Nothing was published"):
        publish_branch(project.root, "gh-pages", "origin")
    assert git(remote, "branch", "--list") == ""


def test_a_project_in_a_part_of_a_repository_publishes_its_site_alone(tmp_path, remote):
    whole = a_project(tmp_path / "whole", remote)
    part = Site(whole.root / "studies/one")
    part.release("1.0.0")
    publish_branch(part.root, "gh-pages", "origin")
    assert published(remote) == read(part.path)
