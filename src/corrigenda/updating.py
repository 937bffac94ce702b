"""Updating: the sources rewritten until their claims hold, and what is left to their author."""

from dataclasses import dataclass

from corrigenda.building import check
from corrigenda.errors import Problem, told
from corrigenda.evaluation import evaluate
from corrigenda.importing import imported
from corrigenda.project import Project
from corrigenda.rendering.rewriting import Update, diff, updated, write
from corrigenda.sources import sources


@dataclass(frozen=True)
class Outcome:
    """What an update did.

    Parameters
    ----------
    diff
        What changed in the sources, as a unified diff.
    files
        How many files did.
    left
        Claims that still do not hold, and whatever else is wrong in the sources.
    written
        Whether the files were written.
    """

    diff: str
    files: int
    left: tuple[Problem, ...]
    written: bool

    @property
    def settled(self) -> bool:
        """Whether the sources are right now."""
        return not self.left and (self.written or not self.files)

    @property
    def text(self) -> str:
        """The diff, what is left to the author, and what was done, in this order."""
        files = "1 file" if self.files == 1 else f"{self.files} files"
        done = "Rewrote" if self.written else "Would rewrite"
        things = "1 problem is" if len(self.left) == 1 else f"{len(self.left)} problems are"
        last = [f"{done} {files}." if self.files else "No number had to be rewritten."]
        if self.left:
            last.append(f"{things} left to you.")
        parts = [self.diff.rstrip(), told(self.left), " ".join(last)]
        return "\n\n".join(part for part in parts if part)


def update(project: Project, phrases: bool, dry_run: bool) -> Outcome:
    """Rewrite the claims that do not hold.

    Parameters
    ----------
    project
        The study within its folder.
    phrases
        Whether to write phrases too.
    dry_run
        Whether to write nothing.

    Returns
    -------
    Outcome
        What changed and what is left.

    Raises
    ------
    UserError
        When declarations, ledger or data cannot be read, or a file cannot be written.
    """
    check(project)
    statistics = evaluate(project, imported(project), project.ledger).statistics
    inputs = sources(project, statistics)
    plan: Update = updated(inputs, phrases)
    if not dry_run:
        write(plan)
    claims = [false.problem for false in inputs.false_claims]
    others = [problem for problem in inputs.problems(built=False) if problem not in claims]
    left = (*plan.proposals, *plan.by_hand, *others)
    return Outcome(diff(plan, project.place), len(plan.files), left, not dry_run)
