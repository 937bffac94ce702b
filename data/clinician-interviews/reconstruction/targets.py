"""Collect how many of the 40 respondents hold each option: the counts that must come out."""

from __future__ import annotations

import csv

import study_files
from study_files import STUDY

# The table prints "7 (4)" for DBT. Seven percent of 40 is three people, and the text says
# "almost 10%", so the count of 4 is the misprint and the data hold 3.
CONTRADICTED = {("approaches", "dbt"): 3}

# Printed in the text, not in the tables.
IN_THE_TEXT = {
    "pilot": {"yes": 2, "no": 38},
    "supervises": {"yes": 4, "no": 36},
    "difference_kinds": {"reluctance": 3, "law_enforcement": 1, "treatment_approach": 4},
}

# The text gives only an order or a phrase ("virtually all", "almost all"): counts are invented.
INVENTED = {
    "training_needs": {
        "treatment": 26, "assessment": 14, "characteristics": 16, "impact": 13,
        "systems": 8, "technology": 6, "prevention": 12, "none": 2,
    },
    "relationships": {"family": 29, "trusted_adult": 17, "partner": 15, "none_close": 2},
}  # fmt: skip

BANDS = "clients_band"


def counts() -> dict[str, dict[str, int]]:
    """Give the count of every option of every item that is chosen, ticked or coded.

    Returns
    -------
    dict[str, dict[str, int]]
        Item id to option id to number of respondents.
    """
    targets = _published()
    for (item, option), number in CONTRADICTED.items():
        targets[item][option] = number
    return {**targets, **IN_THE_TEXT, **INVENTED}


def _published() -> dict[str, dict[str, int]]:
    by_label = {e["label"]: i for i, e in study_files.items().items() if "options" in e}
    targets: dict[str, dict[str, int]] = {}
    with (STUDY / "published_tables.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            item = by_label[row["block"]]
            option = study_files.option_of(item, row["row"])
            # The one row without an option counts those who were not asked.
            if option is not None:
                targets.setdefault(item, {})[option] = int(row["n"])
    return targets
