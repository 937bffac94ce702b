"""A study of four respondents, brought into a folder, and later exports of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corrigenda import drafting
from corrigenda.drafting import Draft
from corrigenda.files import sha256
from corrigenda.project import Project
from corrigenda.readers.exports import Source
from corrigenda.renewing import Renewal, renewal

EARLIER = """\
RID,Q1,Q2,Q3_1,Q3_2,Q4,Finished
R1,Clinic,3,1,,Slow,1
R2,School,5,,1,,1
R3,Clinc,1,1,1,Fast,1
R4,School,,,,,0
"""
STUDY = """\
# A study.
id: tiny   # the folder
title: Tiny
respondent: RID
responses:
  file: raw/export.csv   # the export
  format: table
  finished: {column: Finished, values: [1]}
exclude: [unfinished]
"""
CODEBOOK = """\
# The items.
items:
  setting:
    kind: single
    column: Q1
    label: Setting
    options:
      clinic: Clinic   # or hospital
      school: School
      # nothing else

  cases: {kind: number, column: Q2, label: Cases}

  methods:
    kind: multiple
    label: Methods
    options:
      talk: {label: Talking, column: Q3_1}
      play: {label: Playing, column: Q3_2}

  told: {kind: open, column: Q4, label: What was told}

# The end.
"""
LEDGER = """\
id,respondent,item,old,new,reason,author,date
C001,R3,setting,Clinc,Clinic,A slip,AB,2024-04-10
"""


@pytest.fixture
def project(tmp_path, monkeypatch) -> Project:
    """A study whose earlier export is registered."""
    monkeypatch.chdir(tmp_path)
    found = Project(Path(), "tiny")
    found.raw.mkdir(parents=True)
    for path, text in (
        (found.raw / "export.csv", EARLIER),
        (found.data / "study.yaml", STUDY),
        (found.data / "codebook.yaml", CODEBOOK),
        (found.data / "corrections.csv", LEDGER),
    ):
        path.write_bytes(text.encode())
    digest = sha256(found.raw / "export.csv")
    (found.raw / "SHA256SUMS").write_text(f"{digest}  export.csv\n")
    return found


@pytest.fixture
def a_later(project, tmp_path) -> Callable[[str], Source]:
    """Put a later export beside the project."""

    def put(text: str, name: str = "export.csv") -> Source:
        path = tmp_path / "downloads" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        return Source(path, f"downloads/{name}", "table")

    return put


@pytest.fixture
def seen(project, a_later) -> Callable[[str], Renewal]:
    """Say what a later export would change."""
    return lambda text: renewal(project, a_later(text))


@pytest.fixture
def drafted(monkeypatch) -> Callable[..., None]:
    """Have the draft of every export hold some items."""

    def hold(*items, comments=None, missing=()) -> None:
        found = {item.id: item for item in items}
        made = Draft("RID", (), None, None, missing, found, comments or {})
        monkeypatch.setattr(drafting, "draft", lambda *_: made)

    return hold


@pytest.fixture
def folder(project) -> Callable[[], dict[str, bytes]]:
    """Read every file of the project."""

    def read() -> dict[str, bytes]:
        files = (path for path in project.data.rglob("*") if path.is_file())
        return {path.relative_to(project.data).as_posix(): path.read_bytes() for path in files}

    return read


@pytest.fixture
def current(project) -> Callable[[], Project]:
    """Open the project again, as the next command does."""
    return lambda: Project(Path(), project.study_id)
