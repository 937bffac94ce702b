"""The command line: one thin command each; heavy imports inside the command."""

import gc
import os
import sys
from pathlib import Path

import click

from corrigenda import __version__
from corrigenda.errors import RecordError, ReportError, UserError, told
from corrigenda.release_commands import COMMANDS, prove
from corrigenda.stage_commands import project_of, stage
from corrigenda.start_commands import COMMANDS as START_COMMANDS


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
    # What a command makes lives until it ends; looking for garbage finds none, and costs a sixth.
    gc.set_threshold(50_000, 20, 20)
    context.meta["started in"] = Path.cwd()
    os.chdir(root)  # so that every message and record names files relative to the project
    context.obj = (Path(), study)


def _project_if_any(context: click.Context):
    """Open a study, where there is one: some questions can be answered without."""
    from corrigenda.project import find_project

    root, study = context.obj
    studies = sorted(path.parent.name for path in root.glob("data/*/study.yaml"))
    return find_project(root, study or studies[0]) if studies else None


def _json(value) -> str:
    from corrigenda.files import canonical_json

    return canonical_json(value).rstrip()


STRICT = click.option(
    "--strict", is_flag=True, help="Stop on numbers that are typed in the prose, too."
)


@main.command()
@click.option("--cores", type=click.IntRange(min=1), help="Jobs at once; all cores by default.")
@click.option("--explain", is_flag=True, help="Say of each job why it runs.")
@STRICT
@click.pass_context
def build(context: click.Context, cores: int | None, explain: bool, strict: bool) -> None:
    """Build the report: whatever an edit or a correction touched, and nothing else."""
    from corrigenda.building import build as run

    sys.exit(run(project_of(context), cores or os.cpu_count() or 1, explain, strict))


@main.command()
@STRICT
@click.pass_context
def check(context: click.Context, strict: bool) -> None:
    """Hold declarations, ledger, data and sentences against each other; report every problem."""
    from corrigenda.building import check as checked
    from corrigenda.building import judge

    project = project_of(context)
    checked(project)
    judgement = judge(project)
    for warning in () if strict else judgement.unbound:
        click.echo(f"warning: {warning}", err=True)
    judgement.demand(strict)
    click.echo(judgement.summary)


@main.command()
@click.option("--phrases", is_flag=True, help="Write phrases too, which are only proposed else.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.pass_context
def update(context: click.Context, phrases: bool, dry_run: bool) -> None:
    """Rewrite the numbers of claims that do not hold, each in its author's own form."""
    from corrigenda.updating import update as updated

    outcome = updated(project_of(context), phrases, dry_run)
    click.echo(outcome.text)
    sys.exit(0 if outcome.settled else ReportError.exit_code)


ROW = (
    click.option("--from", "old", default="", help="The value that the data hold."),
    click.option("--to", "new", default="", help="The right one."),
    click.option("--withdraw", "withdraws", default="", help="Take back this row of the ledger."),
)


def _row(command):
    for option in reversed(ROW):
        command = option(command)
    command = click.argument("item", default="")(command)
    return click.argument("respondent", default="")(command)


@main.command()
@_row
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def impact(context: click.Context, as_json: bool, **row: str) -> None:
    """Say what a correction would move: one that is named here, or those that are not built yet."""
    from corrigenda import correct as correcting

    project = project_of(context)
    if any(row.values()):
        drafted = correcting.drafted(project, **row, reason="–", author="–")
        found = correcting.preview(project, drafted)
    else:
        found = correcting.unbuilt(project)
    click.echo(_told(found, project, as_json))


def _told(found, project, as_json: bool = False) -> str:
    from corrigenda.forecast_text import plain, text

    return _json(plain(found)) if as_json else text(found, project)


def _asked(question: str) -> bool:
    from corrigenda.errors import Problem

    try:
        return click.confirm(question, err=True)
    except click.Abort:
        advice = "--yes enters the row without asking, --dry-run only shows what it moves."
        raise UserError(Problem("", "nobody has answered; nothing was entered.", advice)) from None


@main.command()
@_row
@click.option("--reason", required=True, help="Why; for whoever audits the study.")
@click.option("--author", help="Who decides; whom git knows by default.")
@click.option("--yes", is_flag=True, help="Enter the row without asking.")
@click.option("--dry-run", is_flag=True, help="Show what the row would move, and enter nothing.")
@click.pass_context
def correct(context: click.Context, yes: bool, dry_run: bool, **row: str | None) -> None:
    """Enter a correction into the ledger, once you have seen what it moves."""
    from corrigenda import correct as correcting
    from corrigenda.corrections import formulas

    project = project_of(context)

    next_ = "corrigenda build"

    def confirm(found) -> bool:
        nonlocal next_
        next_ = "corrigenda update, then corrigenda build" if found.false else next_
        click.echo(_told(found, project))
        return not dry_run and (yes or _asked("\nEnter this row?"))

    entered = correcting.correct(project, correcting.drafted(project, **row), confirm)
    if entered is None:
        click.echo("\nNothing was entered.")
        return
    click.echo(f"\n{entered.id} is entered, {entered.place}. Next: {next_}")
    for column in formulas(entered):
        click.echo(f"note: a spreadsheet would run the {column} as a formula.", err=True)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def corrections(context: click.Context, as_json: bool) -> None:
    """List the ledger with what each row moved."""
    from corrigenda.correct import entered
    from corrigenda.history_text import plain, text

    project = project_of(context)
    entries = entered(project)
    click.echo(_json(plain(entries, project.items)) if as_json else text(entries, project))


@main.command()
@click.argument("target")
@click.option("--respondents", is_flag=True, help="List who is behind it, with their raw cells.")
@click.option("--excerpts", is_flag=True, help="Show coded passages and open answers.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def audit(
    context: click.Context, target: str, respondents: bool, excerpts: bool, as_json: bool
) -> None:
    """Say where a table, figure, cell, statistic or sentence came from, back to the raw cells."""
    from corrigenda.audit import audit as audited
    from corrigenda.audit_text import plain, text

    project = project_of(context)
    found = audited(project, target, respondents, excerpts)
    click.echo(_json(plain(found)) if as_json else text(found, project))


@main.command()
@click.option("--rebuild", is_flag=True, help="Build again elsewhere, and compare every byte.")
@click.option("--releases", is_flag=True, help="Prove instead that no release was changed.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def verify(context: click.Context, rebuild: bool, releases: bool, as_json: bool) -> None:
    """Hold every file of the study against its record, and name the first broken link."""
    if releases:
        prove(context, as_json)

    from corrigenda.verification import verify as verified

    found = verified(project_of(context), rebuild)
    click.echo(_json(found.plain) if as_json else found.text)
    sys.exit(0 if found.sound else RecordError.exit_code)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def identify(context: click.Context, file: Path, as_json: bool) -> None:
    """Tell what a file is that Corrigenda once made, and whether it is current."""
    from corrigenda.identify import identify as identified

    found = identified(context.meta["started in"] / file, _project_if_any(context))
    click.echo(_json(found.plain) if as_json else found.text)


@main.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write; build/<study>/crate by default.",
)
@click.pass_context
def crate(context: click.Context, folder: Path | None) -> None:
    """Write the study's run as an RO-Crate (Provenance Run profile)."""
    from corrigenda.crate import write_crate

    project = project_of(context)
    click.echo(write_crate(project, folder or project.build / "crate").as_posix())


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

    project = project_of(context)
    report = compared(project)
    click.echo(report.text)
    sys.exit(0 if report.as_declared else 1)


for command in (*START_COMMANDS, stage, *COMMANDS):
    main.add_command(command)
