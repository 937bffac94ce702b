"""The command line: one thin command each; heavy imports inside the command."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from corrigenda import __version__
from corrigenda.errors import UserError, told


class Group(click.Group):
    """Reports a user's mistake in the user's words, and never with a traceback."""

    def invoke(self, context: click.Context):
        """Run a command; a `UserError` becomes its messages and its exit code."""
        try:
            return super().invoke(context)
        except UserError as error:
            if not _handed_over(error):
                click.echo(told(error.problems), err=True)
            context.exit(error.exit_code)


def _handed_over(error: UserError) -> bool:
    """Leave the telling to `corrigenda build`, where that started this job."""
    target = os.environ.get("CORRIGENDA_PROBLEMS")
    if target:
        from corrigenda.files import canonical_json, write_atomic

        problems = [[p.place, p.message, p.advice] for p in error.problems]
        content = canonical_json({"exit_code": error.exit_code, "problems": problems})
        write_atomic(Path(target) / f"{os.getpid()}.json", content)
    return bool(target)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="corrigenda")
@click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The folder that holds data/ and report/.",
)
@click.option("--study", help="Which study, where the project has several.")
@click.pass_context
def main(context: click.Context, root: Path, study: str | None) -> None:
    """Build, rebuild and audit the report of an interview or survey study.

    Change one answer, and every table, figure and sentence that depends on it follows.
    """
    os.chdir(root)  # so that every message and record names files relative to the project
    context.obj = (Path(), study)


def _project(context: click.Context):
    from corrigenda.project import find_project

    return find_project(*context.obj)


@main.command()
@click.option("--cores", type=click.IntRange(min=1), help="Jobs at once; all cores by default.")
@click.option("--explain", is_flag=True, help="Say of each job why it runs.")
@click.pass_context
def build(context: click.Context, cores: int | None, explain: bool) -> None:
    """Build the report: whatever an edit or a correction touched, and nothing else."""
    from corrigenda.building import build as run

    sys.exit(run(_project(context), cores or os.cpu_count() or 1, explain))


@main.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Read every declaration, and report every problem at once."""
    from corrigenda.building import check as checked

    checked(_project(context))
    click.echo("Every declaration can be read.")


@main.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Tell which engine, versions and fonts are found, and what is missing."""
    from corrigenda.doctor import examine

    findings = examine()
    for finding in findings:
        mark = "ok     " if finding.found else "missing"
        click.echo(f"{mark}  {finding.name:<18}{finding.detail}")
    sys.exit(0 if all(f.found or f.optional for f in findings) else 1)


@main.command()
@click.pass_context
def reconcile(context: click.Context) -> None:
    """Compare the tables, cell by cell, with those that the study published."""
    from corrigenda.reconciliation import reconcile as compared

    project = _project(context)
    report = compared(project)
    click.echo(report.text)
    sys.exit(0 if report.as_declared else 1)


@main.group()
def stage() -> None:
    """Run one job of the workflow by hand, as the Snakefile does."""


def _stage(name: str, function: str, summary: str, of: str | None = None) -> None:
    @stage.command(name, help=summary)
    @click.option("--digest", hidden=True, help="Leave a receipt; the Snakefile gives this.")
    @click.pass_context
    def run(context: click.Context, digest: str | None, **arguments: str) -> None:
        from corrigenda import stages

        action = partial(getattr(stages, function), _project(context), *arguments.values())
        if digest is None:
            action()
        else:
            _with_receipt(_project(context), name, "".join(arguments.values()), digest, action)

    if of:
        run.params.append(click.Argument([of]))


def _with_receipt(project, name: str, of: str, digest: str, action: Callable[[], None]) -> None:
    from corrigenda.receipts import hashes, reason, write_receipt
    from corrigenda.workflow import Job, Plan

    plan, job = Plan(project), Job(name, of)
    if os.environ.get("CORRIGENDA_EXPLAIN"):
        click.echo(f"{job!s:<28}{reason(plan, job)}", err=True)
    inputs = hashes(plan.inputs(job))
    action()
    write_receipt(plan, job, digest, inputs)


_stage("import", "import_responses", "Read the raw files into responses and codings.")
_stage("clean", "clean", "Apply the ledger and write one slice for each item.")
_stage("aggregate", "aggregate", "Turn code applications into the slice of a coded item.", "item")
_stage("table", "table", "Make a table.", "exhibit")
_stage("figure", "figure", "Draw a figure.", "exhibit")
_stage("statistics", "statistics", "Compute every statistic.")
_stage("compose", "compose", "Bring sources, exhibits and statistics together for the engines.")
_stage("html", "html", "Render the report as HTML.")
_stage("pdf", "pdf", "Render the report as PDF.")
