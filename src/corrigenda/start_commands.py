"""The commands around a study's beginning: one thin command each; heavy imports inside."""

import os
from dataclasses import replace
from pathlib import Path
from typing import get_args

import click

from corrigenda.errors import Problem, StudyError, UserError
from corrigenda.stage_commands import project_of

FILE = click.Path(path_type=Path)


def _choices(setting: str) -> list[str]:
    from corrigenda import study

    return list(get_args(getattr(study, setting)))


class _Known(click.ParamType):
    """One of the words that a setting of study.yaml permits; read only when it is asked for."""

    name = "word"

    def __init__(self, setting: str):
        self.setting = setting

    def convert(self, value, parameter, context):
        """Refuse a word that the setting does not know."""
        known = _choices(self.setting)
        if value not in known:
            self.fail(f"{value!r} is not one of {', '.join(known)}.", parameter, context)
        return value


@click.command()
@click.argument("folder", type=FILE)
@click.option("--from", "export", type=FILE, required=True, help="The export of the answers.")
@click.option("--codings", type=FILE, help="A .qdpx, or coded excerpts as CSV or XLSX.")
@click.option("--survey", type=FILE, help="The .qsf of Qualtrics: order, blocks, skip logic.")
@click.option("--dictionary", type=FILE, help="The data dictionary of REDCap.")
@click.option("--format", "format_", type=_Known("Format"), help="Which product wrote it.")
@click.option("--sheet", help="Of a workbook; the first one by default.")
@click.option("--respondent", help="The column that identifies a respondent.")
@click.option("--method", type=_Known("Method"), help="How the study was made.")
@click.option("--title", default="", help="What the study is called.")
@click.option("--update", is_flag=True, help="Bring a later export into a study that is there.")
@click.option("--yes", is_flag=True, help="With --update: do not ask.")
@click.pass_context
def init(context: click.Context, folder: Path, update: bool, yes: bool, **given) -> None:
    """Make a project from an export, with a first report; or bring a later export into one."""
    given["format"] = given.pop("format_")
    started = context.meta["started in"]
    if update:
        _renew(context, started / folder, started, yes, given)
        return
    from corrigenda.initial import Request, begin

    click.echo(begin(Request(folder=folder, started=started, **given)))


def _renew(context: click.Context, folder: Path, started: Path, yes: bool, given: dict) -> None:
    from corrigenda.importing import source_of
    from corrigenda.project import find_project
    from corrigenda.renewing import renew, renewal

    _refuse_with_update(given)
    if not folder.is_dir():
        message = "there is no such folder."
        raise StudyError(Problem(folder.as_posix(), message, "Name the folder of the project."))
    os.chdir(folder)
    project = find_project(Path(), context.obj[1])
    export = given["export"]
    source = replace(source_of(project), path=started / export, place=export.as_posix())
    found = renewal(project, source)
    click.echo(found.text)
    if found.nothing:
        return
    if yes or _asked("\nBring it into the study?"):
        click.echo(renew(project, found))
    else:
        click.echo("\nNothing was changed.")


def _refuse_with_update(given: dict) -> None:
    """Refuse what only a new project can be told; a study says the rest itself."""
    also = [name for name, value in given.items() if value and name != "export"]
    if also:
        message = f"--update takes only --from; the study itself says --{also[0]}."
        raise UserError(Problem("", message, "Edit study.yaml, or leave it out."))


def _asked(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        advice = "--yes goes on without asking."
        raise UserError(Problem("", "nobody has answered; nothing was changed.", advice)) from None


@click.command()
@click.argument("file", type=FILE)
@click.pass_context
def export(context: click.Context, file: Path) -> None:
    """Write codebook and codings for other coding programs: FILE ends in .qdpx or .qdc."""
    from corrigenda.exporting import export as exported

    target = context.meta["started in"] / file
    click.echo(exported(project_of(context), target, file.as_posix()))


COMMANDS = (init, export)
