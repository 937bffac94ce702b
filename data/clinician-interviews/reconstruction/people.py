"""The model of who holds which option, and the counts that the study published."""

from __future__ import annotations

from dataclasses import dataclass, field

import study_files
from leanings import Traits, option_weights
from optimum import Weights
from ortools.sat.python import cp_model
from study_files import RESPONDENTS


@dataclass
class People:
    """One yes-or-no variable for every respondent and option, and what weighs on it."""

    targets: dict[str, dict[str, int]]
    numbers: dict[str, dict[str, int]]
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    holds: dict[tuple[str, str, str], cp_model.IntVar] = field(default_factory=dict)
    weights: Weights = field(default_factory=list)

    def has(self, respondent: str, item: str, *options: str) -> cp_model.LinearExpr:
        """Count how many of these options (of all, if none is named) a respondent holds."""
        named = options or tuple(self.targets[item])
        return cp_model.LinearExpr.sum([self.holds[respondent, item, o] for o in named])

    def chosen(self, solver: cp_model.CpSolver, respondent: str) -> dict[str, tuple[str, ...]]:
        """Read what a respondent holds from a solved model."""
        return {
            item: tuple(o for o in options if solver.value(self.holds[respondent, item, o]))
            for item, options in self.targets.items()
        }


def build(targets: dict, leanings: Traits, numbers: dict | None = None) -> People:
    """Set up the variables, and demand the published count of every option.

    Parameters
    ----------
    targets
        Item to option to the number of respondents who must hold it.
    leanings
        The hidden leanings that weigh on the choice.
    numbers
        What is known of each respondent's caseload.

    Returns
    -------
    People
        The model, still without the rules that tie items to each other.
    """
    people = People(targets, numbers or {})
    for key, weight in option_weights(targets, leanings).items():
        people.holds[key] = people.model.new_bool_var("-".join(key))
        people.weights.append((people.holds[key], weight))
    for item, options in targets.items():
        for option, number in options.items():
            people.model.add(sum(people.holds[r, item, option] for r in RESPONDENTS) == number)
        if _one_each(item, options):
            for r in RESPONDENTS:
                people.model.add_exactly_one(people.holds[r, item, o] for o in options)
    return people


def _one_each(item: str, options: dict[str, int]) -> bool:
    entry = study_files.items()[item]
    one_only = entry["kind"] == "single" or entry.get("exclusive", False)
    return one_only and sum(options.values()) == len(RESPONDENTS)
