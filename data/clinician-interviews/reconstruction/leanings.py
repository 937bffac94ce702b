"""Turn hidden leanings and chance into the weights that the solver maximises."""

from __future__ import annotations

import random
from pathlib import Path

import study_files
from study_files import RESPONDENTS

SEED = 20130801
SCALE = 100_000  # weights are whole numbers; so fine a scale leaves a single best solution
TRAITS = ("agency", "caseload", "seniority", "adults")

Traits = dict[str, dict[str, float]]


def traits() -> Traits:
    """Draw each respondent's hidden leanings.

    Returns
    -------
    Traits
        Respondent to leaning to a number between -1 and 1.
    """
    chance = random.Random(f"{SEED}-traits")
    last = len(RESPONDENTS) - 1
    return {
        respondent: {name: 2 * chance.random() - 1 for name in TRAITS} | {"late": 2 * i / last - 1}
        for i, respondent in enumerate(RESPONDENTS)
    }


def option_weights(targets: dict[str, dict[str, int]], leanings: Traits) -> dict[tuple, int]:
    """Weigh every option of every respondent.

    Parameters
    ----------
    targets
        The items and options to weigh.
    leanings
        What `traits` drew.

    Returns
    -------
    dict[tuple, int]
        (respondent, item, option) to weight.
    """
    chance = random.Random(f"{SEED}-options")
    pulls = study_files.load(Path(__file__).with_name("tendencies.yaml"))
    weights = {}
    for item, options in targets.items():
        for option in options:
            pull = pulls.get(item, {}).get(option, {})
            for respondent in RESPONDENTS:
                lean = sum(w * leanings[respondent][trait] for trait, w in pull.items())
                weights[respondent, item, option] = int(SCALE * (chance.random() * 2 + lean))
    return weights


def value_weight(chance: random.Random, value: int, wish: float, spread: float) -> int:
    """Weigh one value of a number: near the wish is better, and people say round numbers.

    Parameters
    ----------
    chance
        The generator to draw from.
    value
        The number that might be said.
    wish
        The number at which the respondent leans.
    spread
        How far from the wish still feels near.

    Returns
    -------
    int
        The weight.
    """
    if value % 10 == 0 or value == 15:
        roundness = 0.8
    elif value % 5 == 0 or value < 10 or value == 12:
        roundness = 0.5
    else:
        roundness = 0.0
    return int(SCALE * (chance.random() + roundness - 2 * abs(value - wish) / spread))
