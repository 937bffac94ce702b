"""The guide "Audit a figure" happens as it is told; an audit is quick and names nobody."""

import csv
import json
import re
import resource
import shlex

import pytest
from folders import REPOSITORY
from steps import pattern, steps

pytestmark = pytest.mark.e2e

GUIDE = (REPOSITORY / "docs/guide/audit.md").read_text(encoding="utf-8")
STUDY = "clinician-interviews"
TARGETS = (
    "tbl-treatment",
    "tbl-treatment:EMDR",
    "fig-court",
    "fig-settings:cac/over_10",
    "fig-clients:median",
    "policies.yes",
    "approaches.tfcbt_only",
    "youth_cases.share_of_clients",
    "clients",
    "approaches_text",
    "C009",
    "C013",
    "report.qmd:18",
    "_findings-experience.qmd:107",
    "responses.excluded",
)


@pytest.mark.parametrize(
    ("command", "lines"), steps(GUIDE), ids=[command for command, _ in steps(GUIDE)]
)
def test_the_commands_of_the_guide(report, command, lines):
    folder, _ = report
    said = folder.say(shlex.split(command))
    assert re.fullmatch(pattern(lines), said, re.DOTALL), said


def test_the_guide_shows_every_command_that_it_needs():
    shown = {command.split()[1] for command, _ in steps(GUIDE)}
    assert shown == {"audit", "verify", "identify", "crate"}


@pytest.fixture(scope="session")
def kept_back(report) -> tuple[set[str], set[str]]:
    """The ids and the open answers of the reference study."""
    folder, _ = report
    path = folder.path / f"build/{STUDY}/responses.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    long = {cell for row in rows for cell in list(row.values())[3:] if len(cell) > 40}
    return {row["respondent"] for row in rows if row["respondent"]}, long


@pytest.mark.parametrize("target", TARGETS)
def test_every_link_holds_and_nobody_is_named(report, kept_back, target):
    folder, _ = report
    ids, answers = kept_back
    result = folder.run("corrigenda", "audit", target, "--json")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["holds"], found["problem"]
    labels = {value["label"] for subject in found["subjects"] for value in subject["values"]}
    assert ids.isdisjoint(re.findall(r"\w+", result.stdout))
    texts = [text for text in answers if text in result.stdout and text not in labels]
    assert [text for text in texts if not is_label(folder, text)] == []


def is_label(folder, text: str) -> bool:
    """Say whether a long answer is one that the codebook offers."""
    declared = (folder.path / f"data/{STUDY}/codebook.yaml").read_text(encoding="utf-8")
    return text in declared


def test_an_audit_takes_less_than_seven_tenths_of_a_second(report):
    folder, _ = report
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert folder.run("corrigenda", "audit", "tbl-treatment:EMDR").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < 0.7


def test_an_audit_loads_nothing_heavy(report):
    folder, _ = report
    code = (
        "import sys; from pathlib import Path; from corrigenda.project import Project;"
        "from corrigenda.audit import audit; from corrigenda.audit_text import plain, text;"
        f"project = Project(Path(), {STUDY!r}); found = audit(project, 'fig-court', True, True);"
        "text(found, project), plain(found);"
        "print([m for m in ('pandas', 'numpy', 'matplotlib', 'great_tables') if m in sys.modules])"
    )
    assert folder.run("python", "-c", code).stdout == "[]\n"


def test_a_missing_build_is_told_with_what_to_do(report, tmp_path):
    built, _ = report
    folder = built.copied(tmp_path / "project")
    (folder.path / f"build/{STUDY}/slices/policies.csv").unlink()
    result = folder.run("corrigenda", "audit", "policies.yes")
    assert result.returncode == 19
    assert result.stderr == (
        f"build/{STUDY}/slices/policies.csv: it is not built yet.\n  Run corrigenda build.\n"
    )


def test_an_unknown_target_gets_what_is_near(report):
    folder, _ = report
    result = folder.run("corrigenda", "audit", "tbl-treatmnt:EMDR")
    assert result.returncode == 20
    assert 'Did you mean "tbl-treatment:EMDR"' in result.stderr
