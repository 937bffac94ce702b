"""What impact foretells is what a build does: no miss and no false alarm."""

import csv
import json
import os
import random
import shutil
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from folders import REPOSITORY

from corrigenda import stages
from corrigenda.correct import correct
from corrigenda.corrections import Correction, in_force
from corrigenda.errors import ReportError, UserError
from corrigenda.forecast import Forecast
from corrigenda.forecast_text import plain
from corrigenda.project import Project
from corrigenda.receipts import hashes, now, stale, write_receipt
from corrigenda.updating import update
from corrigenda.workflow import Job, Plan

pytestmark = pytest.mark.e2e

STUDY = "clinician-interviews"
CORRECTIONS = 200
RENDERED = (Job("html"), Job("pdf"))  # known by what they read; drawing pages takes long


@dataclass
class Built:
    """A study that is built in this process, job by job, as the receipts call for it."""

    declared: Project
    ran: list[Job] = field(default_factory=list)

    @property
    def project(self) -> Project:
        """The study with its ledger read anew; nothing else of what is declared changes."""
        project = copy(self.declared)
        vars(project).pop("ledger", None)
        return project

    def build(self) -> list[str]:
        """Run what has to run, and return the places of claims that stop the report."""
        project, self.ran = self.project, []
        plan = Plan(project)
        for job in plan.jobs():
            if not stale(plan, [job]):
                continue
            self.ran.append(job)
            started, digest, inputs = now(), plan.digest(job), hashes(plan.inputs(job))
            try:
                if job not in RENDERED:
                    run(project, job)
            except ReportError as error:
                return [problem.place for problem in error.problems]
            write_receipt(plan, job, digest, inputs, started)
        return []

    def exhibits(self) -> dict[str, bytes]:
        """Every file of every exhibit but its record."""
        files = (p for p in sorted(self.project.figures.iterdir()) if p.suffix != ".json")
        return {p.name: p.read_bytes() for p in files}

    def statistics(self) -> dict[str, tuple]:
        """Every statistic, exactly."""
        named = json.loads((self.project.build / "statistics.json").read_text(encoding="utf-8"))
        keys = ("n", "base", "percent", "value")
        return {name: tuple(entry.get(key) for key in keys) for name, entry in named.items()}


def run(project: Project, job: Job) -> None:
    """Run a job as the command line does."""
    name = "import_responses" if job.stage == "import" else job.stage
    getattr(stages, name)(project, *([job.of] if job.of else []))


def drafts(built: Built, dice: random.Random) -> Iterator[Correction]:
    """Draw rows of the ledger, sound and unsound ones, of every kind of item."""
    while True:
        project = built.project
        if dice.random() < 0.1:
            yield row(withdraws=dice.choice(in_force(project.ledger)).id)
            continue
        item = dice.choice([i for i in project.items.values() if not i.bands_of])
        with project.slice(item.id).open(encoding="utf-8", newline="") as file:
            cells = list(csv.DictReader(file))
        cell = dice.choice(cells)
        who, options = cell["respondent"], list(item.by_id)
        if item.per_option:
            held = [c["option"] for c in cells if c["respondent"] == who and c["value"] == "yes"]
            old, new = dice.choice([*held, ""]), dice.choice([*options, ""])
        else:
            old = cell["value"]
            new = dice.choice([*options, ""]) if options else value(item.kind, dice)
        yield row(who, item.id, old, new)


def value(kind: str, dice: random.Random) -> str:
    """Draw a new number, date or text."""
    drawn = {
        "number": str(dice.randint(0, 40)),
        "date": date(2013, 8, dice.randint(1, 31)).isoformat(),
        "open": f"Other words, {dice.randint(1, 99)}.",
    }
    return dice.choice([drawn[kind], drawn[kind], ""])


def row(respondent="", item="", old="", new="", withdraws="") -> Correction:
    """Draft a row of the ledger."""
    day = date(2014, 3, 1)
    return Correction("", respondent, item, old, new, "Drawn", "Dice", day, "", withdraws)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The reference study, built but for the two pages."""
    root = tmp_path_factory.mktemp("agreement")
    for name in ("data", "report"):
        shutil.copytree(REPOSITORY / name, root / name)
    before = Path.cwd()
    os.chdir(root)
    study = Built(Project(Path(), STUDY))
    assert study.build() == []
    yield study
    os.chdir(before)


def test_impact_foretells_what_two_hundred_corrections_do(built):
    dice = random.Random(20131001)
    seen = {"refused": 0, "withdrawn": 0, "false": 0, "cells": 0}
    entered = 0
    for draft in drafts(built, dice):
        if entered == CORRECTIONS:
            break
        exhibits, statistics = built.exhibits(), built.statistics()
        foretold = entered_with(built.project, draft)
        if foretold is None:
            seen["refused"] += 1
            continue
        stopped = built.build()
        entered += 1
        compare(foretold, built, exhibits, statistics, stopped)
        seen["withdrawn"] += bool(draft.withdraws)
        seen["false"] += len(stopped)
        seen["cells"] += len(foretold.moves.cells)
        if stopped:  # as an author would: the sentences are mended, and the report is composed
            assert update(built.project, phrases=True, dry_run=False).settled
            assert built.build() == []
            assert built.ran == [Job("compose"), *RENDERED]
    assert min(seen.values()) > 10, seen  # the dice have tried everything


def entered_with(project: Project, draft: Correction) -> Forecast | None:
    """Enter a row, and return what was foretold of it; None where it is refused."""
    foretold: list[Forecast] = []
    try:
        correct(project, draft, lambda found: not foretold.append(found))
    except UserError:
        return None
    return foretold[0]


def compare(foretold: Forecast, built: Built, exhibits, statistics, stopped) -> None:
    """Hold a forecast against what is there after the build, by the files alone."""
    told, context = plain(foretold), f"{foretold.rows}"
    after = built.exhibits()
    moved = {name.partition(".")[0] for name in after if after[name] != exhibits[name]}
    assert {*told["tables"], *told["figures"]} == moved, context
    assert changed_rows(told) == {
        name: difference(exhibits[f"{name}.csv"], after[f"{name}.csv"]) for name in moved
    }, context
    now = built.statistics()
    names = now.keys() | statistics.keys()
    assert told["statistics"].keys() == {
        name for name in names if now.get(name) != statistics.get(name)
    }, context
    assert [claim["place"] for claim in told["false_claims"]] == stopped, context
    jobs = [job for job in foretold.jobs if not (stopped and job in RENDERED)]
    assert jobs == built.ran, context


Rows = set[tuple[tuple[str, str], ...]]


def changed_rows(told: dict) -> dict[str, tuple[Rows, Rows]]:
    """Return for each exhibit the rows of its data that go, and those that come, as foretold."""
    changed: dict[str, tuple[Rows, Rows]] = {}
    for cell in told["cells"]:
        for rows, values in zip(
            changed.setdefault(cell["exhibit"], (set(), set())),
            (cell["before"], cell["after"]),
            strict=True,
        ):
            if values is not None:
                rows.add(fixed(cell["labels"] | values))
    return changed


def difference(before: bytes, after: bytes) -> tuple[Rows, Rows]:
    """Return the rows of a file that go, and those that come."""
    old, new = ({fixed(r) for r in csv.DictReader(StringIO(f.decode()))} for f in (before, after))
    return old - new, new - old


def fixed(row: dict) -> tuple[tuple[str, str], ...]:
    """Put the cells of a row in one order, as texts."""
    return tuple(sorted((key, str(value)) for key, value in row.items()))
