"""Writing: a later export and what it asks for, brought into the study."""

from collections.abc import Iterator

from corrigenda.errors import Problem, WriteError
from corrigenda.files import sha256, write_atomic
from corrigenda.project import Project
from corrigenda.renewing.model import Renewal

COUNTING = "tests/test_study.py"  # of a project that corrigenda init made


def renew(project: Project, renewal: Renewal) -> str:
    """Bring a later export into a study.

    The raw file comes first and study.yaml, which names it, last: whatever stops this in between,
    every answer is there, and the same command goes on.

    Parameters
    ----------
    project
        The study within its folder.
    renewal
        What was shown.

    Returns
    -------
    str
        What was written, and what to do next, for the terminal.

    Raises
    ------
    WriteError
        When a file has changed since the renewal was worked out, or cannot be written.
    """
    if renewal.nothing:
        return "Nothing was changed."
    _check_unchanged(project, renewal)
    for path, content in renewal.files.items():
        write_atomic(path.resolve(), content)  # a link stays a link
    written = [f"  {project.place(path)}" for path in renewal.files]
    return "\n".join(["Written:", *written, *_advice(project)])


def _advice(project: Project) -> Iterator[str]:
    yield "Next: look at the new entries of codebook.yaml, then corrigenda check, make report."
    if (project.root / COUNTING).exists():
        yield f"{COUNTING} counts the responses of the earlier export: put the new numbers there."


def _check_unchanged(project: Project, renewal: Renewal) -> None:
    advice = "Nothing was written. Run the command again, and look at what it shows."
    problems = [
        Problem(project.place(path), "the file has changed since the comparison.", advice)
        for path, expected in renewal.seen.items()
        if not path.is_file() or sha256(path) != expected
    ]
    problems += [
        Problem(project.place(path), "a file of this name has appeared.", advice)
        for path in renewal.files
        if path not in renewal.seen and path.exists()
    ]
    if problems:
        raise WriteError(problems)
