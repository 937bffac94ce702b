"""Building: Snakemake run for people, with a progress display and a closing summary."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corrigenda.corrections import load_ledger
from corrigenda.derived import load_derived
from corrigenda.errors import Problem, UserError
from corrigenda.project import Project


def check(project: Project) -> list[UserError]:
    """Read every declaration of a study, and the ledger as far as it goes without the data.

    Parameters
    ----------
    project
        The study within its folder.

    Returns
    -------
    list of UserError
        One for each file that cannot be used; what depends on it is not looked at.
    """
    ledger, derived = project.data / "corrections.csv", project.report / "statistics.yaml"
    errors = _failures(lambda: project.study, lambda: project.codebook)
    if any(failure is not None for failure in errors):
        return [e for e in errors if e]
    errors += _failures(lambda: project.items)
    if errors[-1] is None:
        errors += _failures(
            lambda: load_ledger(ledger, project.place(ledger), project.items),
            lambda: project.exhibits,
            lambda: load_derived(derived, project.place(derived), project.items),
        )
    return [e for e in errors if e]


def _failures(*steps: Callable[[], object]) -> list[UserError | None]:
    failures: list[UserError | None] = []
    for step in steps:
        try:
            step()
            failures.append(None)
        except UserError as error:
            failures.append(error)
    return failures


def build(project: Project, cores: int, explain: bool) -> int:
    """Build a study's report and say in a few lines what came of it.

    Parameters
    ----------
    project
        The study within its folder.
    cores
        Jobs at once.
    explain
        Whether to show Snakemake's own account: each job and why it runs.

    Returns
    -------
    int
        The exit code: 0, that of the mistake which stopped the build, or 1.
    """
    errors = check(project)
    if errors:
        return _refused([(e.exit_code, p) for e in errors for p in e.problems])
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as problems:
        code = _snakemake(project, cores, explain, Path(problems))
        if code:
            return _refused(_handed_over(Path(problems))) if any(Path(problems).iterdir()) else code
    _summarise(project, time.monotonic() - started)
    return 0


def _snakemake(project: Project, cores: int, explain: bool, problems: Path) -> int:
    command = [
        sys.executable,
        "-m",
        "snakemake",
        "--cores",
        str(cores),
        *_verbosity(explain),
        "--config",
        f"study={project.study_id}",
    ]
    environment = os.environ | {
        "CORRIGENDA_PROBLEMS": str(problems),
        # The stages must be those of this installation, whether or not its venv is active.
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
    }
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
        return []
    return ["--logger", "rich", "--quiet", "all"] if sys.stderr.isatty() else ["--quiet", "host"]


def _handed_over(folder: Path) -> list[tuple[int, Problem]]:
    found = []
    for path in sorted(folder.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        found += [(report["exit_code"], Problem(*problem)) for problem in report["problems"]]
    return found


def _refused(found: list[tuple[int, Problem]]) -> int:
    for _, problem in found:
        print(problem, file=sys.stderr)
    things = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    print(f"\nNot built: {things}. What was built before is untouched.", file=sys.stderr)
    return found[0][0]


def _summarise(project: Project, seconds: float) -> None:
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
