"""The commands of the stages: one job of the workflow each, with the receipt that it leaves."""

import os
from collections.abc import Callable
from functools import partial

import click


def project_of(context: click.Context):
    """Open the study that a command is asked about."""
    from corrigenda.project import find_project

    return find_project(*context.obj)


@click.group()
def stage() -> None:
    """Run one job of the workflow by hand, as the Snakefile does."""


def _stage(name: str, function: str, summary: str, of: str | None = None) -> None:
    @stage.command(name, help=summary)
    @click.option("--digest", hidden=True, help="Leave a receipt; the Snakefile gives this.")
    @click.pass_context
    def run(context: click.Context, digest: str | None, **arguments: str) -> None:
        from corrigenda import stages

        action = partial(getattr(stages, function), project_of(context), *arguments.values())
        if digest is None:
            action()
        else:
            _with_receipt(project_of(context), name, "".join(arguments.values()), digest, action)

    if of:
        run.params.append(click.Argument([of]))


def _with_receipt(project, name: str, of: str, digest: str, action: Callable[[], None]) -> None:
    from corrigenda.receipts import hashes, now, reason, write_receipt
    from corrigenda.workflow import Job, Plan

    plan, job = Plan(project), Job(name, of)
    if os.environ.get("CORRIGENDA_EXPLAIN"):
        click.echo(f"{job!s:<28}{reason(plan, job)}", err=True)
    started, inputs = now(), hashes(plan.inputs(job))
    action()
    write_receipt(plan, job, digest, inputs, started)


_stage("import", "import_responses", "Read the raw files into responses and codings.")
_stage("clean", "clean", "Apply the ledger and write one slice for each item.")
_stage("aggregate", "aggregate", "Turn code applications into the slice of a coded item.", "item")
_stage("table", "table", "Make a table.", "exhibit")
_stage("figure", "figure", "Draw a figure.", "exhibit")
_stage("statistics", "statistics", "Compute every statistic.")
_stage("history", "history", "Follow the ledger: what each of its rows moved.")
_stage("records", "records", "Write the records of provenance of exhibits and statistics.")
_stage("compose", "compose", "Bring sources, exhibits and statistics together for the engines.")
_stage("html", "html", "Render the report as HTML.")
_stage("pdf", "pdf", "Render the report as PDF.")
