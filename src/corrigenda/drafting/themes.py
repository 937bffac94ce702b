"""Themes: the codes of a coding program as coded items."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from corrigenda.coding import CodedItem, Coding, Theme
from corrigenda.drafting.naming import item_id, one_line, option_id, shortened, unique_label
from corrigenda.drafting.options import RESERVED
from corrigenda.items import SOURCE, Item, without_case
from corrigenda.readers.coded import Coded, Path
from corrigenda.readers.qda.locating import located
from corrigenda.readers.qda.owners import owners
from corrigenda.study import Codings
from corrigenda.wording import counted

MOST_CODES = 60
TEXT = "source"
NOWHERE = Codings(file="raw/codings")


@dataclass(frozen=True)
class Themes:
    """What the codings make of a study.

    Parameters
    ----------
    coding
        The coders and coded items; None where no text belongs to a respondent that counts.
    source
        The item of the coded texts themselves, where the passages lie in no open answer.
    guessed, unknown
        A sentence each.
    """

    coding: Coding | None = None
    source: Item | None = None
    guessed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def themes(
    coded: Coded, items: Mapping[str, Item], responses: pd.DataFrame, taken: Collection[str]
) -> Themes:
    """Draft the coded items of a study.

    Parameters
    ----------
    coded
        What a coding program's file holds.
    items
        The items of the codebook.
    responses
        All responses: respondent, disposition, and the columns of open items.
    taken
        Ids that are not free.

    Returns
    -------
    Themes
        Coded items of the open answers that hold the passages, otherwise of the whole texts.
    """
    used = set(responses.loc[responses["disposition"] == "used", "respondent"])
    whose = owners(coded, {}, responses["respondent"].unique())
    unknown = tuple(_unlinked(whose, used))
    count = Counter(p.code for p in coded.passages if whose[p.text] in used)
    if not count:
        return Themes(unknown=unknown or ("No coded text has a coded passage.",))
    names = set(taken)
    found = _in_answers(coded, items, responses, count, names)
    if found:
        coding = Coding(coders=coders(coded), items={item.id: item for item in found})
        guessed = f"Codes of {len(found)} open questions, whose answers hold the passages."
        if len(found) == 1:
            guessed = f"The codes belong to {found[0].of}, whose answers hold the passages."
        return Themes(coding, None, (guessed,), unknown)
    name = item_id(TEXT, 1, names)
    names.add(name)
    label = unique_label("Text of the interview", {without_case(i.label) for i in items.values()})
    source = Item(id=name, kind="open", column=SOURCE, label=label)
    groups = _of_texts(coded, count, name, names)
    coding = Coding(coders=coders(coded), items={item.id: item for item in groups})
    people = counted(len(used.intersection(whose)), "respondent")
    guessed = f"{counted(len(groups), 'group')} of codes, of the coded texts of {people}."
    return Themes(coding, source, (guessed,), unknown)


def _unlinked(whose: Sequence[str | None], used: Collection[str]) -> Iterator[str]:
    total = f"{len(whose):,}"
    if nobody := sum(one is None for one in whose):
        yield (
            f"Coded texts of no respondent, or of several: {nobody:,} of {total}. "
            "Say whose they are under codings, respondents in study.yaml."
        )
    if excluded := sum(one is not None and one not in used for one in whose):
        yield f"Coded texts of respondents that do not count: {excluded:,} of {total}."


def coders(coded: Coded) -> dict[str, str]:
    """Give the coders ids; what is called as the program calls a coder is found again.

    Parameters
    ----------
    coded
        What the file holds.

    Returns
    -------
    dict
        The name of each coder under C1, C2, …
    """
    used = [p.coder for p in coded.passages]
    names = dict.fromkeys([*(c.name for c in coded.coders if c.name in set(used)), *used])
    return {f"C{n}": name for n, name in enumerate(names, 1)}


def _in_answers(
    coded: Coded,
    items: Mapping[str, Item],
    responses: pd.DataFrame,
    count: Mapping[Path, int],
    names: set[str],
) -> list[CodedItem]:
    """Find the open items whose answers hold passages, at least half of all together."""
    opens = [i for i in items.values() if i.kind == "open" and i.column in responses]
    if not opens:
        return []
    trial = {n: path for n, path in enumerate(count)}
    codes = {f"c{n}": {"label": f"c{n}", "called": " / ".join(p)} for n, p in trial.items()}
    probing = Coding(
        coders=coders(coded),
        items={
            f"{i.id}_probe": CodedItem(id=f"{i.id}_probe", of=i.id, label="-", codes=codes)
            for i in opens
        },
    )
    found = located(coded, NOWHERE, probing, items, responses).codings
    passages = sum(count.values())
    if found["row"].nunique() * 2 < passages:
        return []
    # Words that stand in several answers say nothing of the question that a code belongs to.
    places = found.groupby("row")["item"].transform("nunique")
    told = found[places == 1]
    found = pd.concat([told, found[~found["code"].isin(told["code"])]])
    result = []
    for item in opens:
        mine = found.loc[found["item"] == f"{item.id}_probe", "code"]
        if len(mine):
            held = {trial[int(code[1:])] for code in mine.unique()}
            paths = _with_others(coded, held)
            result.append(_item(coded, item.id, f"{item.id}_codes", item.label, paths, names))
    return result


def _with_others(coded: Coded, held: Collection[Path]) -> list[Path]:
    """Add the other codes of the same groups: that nobody held one is a result as well."""
    groups = {path[:1] for path in held if len(path) > 1}
    paths = [code.path for code in coded.codes if code.codable]
    found = [path for path in paths if path in held or path[:1] in groups]
    found += [path for path in held if path not in set(found)]
    return found if len(found) <= MOST_CODES else [p for p in found if p in held][:MOST_CODES]


def _of_texts(
    coded: Coded, count: Mapping[Path, int], source: str, names: set[str]
) -> list[CodedItem]:
    """Make a coded item of each top code with codes below it, and one of those without."""
    paths = list(dict.fromkeys([*(c.path for c in coded.codes if c.codable), *count]))
    below = {path[:1] for path in [c.path for c in coded.codes] + paths if len(path) > 1}
    groups: dict[Path, list[Path]] = {}
    for path in paths:
        groups.setdefault(path[:1] if path[:1] in below else (), []).append(path)
    found = []
    for top, members in groups.items():
        kept = [p for p in members if p in count or p != top]
        if not any(path in count for path in kept):
            continue
        if len(kept) > MOST_CODES:
            kept = [path for path in kept if path in count][:MOST_CODES]
        label = one_line(top[0]) if top else "Codes"
        found.append(_item(coded, source, label, label, kept, names))
    return found


def _item(
    coded: Coded, of: str, called: str, label: str, paths: Sequence[Path], names: set[str]
) -> CodedItem:
    name = item_id(called, len(names), names)
    names.add(name)
    descriptions = {code.path: code.description for code in coded.codes}
    last = Counter(without_case(code.path[-1]) for code in coded.codes)
    ids: dict[Path, str] = {}
    codes: dict[str, dict[str, str | None]] = {}
    known: set[str] = set()
    for place, path in enumerate(paths, 1):
        shown = _label(path, paths, known)
        known.add(without_case(shown))
        ids[path] = option_id(shown, place, {*codes, *RESERVED})
        equal = shown == path[-1] and last[without_case(path[-1])] <= 1
        codes[ids[path]] = {
            "label": shown,
            "definition": one_line(descriptions.get(path, "")) or None,
            "called": None if equal else " / ".join(path),
        }
    return CodedItem(
        id=name,
        of=of,
        label=shortened(label),
        codes=codes,
        themes=_themes(coded, paths, ids),
    )


def _label(path: Path, paths: Iterable[Path], known: Collection[str]) -> str:
    name = one_line(path[-1]) or "Unnamed"
    same = sum(without_case(other[-1]) == without_case(path[-1]) for other in paths)
    if same > 1 and len(path) > 1:
        name = f"{one_line(path[-2])}: {name}"
    return unique_label(name, known)


def _themes(coded: Coded, paths: Sequence[Path], ids: Mapping[Path, str]) -> dict[str, Theme]:
    """Group codes under those above them, where the item itself is not that group, and by sets."""
    above = dict.fromkeys(path[:n] for path in paths for n in range(1, len(path)))
    groups = [(top[-1], [p for p in paths if p[: len(top)] == top]) for top in above]
    groups = [(name, held) for name, held in groups if 1 < len(held) < len(paths)]
    sets = ((group.name, [p for p in paths if p in group.codes]) for group in coded.groups)
    groups += [(name, held) for name, held in sets if held and (name, held) not in groups]
    found: dict[str, Theme] = {}
    for name, held in groups:
        theme = option_id(f"{name} in all", 1, {*found, *ids.values(), *RESERVED})
        codes = tuple(ids[path] for path in held)
        found[theme] = Theme(label=shortened(one_line(name)), codes=codes)
    return found
