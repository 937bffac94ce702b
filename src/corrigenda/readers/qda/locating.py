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
from corrigenda.readers.qda.answers import Stretch, inside, pieces, plain, stretches
from corrigenda.readers.qda.matching import coder_meant, codes_meant
from corrigenda.readers.qda.owners import WORDS, owners
from corrigenda.study import Codings
from corrigenda.wording import counted

COLUMNS = ("row", "respondent", "item", "code", "start", "end", "coder", "date")
BETWEEN = "\n\n"
Span = tuple[int, int]
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
    several: int = 0


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
    hinted = _hinted(text.name, own, study)
    found = (stretches(text.text, hinted) if hinted else []) or stretches(text.text, own)
    excerpts = _excerpts(text.text, {(p.start, p.end) for _, p in passages}, (hinted, own))
    for number, passage in passages:
        meant = study.meant.get(passage.code)
        if not meant:
            study.homeless[passage.code] += 1
            continue
        spans = excerpts.get((passage.start, passage.end)) or _spans(text.text, passage, found)
        coder = coder_meant(passage.coder, study.coders)
        lies = set()
        for item, code in meant:
            of = study.opens.get(item)
            whole = [(passage.start + offset, passage.end + offset)]
            for start, end in whole if study.columns.get(of) == SOURCE else spans.get(of, ()):
                lies.add(of)
                row = (respondent, item, code, str(start), str(end), coder, passage.date)
                yield str(number), *row
        if not lies:
            study.elsewhere[passage.code] += 1
        study.several += len(lies & spans.keys()) > 1


def _hinted(name: str, own: dict[str, str], study: _Study) -> dict[str, str]:
    """Choose the answers to the questions that a text is called after."""
    words = f" {' '.join(WORDS.findall(name.casefold()))} "
    return {
        of: answer
        for of, answer in own.items()
        if any(
            f" {' '.join(WORDS.findall(known.casefold()))} " in words
            for known in (of, study.columns[of])
        )
    }


def _excerpts(
    text: str, spans: set[Span], pools: Iterable[dict[str, str]]
) -> dict[Span, dict[str, list[Span]]]:
    """Find the excerpts in the answers, where a text is nothing but excerpts."""
    ordered = sorted(spans)
    ends = [-len(BETWEEN), *(end for _, end in ordered)]
    if ends[-1] != len(text) or any(
        start != before + len(BETWEEN) for (start, _), before in zip(ordered, ends, strict=False)
    ):
        return {}
    pools = [{of: plain(answer) for of, answer in pool.items()} for pool in pools]
    found = ((span, [pieces(text[slice(*span)], pool) for pool in pools]) for span in ordered)
    return {span: next(filter(None, of_pools), {}) for span, of_pools in found}


def _spans(text: str, passage: Passage, found: Iterable[Stretch]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for stretch in found:
        if span := inside(text, passage.start, passage.end, stretch):
            spans.setdefault(stretch.item, []).append(span)
    return spans


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
    if study.several:
        number = counted(study.several, "coded passage")
        told = f"{number} whose words stand in several answers of a respondent: counted in each."
        yield Finding(told, "forgiven")


def _listed(codes: Counter) -> str:
    shown = [
        f"{quoted(' / '.join(path))} ({number:,})" for path, number in codes.most_common(SHOWN)
    ]
    more = len(codes) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
