"""Write the illustrative open answers, and note where each code's passage stands in them."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import study_files
from leanings import SEED
from solve import Respondent

CHOICE = re.compile(r"<([^<>]*)>")
SEVERAL = 3


@dataclass(frozen=True)
class Passage:
    """A sentence of an answer that carries a code: characters start to end, end excluded."""

    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Answer:
    """One open answer as it stands in the export, blanks and line breaks included."""

    text: str
    passages: tuple[Passage, ...] = ()


class Writer:
    """Choose sentences so that no two of the study are alike while others are left."""

    def __init__(self) -> None:
        self.chance = random.Random(f"{SEED}-answers")
        self.templates = study_files.load(Path(__file__).with_name("answers.yaml"))
        self.uses: Counter = Counter()
        self.said: set[str] = set()

    def answer(self, question: str, codes: list[str], who: Respondent) -> Answer:
        """Write one respondent's answer.

        Parameters
        ----------
        question
            Id of the open item.
        codes
            The codes that the answer must carry; none for an item that was not coded.
        who
            The respondent.

        Returns
        -------
        Answer
            The text and the passages in it.
        """
        source, chance = self.templates[question], self.chance
        parts: list[tuple[str | None, str]] = []
        for code in chance.sample(codes, len(codes)):
            twice = code in source.get("twice", [])
            sentences = self._sentences(f"{question}.{code}", source["codes"][code], twice, who)
            parts += [(code, sentence) for sentence in sentences]
        if not codes:
            parts += [(None, s) for s in self._sentences(question, source["plain"], True, who)]
        if chance.random() < 0.55 and len(parts) < 4:
            around = self._sentence(f"{question}.around", source["around"], who, [])
            parts.insert(chance.choice([0, len(parts)]), (None, around))
        return self._join(parts)

    def _sentences(self, key: str, templates: list, twice: bool, who: Respondent) -> list[str]:
        number = 2 if twice and self.chance.random() < 0.35 else 1
        chosen: list[int] = []
        return [self._sentence(key, templates, who, chosen) for _ in range(number)]

    def _sentence(self, key: str, templates: list, who: Respondent, chosen: list) -> str:
        open_to = [i for i, t in enumerate(templates) if _fits(t, who) and i not in chosen]
        least = min(self.uses[key, i] for i in open_to)
        index = self.chance.choice([i for i in open_to if self.uses[key, i] == least])
        self.uses[key, index] += 1
        chosen.append(index)
        return self._expand(_words(templates[index]))

    def _expand(self, template: str) -> str:
        for _ in range(25):
            text = CHOICE.sub(lambda m: self.chance.choice(m[1].split("|")), template)
            if text not in self.said:
                break
        self.said.add(text)
        text = text.replace("'", "’")
        return text.replace("; ", " — ") if self.chance.random() < 0.2 else text

    def _join(self, parts: list[tuple[str | None, str]]) -> Answer:
        chance = self.chance
        text = " " if chance.random() < 0.06 else ""
        passages = []
        for number, (code, sentence) in enumerate(parts):
            if number:
                text += "\n" if chance.random() < 0.15 else " "
            start, text = len(text), text + sentence
            if code is not None:
                passages.append(Passage(code, start, len(text)))
        return Answer(text + chance.choice([""] * 10 + [" ", "\n"]), tuple(passages))


def write(people: list[Respondent]) -> dict[tuple[str, str], Answer]:
    """Write every open answer of every respondent who was asked.

    Parameters
    ----------
    people
        The solved respondents.

    Returns
    -------
    dict[tuple[str, str], Answer]
        (respondent, open item) to answer.
    """
    writer, written = Writer(), {}
    coded = {e["of"]: i for i, e in study_files.items().items() if e["kind"] == "coded"}
    for item, entry in study_files.items().items():
        if entry["kind"] != "open":
            continue
        for who in (w for w in people if _asked(entry, w)):
            codes = list(who.options[coded[item]]) if item in coded else []
            written[who.id, item] = writer.answer(item, codes, who)
    return written


def _asked(entry: dict, who: Respondent) -> bool:
    rule = entry.get("asked_if", {})
    return all(who.options[item][0] in options for item, options in rule.items())


def _words(template: str | dict[str, str]) -> str:
    return template if isinstance(template, str) else next(iter(template.values()))


def _fits(template: str | dict[str, str], who: Respondent) -> bool:
    if isinstance(template, str):
        return True
    needed = {"minors": 1, "clients": SEVERAL}
    kept_for = {"minors": "minors", "several": "clients"}[next(iter(template))]
    return who.numbers[kept_for] >= needed[kept_for]
