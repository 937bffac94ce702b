"""A release is rendered from a copy of the stage that knows its version."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from corrigenda.identity import read_identity
from corrigenda.releases.held import Held
from corrigenda.releases.rendering import rendered, tidy
from corrigenda.rendering import engines


@pytest.fixture
def seen(monkeypatch) -> list[dict]:
    """Let the engine be one that notes what stage it is given."""
    stages = []

    def render(kind: bytes):
        def note(stage: Path, out: Path) -> None:
            study = json.loads((stage / "study.json").read_text(encoding="utf-8"))
            drawn = read_identity((stage / "exhibits/fig-court.svg").read_bytes())
            table = read_identity((stage / "exhibits/tbl-court.html").read_bytes())
            report = (stage / "report.qmd").read_text(encoding="utf-8")
            stages.append(
                {"study": study, "exhibits": {drawn.release, table.release}, "report": report}
            )
            out.write_bytes(kind)

        return note

    page = b"<!DOCTYPE html><html><head><title>T</title></head></html>"
    engine = SimpleNamespace(render_html=render(page), render_pdf=render(page))
    monkeypatch.setattr(engines, "engine", lambda: engine)
    return stages


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_engine_is_told_the_version(project, seen):
    before = files(project.build)
    made = rendered(Held(project), "1.0.0", "1.0.0 (dirty)", "2024-07-09")
    assert [stage["study"]["version"] for stage in seen] == ["1.0.0 (dirty)"] * 2
    assert [stage["study"]["title"] for stage in seen] == ["A tiny study"] * 2
    assert [stage["exhibits"] for stage in seen] == [{"1.0.0"}] * 2
    report = (project.build / "stage/report.qmd").read_text(encoding="utf-8")
    assert report.count("\ndate: 2024-05-01\n") == 1
    dated = report.replace("\ndate: 2024-05-01\n", '\ndate: "2024-07-09"\n')
    assert [stage["report"] for stage in seen] == [dated] * 2
    assert {read_identity(content).release for content in made} == {"1.0.0"}
    assert {read_identity(content).record for content in made} == {Held(project).report.id}
    assert files(project.build) == before


def test_what_fails_leaves_nothing_behind(project, monkeypatch):
    def fail(stage: Path, out: Path) -> None:
        raise RuntimeError

    engine = SimpleNamespace(render_html=fail, render_pdf=fail)
    monkeypatch.setattr(engines, "engine", lambda: engine)
    before = files(project.build)
    with pytest.raises(RuntimeError):
        rendered(Held(project), "1.0.0", "1.0.0", "2024-07-09")
    assert files(project.build) == before


def test_what_a_kill_left_is_taken_away(own):
    before = files(own.build)
    shutil.copytree(own.build / "stage", own.build / "release-abc/stage")
    tidy(own.build)
    assert files(own.build) == before
