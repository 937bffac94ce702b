"""Later exports of other formats: labels of SPSS, codings beside and within an export."""

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from builders import TINY
from corrigenda.files import sha256
from corrigenda.importing import source_of
from corrigenda.project import Project
from corrigenda.readers.coded import Case, Code, Coded, Coder, Passage, Text
from corrigenda.readers.qda.writing import project_bytes
from corrigenda.renewing import Renewal, renew, renewal


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """Make a study of one raw file."""
    monkeypatch.chdir(tmp_path)

    def begin(name: str, content: bytes, **declared: str) -> Project:
        found = Project(Path(), "mine")
        found.raw.mkdir(parents=True)
        (found.raw / name).write_bytes(content)
        (found.raw / "SHA256SUMS").write_text(f"{sha256(found.raw / name)}  {name}\n")
        for file, text in declared.items():
            (found.data / f"{file}.yaml").write_text(text)
        (found.data / "corrections.csv").write_text(
            "id,respondent,item,old,new,reason,author,date\n"
        )
        return found

    return begin


def seen(project: Project, path: Path) -> Renewal:
    """Say what another file would change."""
    return renewal(project, replace(source_of(project), path=path, place=path.name))


def a_sav(path: Path, labels: dict[float, str], *values: float) -> Path:
    import pyreadstat

    frame = pd.DataFrame({"id": [f"P{n}" for n, _ in enumerate(values)], "place": values})
    pyreadstat.write_sav(frame, path, variable_value_labels={"place": labels})
    return path


def test_a_value_of_spss_brings_its_label(begun, tmp_path):
    labels = {1.0: "Clinic", 2.0: "School"}
    first = a_sav(tmp_path / "first.sav", labels, 1, 2)
    project = begun(
        "first.sav",
        first.read_bytes(),
        study="id: mine\ntitle: Mine\nrespondent: id\n"
        "responses: {file: raw/first.sav, format: spss}\n",
        codebook="items:\n  place:\n    kind: single\n    column: place\n    label: Place\n"
        "    options:\n      clinic: {label: Clinic, value: 1}\n"
        "      school: {label: School, value: 2}\n",
    )
    changed = {1.0: "Clinic", 2.0: "College", 3.0: "At home"}
    found = seen(project, a_sav(tmp_path / "second.sav", changed, 1, 2, 3))
    assert '  place: "At home" (at_home, value "3", 1 response)\n' in found.text
    assert (
        "Values with another label than before; the codebook keeps its own: 1\n"
        '  place: "2" was "School", is "College"\n'
    ) in found.text
    renew(project, found)
    text = (project.data / "codebook.yaml").read_text()
    assert text.endswith(
        "      school: {label: School, value: 2}\n      at_home: {label: At home, value: 3}\n"
    )


def a_project(*told: str) -> bytes:
    """Write a coded project of a case for each text, whose first four letters are coded."""
    names = [f"P{n}" for n, _ in enumerate(told, 1)]
    return project_bytes(
        Coded(
            codes=(Code(("good",)),),
            coders=(Coder("C1"),),
            texts=tuple(Text(n, t, cases=(n,)) for n, t in zip(names, told, strict=True)),
            passages=tuple(Passage(n, 0, 4, ("good",), "C1") for n, _ in enumerate(told)),
            cases=tuple(Case(name, {"Age": "30"}) for name in names),
        ),
        "Mine",
    )


def test_codings_in_the_export_itself_go_with_it(begun, tmp_path):
    project = begun(
        "mine.qdpx",
        a_project("Well then", "Good"),
        study="id: mine\ntitle: Mine\nrespondent: case\n"
        "responses: {file: raw/mine.qdpx, format: refi-qda}\n"
        "codings: {file: raw/mine.qdpx, format: refi-qda}  # the same\n",
        codebook="items:\n  age: {kind: number, column: Age, label: Age}\n"
        '  source: {kind: open, column: "@source", label: Text}\n',
        coding="coders: {C1: First}\nitems:\n  codes:\n    of: source\n    label: Codes\n"
        "    exclusive: false\n    codes: {good: good}\n",
    )
    later = tmp_path / "later.qdpx"
    later.write_bytes(a_project("Well then", "Good", "Fine"))
    found = seen(project, later)
    assert "New respondents who count: 1 (P3)\n" in found.text
    assert "Codings: 2 before, 3 after\n" in found.text
    assert "put right" not in found.text
    renew(project, found)
    text = (project.data / "study.yaml").read_text()
    assert "codings: {file: raw/later.qdpx, format: refi-qda}  # the same\n" in text
    assert Project(Path(), "mine").study.responses.file == "raw/later.qdpx"


def test_coded_answers_that_changed_are_named(tmp_path, monkeypatch):
    shutil.copytree(TINY, tmp_path / "tiny")
    monkeypatch.chdir(tmp_path / "tiny")
    project = Project(Path(), "tiny")
    later = tmp_path / "later.csv"
    text = (project.raw / "interviews.csv").read_text(encoding="utf-8")
    later.write_text(text.replace("It was slow.", "It was very slow."), encoding="utf-8")
    found = seen(project, later)
    assert (
        "Coded answers that have changed, so that their passages may begin elsewhere: 1 (R1)\n"
    ) in found.text
    assert "very slow" not in found.text
