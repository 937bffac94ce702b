"""The commands of publishing: one thin command each; heavy imports inside the command."""

import sys
from pathlib import Path

import click

from corrigenda.errors import Problem, ReleaseError, UserError
from corrigenda.stage_commands import project_of


@click.command()
@click.argument("version")
@click.option("--note", required=True, help="What this version is, in a sentence for its readers.")
@click.option(
    "--allow-dirty", is_flag=True, help="Release files that git does not hold; its face says so."
)
@click.pass_context
def release(context: click.Context, version: str, note: str, allow_dirty: bool) -> None:
    """Freeze the report as a version that never changes again, in site/<study>/<version>/."""
    from corrigenda.releases import release as released

    found = released(project_of(context), version, note, allow_dirty)
    for warning in found.warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(found.text)


@click.command()
@click.argument("old")
@click.argument("new", default="")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def diff(context: click.Context, old: str, new: str, as_json: bool) -> None:
    """Say what changed between two versions, or since one: in data, methods, tables and words."""
    from corrigenda.differences import differences
    from corrigenda.differences.telling import plain, text
    from corrigenda.files import canonical_json
    from corrigenda.releases import compared

    found = differences(*compared(project_of(context), old, new))
    click.echo(canonical_json(plain(found)).rstrip() if as_json else text(found))


@click.command()
@click.option("--branch", help="The branch that a web host serves, such as gh-pages.")
@click.option("--remote", help="Push the branch there; without it, it stays here.")
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Copy into a folder."
)
@click.pass_context
def publish(
    context: click.Context, branch: str | None, remote: str | None, folder: Path | None
) -> None:
    """Bring the site to where it is served; versions that are there already stay."""
    from corrigenda.publishing import publish_branch, publish_folder

    root, _ = context.obj
    if bool(branch) == bool(folder) or (remote and not branch):
        message = "say one place: --branch gh-pages [--remote origin], or --to a folder."
        raise UserError(Problem("", message))
    if folder:
        there = context.meta["started in"] / folder
        click.echo(publish_folder(root, there, named=folder.as_posix()))
    else:
        click.echo(publish_branch(root, branch, remote))


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0: any free one.",
)
@click.pass_context
def serve(context: click.Context, port: int) -> None:
    """Show the site in a browser of this machine, and of no other."""
    from corrigenda.publishing import serve as served

    root, _ = context.obj
    served(root, port)


def prove(context: click.Context, as_json: bool) -> None:
    """Hold every release against its checksums, for `corrigenda verify --releases`."""
    from corrigenda.files import canonical_json
    from corrigenda.releases import prove as proven

    found = proven(*context.obj)
    click.echo(canonical_json(found.plain).rstrip() if as_json else found.text)
    sys.exit(0 if found.sound else ReleaseError.exit_code)


COMMANDS = (release, diff, publish, serve)
