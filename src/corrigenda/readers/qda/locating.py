"""Locating: coded passages of texts as codings of respondents' answers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from corrigenda.coding import Coding
from corrigenda.errors import quoted
from corrigenda.items import SOURCE, Item, without_case
from corrigenda.readers.coded import Coded, Passage, Path
from corrigenda.readers.findings import Finding
from corrigenda.readers.qda.answers import Stretch, inside, plain, stretches
from corrigenda.readers.qda.matching import coder_meant, codes_meant
from corrigenda.readers.qda.owners import WORDS, owners
from corrigenda.readers.qda.telling import counted
from corrigenda.study import Codings

COLUMNS = ("row", "respondent", "item", "code", "start", "end", "coder", "date")
BETWEEN = "\n\n"
SHOWN = 20


@dataclass(frozen=True)
class Located:
    """Codings of answers.

    Parameters
    ----------
    codings
        Columns row (the number of the passage, from 1), respondent, item, code, start, end, coder,
        date; all text.
    texts
        All texts of each respondent, joined by an empty line: the column @source.
    findings
        What belongs to nobody, to no code, or to no answer.
    """

    codings: pd.DataFrame
    texts: dict[str, str]
    findings: tuple[Finding, ...]


@dataclass
class _Study:
    """What the study declares and holds, as passages need it."""

    meant: Mapping[Path, list[tuple[str, str]]]
    opens: Mapping[str, str]  # coded item -> open item
    columns: Mapping[str, str]  # open item -> column
    answers: Mapping[str, Mapping[str, str]]  # open item -> respondent -> answer
    coders: Mapping[str, str]
    homeless: Counter = field(default_factory=Counter)
    elsewhere: Counter = field(default_factory=Counter)


def located(
    coded: Coded,
    codings: Codings,
    coding: Coding,
    items: Mapping[str, Item],
    responses: pd.DataFrame,
) -> Located:
    """Put the passages of a coding program into the answers of respondents.

    Parameters
    ----------
    coded
        What the program's file holds.
    codings
        The study's word on whose each text is.
    coding
        The declared coders and codes.
    items
        The items; a coded one is of an open one.
    responses
        All responses, with columns respondent, disposition and those of the export.

    Returns
    -------
    Located
        The codings, and the texts of respondents.
    """
    whose = owners(coded, codings.respondents, responses["respondent"].unique())
    texts, offsets = _joined(coded, whose)
    study = _prepared(coded, coding, items, responses)
    by_text: dict[int, list[tuple[int, Passage]]] = {}
    for number, passage in enumerate(coded.passages, 1):
        by_text.setdefault(passage.text, []).append((number, passage))
    rows: dict[tuple, tuple] = {}
    for n, respondent in enumerate(whose):
        if respondent is None:
            continue
        for row in _rows(coded, n, by_text.get(n, []), respondent, offsets[n], study):
            rows.setdefault(row[1:7], row)
    frame = pd.DataFrame(
        sorted(rows.values(), key=lambda row: int(row[0])), columns=list(COLUMNS), dtype="str"
    )
    told = _findings(coded, codings, whose, by_text, study)
    return Located(frame, texts, tuple(told))


def _joined(coded: Coded, whose: list[str | None]) -> tuple[dict[str, str], list[int]]:
    """Join the texts of each respondent, and say where each begins."""
    parts: dict[str, list[str]] = {}
    lengths: Counter[str] = Counter()
    offsets = []
    for text, respondent in zip(coded.texts, whose, strict=True):
        offsets.append(lengths[respondent] if respondent is not None else 0)
        if respondent is not None:
            parts.setdefault(respondent, []).append(text.text)
            lengths[respondent] += len(text.text) + len(BETWEEN)
    return {respondent: BETWEEN.join(texts) for respondent, texts in parts.items()}, offsets


def _prepared(
    coded: Coded, coding: Coding, items: Mapping[str, Item], responses: pd.DataFrame
) -> _Study:
    used = responses["disposition"] == "used"
    ordered = pd.concat([responses[~used], responses[used]])  # the one that counts comes last
    opens = {item.id: item.of for item in coding.items.values() if item.of in items}
    columns = {of: items[of].column for of in dict.fromkeys(opens.values()) if items[of].column}
    answers = {
        of: dict(zip(ordered["respondent"], ordered[column], strict=True))
        for of, column in columns.items()
        if column != SOURCE and column in ordered
    }
    paths = {code.path: None for code in coded.codes}
    paths |= {passage.code: None for passage in coded.passages}
    return _Study(codes_meant(coding, paths), opens, columns, answers, coding.coders)


def _rows(
    coded: Coded,
    n: int,
    passages: list[tuple[int, Passage]],
    respondent: str,
    offset: int,
    study: _Study,
) -> Iterator[tuple]:
    """Turn the passages of a text into rows; the same passage may lie in several coded items."""
    text = coded.texts[n]
    own = {of: held.get(respondent, "") for of, held in study.answers.items()}
    own = {of: answer for of, answer in own.items() if answer.strip()}
    found = _stretches(text.name, text.text, own, study)
    loose = [] if found else _loose(text.text, [p for _, p in passages], own)
    for number, passage in passages:
        meant = study.meant.get(passage.code)
        if not meant:
            study.homeless[passage.code] += 1
            continue
        coder = coder_meant(passage.coder, study.coders)
        lies = False
        for item, code in meant:
            of = study.opens.get(item)
            for start, end in _spans(text.text, passage, of, offset, found, loose, own, study):
                lies = True
                row = (respondent, item, code, str(start), str(end), coder, passage.date)
                yield str(number), *row
        if not lies:
            study.elsewhere[passage.code] += 1


def _stretches(name: str, text: str, own: dict[str, str], study: _Study) -> list[Stretch]:
    """Find the answers in a text; a text that is called after a question holds its answer."""
    if not own:
        return []
    words = f" {' '.join(WORDS.findall(name.casefold()))} "
    hinted = {
        of: answer
        for of, answer in own.items()
        if any(
            f" {' '.join(WORDS.findall(known.casefold()))} " in words
            for known in (of, study.columns[of])
        )
    }
    return (stretches(text, hinted) if hinted else []) or stretches(text, own)


def _loose(text: str, passages: list[Passage], own: dict[str, str]) -> list[str]:
    """Name the answers that excerpts may come from: a text that is nothing but coded pieces."""
    if not own or not passages:
        return []
    covered = bytearray(len(text))
    for passage in passages:
        covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
    left = "".join(c for c, is_covered in zip(text, covered, strict=True) if not is_covered)
    return [] if left.strip() else list(own)


def _spans(
    text: str,
    passage: Passage,
    of: str | None,
    offset: int,
    found: Iterable[Stretch],
    loose: list[str],
    own: dict[str, str],
    study: _Study,
) -> Iterator[tuple[int, int]]:
    if of is None:
        return
    if study.columns.get(of) == SOURCE:
        yield passage.start + offset, passage.end + offset
    for stretch in found:
        if stretch.item == of:
            span = inside(text, passage.start, passage.end, stretch)
            if span:
                yield span
    if of in loose:
        piece = plain(text[passage.start : passage.end]).text
        answer = plain(own[of])
        at = answer.text.find(piece) if piece else -1
        if at >= 0:
            yield answer.at[at], answer.at[at + len(piece) - 1] + 1


def _findings(
    coded: Coded,
    codings: Codings,
    whose: list[str | None],
    by_text: dict[int, list],
    study: _Study,
) -> Iterator[Finding]:
    lost = [n for n, respondent in enumerate(whose) if respondent is None]
    yield Finding(
        f"{counted(len(whose) - len(lost), 'text')} of "
        f"{counted(len({w for w in whose if w is not None}), 'respondent')}."
    )
    if lost:
        passages = counted(sum(len(by_text.get(n, [])) for n in lost), "coded passage")
        yield Finding(
            f"{counted(len(lost), 'text')} of no respondent, or of several, with {passages}: left "
            "out. Name their respondents in study.yaml, under codings: respondents.",
            "forgiven",
        )
    names = {without_case(text.name) for text in coded.texts}
    stale = [n for n in codings.respondents if without_case(n) not in names]
    if stale:
        number = counted(len(stale), "entry", "entries")
        yield Finding(f"{number} of codings: respondents in study.yaml name no text.", "forgiven")
    if study.homeless:
        yield Finding(
            f"Codes that coding.yaml does not have: {_listed(study.homeless)}.", "forgiven"
        )
    if study.elsewhere:
        told = (
            f"Passages outside every answer that the code belongs to: {_listed(study.elsewhere)}."
        )
        yield Finding(told, "forgiven")


def _listed(codes: Counter) -> str:
    shown = [
        f"{quoted(' / '.join(path))} ({number:,})" for path, number in codes.most_common(SHOWN)
    ]
    more = len(codes) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
