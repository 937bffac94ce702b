"""Building: Snakemake run for people, with a progress display and a closing summary."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corrigenda.errors import Problem, ReportError, UserError, together, told
from corrigenda.project import Project
from corrigenda.readers.notes import notes, notes_path
from corrigenda.readers.raw import verify_raw
from corrigenda.receipts import receipt_path, stale
from corrigenda.sources import misquoted, sources
from corrigenda.workflow import Plan


def check(project: Project) -> None:
    """Read every declaration of a study, its raw register, and the ledger as far as it goes alone.

    Parameters
    ----------
    project
        The study within its folder.

    Raises
    ------
    UserError
        With the problems of all files; what depends on a broken file is not looked at.
    """
    together(
        lambda: project.study,
        lambda: project.codebook,
        lambda: verify_raw(project.raw, project.place(project.raw)),
    )
    _ = project.items  # without a sound coding, nothing that needs it is looked at
    together(
        lambda: project.ledger,
        lambda: project.exhibits,
        lambda: project.derived,
        lambda: project.lexicon,
    )


@dataclass(frozen=True)
class Judgement:
    """What was found in the sources of a report.

    Parameters
    ----------
    claims
        How many claims they make.
    problems
        Claims that do not hold, and whatever else is wrong.
    unbound
        Numbers and phrases that are typed in the prose.
    """

    claims: int
    problems: tuple[Problem, ...]
    unbound: tuple[Problem, ...]

    def demand(self, strict: bool) -> None:
        """Raise a `ReportError` with every problem; strictly, typed numbers are problems too."""
        if self.problems or (strict and self.unbound):
            raise ReportError([*self.problems, *(self.unbound if strict else ())])

    @property
    def summary(self) -> str:
        """One line, when nothing is wrong."""
        claims = "1 claim holds" if self.claims == 1 else f"{self.claims:,} claims hold"
        numbers = "1 number is" if len(self.unbound) == 1 else f"{len(self.unbound)} numbers are"
        return f"Everything can be read. {claims}; {numbers} typed in the prose."


def judge(project: Project) -> Judgement:
    """Evaluate the data as they stand, and hold the report's sources against them.

    Parameters
    ----------
    project
        The study within its folder; `check` has read its declarations.

    Returns
    -------
    Judgement
        What was found.

    Raises
    ------
    UserError
        With every correction and answer that does not fit.
    """
    from corrigenda.evaluation import evaluate
    from corrigenda.importing import imported

    evaluation = evaluate(project, imported(project), project.ledger)
    inputs = sources(project, evaluation.statistics)
    problems = (*inputs.problems(built=False), *misquoted(project, evaluation.slices))
    return Judgement(len(inputs.claims), problems, tuple(inputs.unbound()))


def build(project: Project, cores: int, explain: bool, strict: bool = False) -> int:
    """Build a study's report and say in a few lines what came of it.

    Parameters
    ----------
    project
        The study within its folder.
    cores
        Jobs at once.
    explain
        Whether to say of each job, in one line, why it runs.
    strict
        Whether a number that is bound to nothing stops the build.

    Returns
    -------
    int
        The exit code: 0, that of the mistake which stopped the build, or 1.
    """
    try:
        check(project)
        unbound = _judged(project, strict)
    except UserError as error:
        return _refused(error.exit_code, error.problems)
    started = time.monotonic()
    with alone(project.root), tempfile.TemporaryDirectory() as problems:
        code = _snakemake(project, cores, explain, Path(problems))
        if code:
            told = any(Path(problems).iterdir())
            return _refused(*_handed_over(Path(problems))) if told else code
    plan = Plan(project)
    if not all(receipt_path(plan, job).exists() for job in plan.jobs()):
        advice = "Its rule report must ask for whole_report; compare it with that of a new project."
        return _refused(1, [Problem("Snakefile", "it does not build the report.", advice)])
    _summarise(project, time.monotonic() - started, unbound)
    return 0


def _judged(project: Project, strict: bool) -> Sequence[Problem]:
    """Judge before anything is drawn; where nothing has changed, that has been done already."""
    if not strict and not stale(Plan(project)):
        return ()
    judgement = judge(project)
    judgement.demand(strict)
    return judgement.unbound


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keep a second build or release out of a project folder.

    The system lets go of this lock when a build is killed, while that of Snakemake would have to be
    removed by hand.
    """
    lock = root / ".snakemake/corrigenda.lock"
    lock.parent.mkdir(exist_ok=True)
    try:
        with FileLock(lock, timeout=0):
            yield
    except Timeout:
        message = "another build or release is running in this project."
        raise UserError(Problem("build", message, "Wait until it has ended.")) from None


def _snakemake(project: Project, cores: int, explain: bool, problems: Path) -> int:
    command = [
        sys.executable,
        "-m",
        "snakemake",
        "--cores",
        str(cores),
        "--nolock",
        "--rerun-incomplete",
        *_verbosity(explain),
        "--config",
        f"study={project.study_id}",
    ]
    environment = os.environ | {"CORRIGENDA_PROBLEMS": str(problems)}
    if explain:
        environment["CORRIGENDA_EXPLAIN"] = "1"
    result = subprocess.run(
        command,
        cwd=project.root,
        env=environment,
        check=False,
        stderr=None if explain or sys.stderr.isatty() else subprocess.PIPE,
        text=True,
    )
    if result.returncode and result.stderr and not any(problems.iterdir()):
        print(result.stderr, file=sys.stderr)
    return result.returncode


def _verbosity(explain: bool) -> list[str]:
    if explain:
        return ["--quiet", "all"]
    return ["--logger", "rich", "--quiet", "all"] if sys.stderr.isatty() else ["--quiet", "host"]


def _handed_over(folder: Path) -> tuple[int, list[Problem]]:
    reports = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
    problems = [Problem(*problem) for report in reports for problem in report["problems"]]
    return reports[0]["exit_code"], problems


def _refused(code: int, problems: Sequence[Problem]) -> int:
    print(told(problems), file=sys.stderr)
    things = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    print(f"\nNot built: {things}. The last good report is kept.", file=sys.stderr)
    return code


def _summarise(project: Project, seconds: float, unbound: Sequence[Problem]) -> None:
    from corrigenda.reconciliation import reconcile
    from corrigenda.rendering import engines

    engine = engines.find()
    shown = {
        "HTML": project.place(project.build / "report.html"),
        "PDF": project.place(project.build / "report.pdf"),
        "Exhibits": f"{project.place(project.figures)}/ (git diff shows what moved)",
    }
    if project.study.published:
        shown["Reconciliation"] = f"{reconcile(project).summary} (corrigenda reconcile)"
    version = engines.engine(engine).version()
    print(f"Built {project.study_id} in {seconds:.1f} s with the {engine} engine ({version}).")
    for name, value in shown.items():
        print(f"  {name:<15}{value}")
    if forgiven := sum(finding.kind == "forgiven" for finding in notes(project)):
        things = "1 thing was" if forgiven == 1 else f"{forgiven} things were"
        where = project.place(notes_path(project))
        print(f"  {'Notes':<15}{things} forgiven in reading the raw files ({where})")
    if unbound:
        things = "1 number is" if len(unbound) == 1 else f"{len(unbound)} numbers are"
        print(f"  {'Warning':<15}{things} typed in the prose (corrigenda check)")
