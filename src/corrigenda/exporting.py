"""Exporting: codebook and codings of a study, for other coding programs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from corrigenda.cells import YES
from corrigenda.coding import CodedItem
from corrigenda.errors import Problem, StudyError, UserError, quoted
from corrigenda.evaluation import Evidence, clean
from corrigenda.files import write_atomic
from corrigenda.importing import imported
from corrigenda.items import without_case
from corrigenda.project import Project
from corrigenda.readers.coded import Case, Code, Coded, Coder, Group, Passage, Text
from corrigenda.readers.coded import Path as CodePath

SUFFIXES = (".qdpx", ".qdc")
LEDGER = "Ledger of corrections"  # in place of a coder, of a code that a correction gives


def export(project: Project, target: Path, place: str) -> str:
    """Write the codebook of a study, or all of its codings, in the standard REFI-QDA.

    Parameters
    ----------
    project
        The study within its folder.
    target
        A file that ends in ``.qdpx`` (codebook, answers and codings) or ``.qdc`` (codebook alone).
    place
        How messages name it.

    Returns
    -------
    str
        A line that says what was written.

    Raises
    ------
    UserError
        When the file ends otherwise, or the study has no coded items.
    """
    from corrigenda.readers.qda.writing import codebook_bytes, project_bytes

    suffix = target.suffix.casefold()
    if suffix not in SUFFIXES:
        message = f"the file ends in {quoted(suffix or target.name)}."
        raise UserError(
            Problem(place, message, "It must be .qdpx, or .qdc for the codebook alone.")
        )
    if not project.coding.items:
        message = "the study declares no coded items."
        advice = "There is nothing to export before coding.yaml has some."
        raise StudyError(Problem(project.place(project.data / "coding.yaml"), message, advice))
    coded = coded_of(project, imported(project))
    whole = suffix == ".qdpx"
    write_atomic(target, project_bytes(coded, coded.title) if whole else codebook_bytes(coded))
    counts = f"{len(coded.codes):,} codes"
    if whole:
        counts += f", {len(coded.texts):,} texts, {len(coded.passages):,} coded passages"
        counts += "; keep it as confidential as the raw data"
    return f"{place}: {counts}."


def coded_of(project: Project, evidence: Evidence) -> Coded:
    """Lay out codebook, answers and codings as a coding program has them.

    Parameters
    ----------
    project
        The study within its folder.
    evidence
        What was imported.

    Returns
    -------
    Coded
        A code for each coded item, above those of its own; a set for each theme; a text for each
        coded answer, of which its respondent is the case; the passages whose code the ledger leaves
        in place. A code that the ledger gives has no passage, and stands for the whole answer.
    """
    codings = clean(project, evidence, project.ledger).codings
    used = evidence.responses[evidence.responses["disposition"] == "used"]
    answers = {
        item.of: used.set_index("respondent")[project.codebook[item.of].column]
        for item in _items(project)
    }
    texts = [
        (of, who, text) for of, found in answers.items() for who, text in found.items() if text
    ]
    place = {(of, who): n for n, (of, who, _) in enumerate(texts)}
    passages = tuple(_passages(project, codings, place, texts, _dates(evidence)))
    coders = dict.fromkeys((*_coders(project).values(), *(p.coder for p in passages)))
    return Coded(
        codes=tuple(_codes(project)),
        coders=tuple(Coder(name) for name in coders),
        texts=tuple(Text(f"{who} {of}", text, cases=(who,)) for of, who, text in texts),
        cases=tuple(Case(who) for who in dict.fromkeys(who for _, who, _ in texts)),
        passages=passages,
        title=project.study.title,
        groups=tuple(_groups(project)),
    )


def _codes(project: Project) -> Iterator[Code]:
    for item in _items(project):
        above = _above(project, item)
        yield Code(above, codable=False)
        for code in item.codes.values():
            yield Code((*above, code.label), code.definition or "")


def _groups(project: Project) -> Iterator[Group]:
    for item in _items(project):
        above = _above(project, item)
        for theme in item.themes.values():
            yield Group(theme.label, tuple((*above, item.codes[c].label) for c in theme.codes))


def _above(project: Project, item: CodedItem) -> CodePath:
    """Name the code that holds those of an item; items may share a label, codes may not."""
    same = sum(without_case(o.label) == without_case(item.label) for o in _items(project))
    return (item.label,) if same == 1 else (f"{item.label} ({item.id})",)


def _items(project: Project) -> Iterable[CodedItem]:
    return project.coding.items.values()


def _coders(project: Project) -> dict[str, str]:
    """Name the coders; two of the same name are told apart by their ids."""
    names = project.coding.coders
    known = Counter(without_case(name) for name in names.values())
    return {
        coder: name if known[without_case(name)] == 1 else f"{name} ({coder})"
        for coder, name in names.items()
    }


def _passages(
    project: Project, codings: dict[str, pd.DataFrame], place: dict, texts: list, dates: dict
) -> Iterator[Passage]:
    coders = _coders(project)
    for item in _items(project):
        above = _above(project, item)
        for row in codings[item.id].itertuples():
            at = place.get((item.of, row.respondent))
            if row.applied != YES or at is None:
                continue
            start, end = (int(row.start), int(row.end)) if row.end else (0, len(texts[at][2]))
            code = (*above, item.codes[row.code].label)
            date = dates.get((row.respondent, item.id, row.code, row.start, row.end, row.coder), "")
            yield Passage(at, start, end, code, coders.get(row.coder, LEDGER), date)


def _dates(evidence: Evidence) -> dict[tuple, str]:
    """When each passage was coded; cleaning does not keep it."""
    columns = ["respondent", "item", "code", "start", "end", "coder"]
    if evidence.codings is None:
        return {}
    keys = evidence.codings[columns].itertuples(index=False, name=None)
    return dict(zip(keys, evidence.codings["date"], strict=True))
