"""Evaluation: what the data say under a ledger, in memory and from end to end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from corrigenda import aggregation, cleaning
from corrigenda.codebook import Item
from corrigenda.correcting import by_item
from corrigenda.corrections import Correction, in_force
from corrigenda.dependencies import depending, with_sources
from corrigenda.errors import CodingsError, together
from corrigenda.project import Project
from corrigenda.readers.findings import Finding
from corrigenda.statistics import Statistics


@dataclass(frozen=True)
class Evidence:
    """What was imported.

    Parameters
    ----------
    responses
        All responses, as a reader returns them.
    codings
        All code applications; None in a study without any.
    findings
        What reading the raw files found and forgave.
    """

    responses: pd.DataFrame
    codings: pd.DataFrame | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Cleaned:
    """What cleaning makes of the evidence under a ledger.

    Parameters
    ----------
    slices
        The slice of each item of the codebook, laid out when it is asked for.
    codings
        The corrected code applications of each coded item.
    summary
        The participant flow and the rows of the ledger, as statistics.
    """

    slices: Mapping[str, pd.DataFrame]
    codings: dict[str, pd.DataFrame]
    summary: pd.DataFrame


def clean(
    project: Project, evidence: Evidence, ledger: tuple[Correction, ...], strict: bool = True
) -> Cleaned:
    """Apply a ledger to the evidence, and check what comes out.

    Parameters
    ----------
    project
        Its declarations.
    evidence
        What was imported.
    ledger
        Every row, withdrawn ones among them.
    strict
        Whether to check what comes out; without it, what is not permitted counts as no answer.

    Returns
    -------
    Cleaned
        Slices, codings and summary.

    Raises
    ------
    UserError
        With everything in the ledger, the answers and the codings that does not fit.
    """
    slices, codings = _clean(project, evidence, ledger, project.items, strict)
    return Cleaned(slices, codings, cleaning.summary(evidence.responses, ledger, project.study))


def _clean(
    project: Project,
    evidence: Evidence,
    ledger: tuple[Correction, ...],
    items: dict[str, Item],
    strict: bool,
) -> tuple[cleaning.Slices, dict[str, pd.DataFrame]]:
    """Clean some items, which must hold all that they depend on."""
    study, rows = project.study, in_force(ledger)
    export = project.place(project.data / study.responses.file)
    place = project.place(project.data / study.codings.file) if study.codings else ""
    codebook = {i: item for i, item in items.items() if item.kind != "coded"}

    def clean_codings() -> dict[str, pd.DataFrame]:
        if len(codebook) == len(items):
            return {}
        codings = evidence.codings[evidence.codings["item"].isin(items)]
        if len(items) == len(project.items):
            codings = evidence.codings  # items that nobody declared are found as well
        return aggregation.clean_codings(
            codings, items, project.coding.coders, evidence.responses, by_item(rows), study, place
        )

    slices, codings = together(
        lambda: cleaning.clean(evidence.responses, codebook, rows, study, export, strict),
        clean_codings,
    )
    if strict:
        _check_held(items, slices, codings, place)
    return slices, codings


def _check_held(items: dict[str, Item], slices: Mapping, codings: dict, place: str) -> None:
    problems = [
        problem
        for i, frame in codings.items()
        for problem in aggregation.check_held(items[i], frame, slices[items[i].coded_from], place)
    ]
    if problems:
        raise CodingsError(problems)


@dataclass(frozen=True)
class Evaluation:
    """What the data say under a ledger.

    Parameters
    ----------
    slices
        The slice of each item, coded ones too.
    codings
        The corrected code applications of each coded item.
    statistics
        Every statistic.
    """

    slices: dict[str, pd.DataFrame]
    codings: dict[str, pd.DataFrame]
    statistics: Statistics


def evaluate(
    project: Project, evidence: Evidence, ledger: tuple[Correction, ...], strict: bool = True
) -> Evaluation:
    """Compute what a build would, as far as exhibits and prose ask for it.

    Parameters
    ----------
    project
        Its declarations.
    evidence
        What was imported.
    ledger
        Every row, withdrawn ones among them.
    strict
        As for `clean`.

    Returns
    -------
    Evaluation
        Slices, codings and statistics.

    Raises
    ------
    UserError
        With everything in the ledger, the answers and the codings that does not fit.
    """
    laid, codings = _clean(project, evidence, ledger, project.items, strict)
    slices = dict(laid)
    slices |= _coded(project, slices, codings)
    return _evaluated(project, evidence, ledger, slices, codings)


def reevaluate(
    project: Project,
    evidence: Evidence,
    ledger: tuple[Correction, ...],
    before: Evaluation,
    changed: Iterable[str],
    strict: bool = True,
) -> Evaluation:
    """Compute again what depends on some items, and keep the rest.

    Parameters
    ----------
    project, evidence
        As for `evaluate`.
    ledger
        The new ledger.
    before
        What the old ledger gave.
    changed
        Ids of the items in which the two ledgers differ.
    strict
        As for `clean`.

    Returns
    -------
    Evaluation
        What `evaluate` would return.

    Raises
    ------
    UserError
        As `evaluate`.
    """
    made = depending(project.items, changed)
    items = {i: project.items[i] for i in with_sources(project.items, made)}
    laid, codings = _clean(project, evidence, ledger, items, strict)
    slices = {i: laid[i] for i in made if i in laid} | _coded(project, laid, codings)
    return _evaluated(
        project,
        evidence,
        ledger,
        before.slices | {i: slices[i] for i in made},
        before.codings | {i: codings[i] for i in made if i in codings},
    )


def _coded(project: Project, slices: Mapping, codings: dict) -> dict[str, pd.DataFrame]:
    items = project.items
    return {
        i: aggregation.aggregate(items[i], frame, slices[items[i].coded_from])
        for i, frame in codings.items()
    }


def _evaluated(project: Project, evidence, ledger, slices: dict, codings: dict) -> Evaluation:
    counts = flow(cleaning.summary(evidence.responses, ledger, project.study))
    slices = {i: slices[i] for i in project.items}
    statistics = Statistics(project.items, slices, project.derived, counts, project.study)
    return Evaluation(slices, codings, statistics)


def flow(summary: pd.DataFrame) -> dict[str, int]:
    """Return the counts of a summary by name."""
    return dict(zip(summary["name"], map(int, summary["value"]), strict=True))
