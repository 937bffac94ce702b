"""Find the 40 respondents: whom they treat, how many, and then everything else."""

from __future__ import annotations

from dataclasses import dataclass

import caseloads
import rules
import targets
from leanings import traits
from optimum import best
from people import build
from study_files import RESPONDENTS


@dataclass(frozen=True)
class Respondent:
    """One solved respondent: the options held of each item, and the numbers."""

    id: str
    options: dict[str, tuple[str, ...]]
    numbers: dict[str, int]


def solve(seed: int = 1) -> list[Respondent]:
    """Find respondents that satisfy every published cell and every figure of the text.

    Parameters
    ----------
    seed
        Seed of the solver's search; the solution is the same for each.

    Returns
    -------
    list[Respondent]
        The 40, in the order of their interviews.
    """
    counts, leanings = targets.counts(), traits()
    bands = counts.pop(targets.BANDS)
    alone = build({"ages": counts.pop("ages")}, leanings)
    solver = best(alone.model, alone.weights, seed)
    ages = {r: alone.chosen(solver, r) for r in RESPONDENTS}
    age_of = {r: chosen["ages"][0] for r, chosen in ages.items()}
    numbers = caseloads.clients(age_of, bands, leanings, seed)
    people = build(counts, leanings, numbers)
    rules.add(people, age_of)
    solver = best(people.model, people.weights, seed)
    options = {r: people.chosen(solver, r) | ages[r] for r in RESPONDENTS}
    handled = [r for r in RESPONDENTS if options[r]["youth_produced"] == ("yes",)]
    for r, cases in caseloads.youth_cases(numbers, handled, seed).items():
        numbers[r]["youth_cases"] = cases
    return [Respondent(r, options[r], numbers[r]) for r in RESPONDENTS]
