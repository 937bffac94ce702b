"""From a project as it stands in the file to codes, coders, texts and passages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from corrigenda.readers.coded import Code, Coded, Coder, Group, Passage, Path
from corrigenda.readers.findings import Finding
from corrigenda.readers.qda.belonging import Assembly, Names, cases_of, texts_of
from corrigenda.readers.qda.positions import PAST, Counting, Laid, converter, counting_of
from corrigenda.readers.qda.project import Project, RawCode, Selection
from corrigenda.readers.qda.sources import Folder
from corrigenda.readers.qda.telling import Told, findings


def assembled(project: Project, folder: Folder, before: tuple[Finding, ...]) -> Coded:
    """Put a project together.

    Parameters
    ----------
    project
        As it stands in the file.
    folder
        The files of its archive.
    before
        Findings of the archive and the XML.

    Returns
    -------
    Coded
        What it holds.
    """
    work = Assembly(project, folder)
    _name_coders(work)
    _name_codes(work)
    _read_texts(work)
    counting = counting_of((text, source.selections) for source, text in work.texts)
    passages = tuple(_passages(work, counting))
    cases = cases_of(work)
    texts = texts_of(work, passages)
    coded = Coded(
        codes=tuple(work.codes.values()),
        coders=tuple(Coder(name, guid) for guid, name in work.coders.items()),
        texts=texts,
        passages=passages,
        cases=cases,
        title=" ".join(project.title.split()),
        origin=" ".join(project.origin.split()),
        groups=tuple(_groups(work)),
    )
    told = findings(coded, work.told, counting, folder.forgiven)
    return replace(coded, findings=(*told[:1], *before, *told[1:]))


def _name_coders(work: Assembly) -> None:
    names = Names("User")
    work.coders = {guid: names(name) for guid, name in work.project.users.items()}
    work.told.names["users"] = names.made


def _name_codes(work: Assembly) -> None:
    names = Names("Code")
    paths: dict[int, Path] = {}
    by_name: dict[str, Path] = {}
    for raw in work.project.codes:
        path = (*(paths[id(raw.parent)] if raw.parent else ()), names(raw.name))
        paths[id(raw)] = path
        if path in work.codes:
            work.told.same.append(path[-1])
        else:
            work.codes[path] = Code(path, raw.description, raw.guid, _colour(raw), raw.codable)
        if raw.guid:
            work.paths.setdefault(raw.guid, path)
        else:
            work.told.without_guid += 1
        by_name.setdefault(path[-1].casefold(), path)
    work.paths = by_name | work.paths
    work.told.names["codes"] = names.made
    work.told.empty_sets = work.project.empty_sets


def _groups(work: Assembly) -> Iterator[Group]:
    """Return the sets that hold codes; others hold sources."""
    names = Names("Set")
    for name, members in work.project.sets:
        codes = dict.fromkeys(work.paths[guid] for guid in members if guid in work.paths)
        if codes:
            yield Group(names(name), tuple(codes))
    work.told.names["sets"] = names.made


def _colour(raw: RawCode) -> str:
    digits = raw.colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    hexadecimal = len(digits) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in digits)
    return f"#{digits.upper()}" if hexadecimal else ""


def _read_texts(work: Assembly) -> None:
    for source in work.project.sources:
        text = work.folder.text_of(source)
        codings = sum(len(s.codings) for s in source.selections)
        work.told.areas += source.unread
        if text is None or not text.text:
            work.told.without_text += 1
            work.told.unread += codings
        else:
            work.texts.append((source, text))


def _passages(work: Assembly, counting: Counting) -> Iterator[Passage]:
    seen: set[tuple] = set()
    for position, (source, text) in enumerate(work.texts):
        convert = converter(text, counting)
        for selection in source.selections:
            if not selection.codings:
                continue
            span = _span(selection, text, convert, work.told)
            if span is None:
                continue
            for coding in selection.codings:
                if work.of_case(coding.code, position):
                    continue
                path = work.code(coding.code)
                coder = work.coder(coding, selection)
                same = (position, *span, path, coder)
                if same in seen:
                    work.told.twice += 1
                    continue
                seen.add(same)
                yield Passage(position, *span, path, coder, _day(coding.date or selection.date))


def _span(selection: Selection, text: Laid, convert, told: Told) -> tuple[int, int] | None:
    if selection.start is None:
        told.whole += len(selection.codings)
        return 0, len(text.text)
    if selection.start < 0 or selection.end is None:
        told.outside += len(selection.codings)
        return None
    start, end = convert(selection.start), convert(selection.end)
    if start == end:
        told.empty += len(selection.codings)
        return None
    if not start < len(text.text) or not start < end <= len(text.text) + PAST:
        told.outside += len(selection.codings)
        return None
    return start, min(end, len(text.text))


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    # Some programs write the first day of their calendar where they know none.
    return day.isoformat() if day.year > 1900 else ""
