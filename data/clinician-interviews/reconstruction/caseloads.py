"""The numbers: how many clients each respondent saw, minors and adults, youth-produced cases."""

from __future__ import annotations

import random

import study_files
from leanings import SEED, Traits, value_weight
from optimum import best
from ortools.sat.python import cp_model
from study_files import RESPONDENTS

TOTAL_CLIENTS, TOTAL_ADULTS, TOTAL_YOUTH_CASES = 668, 114, 326
MEDIAN, LARGE, WITH_LARGE, VERY_LARGE = 10, 35, 4, 90
SAID = (*range(1, 17), 18, 20, 22, 24, 25, 30, 35, 40, 45, 50, 60, 65, 70, 75, 80, 90, 100)
OFTEN_SAID = (12, 15, 20, 25, 30)
SAID_ADULTS = (1, 2, 3, 4, 5, 6, 8, 10, 12)

Numbers = dict[str, dict[str, int]]
Chosen = dict[str, dict[int, cp_model.IntVar]]


def clients(ages: dict[str, str], bands: dict[str, int], leanings: Traits, seed: int) -> Numbers:
    """Find each respondent's clients, and how many of them were minors and adults.

    Parameters
    ----------
    ages
        Respondent to the option of the item `ages`.
    bands
        The published count of each band of clients.
    leanings
        The hidden leanings, of which the caseload is used.
    seed
        Seed of the search.

    Returns
    -------
    Numbers
        Respondent to clients, minors and adults.
    """
    model, weights, chance = cp_model.CpModel(), [], random.Random(f"{SEED}-clients")
    wishes = {r: 9 * 6 ** leanings[r]["caseload"] for r in RESPONDENTS}
    seen = {r: _numbers(model, weights, chance, SAID, wishes[r]) for r in RESPONDENTS}
    _demand_bands(model, seen, bands)
    both = [r for r in RESPONDENTS if ages[r] == "both"]
    adults = {r: _numbers(model, weights, chance, SAID_ADULTS, 4) for r in both}
    for r in both:
        model.add(_value(adults[r]) < _value(seen[r]))
    of_adults = sum(_value(seen[r]) for r in RESPONDENTS if ages[r] == "adults")
    model.add(of_adults + sum(_value(a) for a in adults.values()) == TOTAL_ADULTS)
    solver = best(model, weights, seed)
    return {r: _split(solver, seen[r], adults.get(r), ages[r]) for r in RESPONDENTS}


def youth_cases(numbers: Numbers, handled: list[str], seed: int) -> dict[str, int]:
    """Find how many cases of youth-produced images each respondent handled.

    Parameters
    ----------
    numbers
        What `clients` found.
    handled
        The respondents who handled at least one such case.
    seed
        Seed of the search.

    Returns
    -------
    dict[str, int]
        Respondent to number of cases, for those who handled any.
    """
    model, weights, chance = cp_model.CpModel(), [], random.Random(f"{SEED}-youth")
    cases = {}
    for r in handled:
        said = _youth_cases_said(numbers[r]["clients"])
        wish = max(said) * (0.2 + 0.7 * chance.random()) * (1 if numbers[r]["minors"] else 0.4)
        cases[r] = _numbers(model, weights, chance, said, wish)
    model.add(sum(_value(chosen) for chosen in cases.values()) == TOTAL_YOUTH_CASES)
    solver = best(model, weights, seed)
    return {r: solver.value(_value(chosen)) for r, chosen in cases.items()}


def _youth_cases_said(clients: int) -> list[int]:
    # Of many clients, some had images that an adult made; and large numbers are said in fives.
    most = clients if clients < 5 else clients * 17 // 20
    return [v for v in range(1, most + 1) if v <= 10 or v == 12 or v % 5 == 0]


def _numbers(model, weights, chance, values, wish) -> dict[int, cp_model.IntVar]:
    chosen = {value: model.new_bool_var("") for value in values}
    model.add_exactly_one(chosen.values())
    for value, variable in chosen.items():
        weights.append((variable, value_weight(chance, value, wish, spread=max(6, wish))))
    return chosen


def _value(chosen: dict[int, cp_model.IntVar]) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.weighted_sum(list(chosen.values()), list(chosen))


def _demand_bands(model: cp_model.CpModel, seen: Chosen, bands: dict[str, int]) -> None:
    saw = {v: sum(seen[r][v] for r in RESPONDENTS) for v in SAID}
    for option, number in bands.items():
        band = study_files.items()["clients_band"]["options"][option]
        low, high = band["from"], band.get("to", max(SAID))
        model.add(sum(saw[v] for v in SAID if low <= v <= high) == number)
    model.add(sum(_value(seen[r]) for r in RESPONDENTS) == TOTAL_CLIENTS)
    model.add(sum(saw[v] for v in SAID if v >= LARGE) == WITH_LARGE)
    model.add(sum(saw[v] for v in SAID if v >= VERY_LARGE) == 1)
    # 21 of the 40 saw ten or fewer, so the median is 10 only if the 20th and 21st both said 10.
    model.add(saw[MEDIAN] >= 2)
    for value in (v for v in SAID if v > MEDIAN):
        model.add(saw[value] <= (4 if value in OFTEN_SAID else 1))


def _split(solver: cp_model.CpSolver, seen, adults, ages: str) -> dict[str, int]:
    total = solver.value(_value(seen))
    grown = {"children": 0, "adults": total}.get(ages)
    if grown is None:
        grown = solver.value(_value(adults))
    return {"clients": total, "minors": total - grown, "adults": grown}
