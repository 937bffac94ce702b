"""What ties one item to another: the study's text, the skip rules and plain sense."""

from __future__ import annotations

from collections.abc import Callable

from people import People
from study_files import RESPONDENTS

Rule = Callable[[People, str], None]


def add(people: People, ages: dict[str, str]) -> None:
    """Add every rule to the model.

    Parameters
    ----------
    people
        The model with its variables.
    ages
        Respondent to the ages of the clients treated, which are settled before.
    """
    for respondent in RESPONDENTS:
        for rule in (_given, _asked_or_not, _approaches, _at_least_one, _caseload, _sense):
            rule(people, respondent)
        if ages[respondent] == "adults":
            _adults_only(people, respondent)
    _combinations(people)


def _given(people: People, r: str) -> None:
    people.model.add(people.has(r, "pilot", "yes") == int(r in RESPONDENTS[:2]))
    if r == "R017":  # the ledger's best known row says so
        people.model.add(people.has(r, "setting", "hospital") == 1)


def _asked_or_not(people: People, r: str) -> None:
    model, has = people.model, people.has
    model.add(has(r, "court_impact") == has(r, "court", "yes"))
    model.add(has(r, "difference_kinds") == has(r, "opinion_differences", "yes"))


def _approaches(people: People, r: str) -> None:
    _unless_alone(people, r, "approaches", "informal_only", most=4)


def _at_least_one(people: People, r: str) -> None:
    people.model.add(people.has(r, "treatment_types") >= 1)
    _unless_alone(people, r, "training_needs", "none", most=4)
    _unless_alone(people, r, "relationships", "none_close", most=3)


def _unless_alone(people: People, r: str, item: str, exclusive: str, most: int) -> None:
    model = people.model
    alone = people.holds[r, item, exclusive]
    others = people.has(r, item, *(o for o in people.targets[item] if o != exclusive))
    model.add(others == 0).only_enforce_if(alone)
    model.add(others >= 1).only_enforce_if(~alone)
    model.add(others <= most)


def _caseload(people: People, r: str) -> None:
    model, has, clients = people.model, people.has, people.numbers[r]["clients"]
    # Everyone who had treated ten or more noticed different presenting concerns.
    if clients >= 10:
        model.add(has(r, "concerns", "yes") == 1)
        model.add(has(r, "last_therapy", "over_3_to_5") == 0)
    # "Some tell early and others late" needs a few clients to have seen.
    if clients < 3:
        model.add(has(r, "disclosure", "mixed") == 0)
    # "Too few to compare" is not said by those who saw very many.
    if clients >= 30:
        model.add(has(r, "outcomes", "dont_know") == 0)
    model.add(has(r, "relationships") <= clients)


def _sense(people: People, r: str) -> None:
    model, has = people.model, people.has
    long_enough = has(r, "experience", "over_5_to_10", "over_10")
    model.add(has(r, "supervises", "yes") <= long_enough)
    model.add(has(r, "discomfort", "early_career") <= long_enough)
    model.add(has(r, "recruitment", "literature") <= has(r, "experience", "over_10"))
    model.add(has(r, "recruitment", "cac") <= has(r, "setting", "cac", "nonprofit", "hospital"))
    # Someone who named no standardised approach is not among those with specific training.
    model.add(has(r, "approaches", "informal_only") + has(r, "training", "yes") <= 1)


def _adults_only(people: People, r: str) -> None:
    model, has = people.model, people.has
    model.add(has(r, "approaches", "play") == 0)
    model.add(has(r, "assessment", "standard_other") == 0)
    model.add(has(r, "treatment_types", "family") == 0)


def _combinations(people: People) -> None:
    model, has = people.model, people.has
    others = [o for o in people.targets["approaches"] if o not in ("tfcbt", "informal_only")]
    only, several = [], []
    for r in RESPONDENTS:
        with_tfcbt, besides = has(r, "approaches", "tfcbt"), has(r, "approaches", *others)
        only.append(model.new_bool_var(f"{r}-tfcbt-only"))
        model.add(besides == 0).only_enforce_if(only[-1])
        model.add(with_tfcbt == 1).only_enforce_if(only[-1])
        model.add(besides >= with_tfcbt).only_enforce_if(~only[-1])
        several.append(model.new_bool_var(f"{r}-several-approaches"))
        model.add(with_tfcbt + besides >= 2).only_enforce_if(several[-1])
        model.add(with_tfcbt + besides <= 1).only_enforce_if(~several[-1])
    model.add(sum(only) == 4)  # ten percent used TF-CBT and nothing else
    model.add(sum(several) >= 26)  # most used more than one approach
