"""Saying what a file is: by the identity inside, or by its bytes, against today's records."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from builders import refused
from corrigenda.errors import RecordError, TargetError
from corrigenda.identify import identify
from corrigenda.identity import Identity, stamped
from corrigenda.project import Project
from corrigenda.provenance import (
    Code,
    Declaration,
    ExhibitRecord,
    HashedFile,
    ItemOrigin,
    Lineage,
    ReportRecord,
    Responses,
    StatisticsRecord,
    record_id,
    record_text,
)
from corrigenda.receipts import hashes, now, write_receipt
from corrigenda.workflow import Plan

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0" /></svg>'
PAGE = b"<!DOCTYPE html><html><head><title>Tiny</title></head></html>"
CSV = b"option,n\nyes,3\n"
TODAY, BEFORE, SLICE = (hashlib.sha256(text).hexdigest() for text in (CSV, b"before", b"slice"))
SHOWN = "figures/tiny"
LOST = (
    "  A picture loses its identity when it is pasted or saved by another program, and a CSV has "
    "none: ask for the file as it was made."
)


def carries(name: str, data: str = TODAY, study: str = "tiny") -> Identity:
    """Give an identity to an exhibit or to the report."""
    return Identity(record_id(study, name, data), study, "unreleased", data)


def sha(content: bytes) -> str:
    """Hash bytes."""
    return hashlib.sha256(content).hexdigest()


FIGURE, REPORT = stamped(SVG, carries("fig-court")), stamped(PAGE, carries("report"))


def record_of(name: str, job: str, data: str = TODAY) -> dict:
    """Say what every record says of itself."""
    said = {"id": record_id("tiny", name, data), "study": "tiny", "release": "unreleased"}
    return said | {"corrigenda": "0", "job": job}


def lineage() -> Lineage:
    """Lead back to one slice, that one correction touches."""
    slice_ = HashedFile(file="build/tiny/slices/court.csv", sha256=SLICE)
    origin = ItemOrigin(
        kind="single", slice=slice_, columns=("Q1",), made_from=(), asked_if=(), codings=None,
        corrections=("C001",),
    )  # fmt: skip
    export = Responses(
        file="data/tiny/raw/export.csv",
        sha256="0" * 64,
        exported=3,
        used=3,
        rows="4-6",
        left_out={},
    )
    return Lineage(
        reads=("court",), items={"court": origin}, responses=export, codings=None,
        corrections=("C001",),
    )  # fmt: skip


def a_figure_record() -> ExhibitRecord:
    """Record the figure that these tests take for today's."""
    return ExhibitRecord(
        **record_of("fig-court", "figure fig-court"),
        exhibit="fig-court",
        kind="figure",
        declaration=Declaration(file="report/tiny/exhibits.yaml", digest="0" * 64),
        code=Code(function="corrigenda.figures.bars.draw", sha256="0" * 64),
        data=TODAY,
        files={"fig-court.csv": TODAY, "fig-court.svg": sha(FIGURE)},
        lineage=lineage(),
    )


@pytest.fixture
def project(tiny, monkeypatch) -> Project:
    """The tiny study with three records, its folder being the working folder."""
    monkeypatch.chdir(tiny.path)
    code = Code(function="corrigenda.statistics.compute", sha256="0" * 64)
    records = {
        "fig-court": a_figure_record(),
        "report": ReportRecord(
            **record_of("report", "compose"), data=TODAY, exhibits={},
            sources={"report/tiny/report.qmd": sha(b"source")},
            ledger=HashedFile(file="data/tiny/corrections.csv", sha256=sha(b"ledger")),
        ),
        "statistics": StatisticsRecord(
            **record_of("statistics", "statistics"), code=code, data=TODAY, statistics={},
            lineage=lineage(),
        ),
    }  # fmt: skip
    Path(SHOWN).mkdir(parents=True)
    for name, record in records.items():
        Path(SHOWN, f"{name}.json").write_text(record_text(record), encoding="utf-8")
    return Project(Path(), "tiny")


def as_built(project: Project) -> None:
    """Leave the receipts of a build."""
    plan = Plan(project)
    for job in plan.jobs():
        write_receipt(plan, job, plan.digest(job), hashes(plan.inputs(job)), now())


@pytest.fixture
def found(tmp_path):
    """Lay a file somewhere outside of the project."""

    def lay(content: bytes, name: str = "found.svg") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return lay


def test_without_a_project_a_file_is_what_it_says(found):
    path = found(FIGURE)
    answer = identify(path, None)
    assert (answer.state, answer.current) == ("alone", None)
    assert answer.text == (
        f"{path}: the figure fig-court of the study tiny.\n"
        f"  record   tiny/fig-court@{TODAY[:12]}\n"
        f"  release  unreleased\n"
        f"  data     {TODAY}\n"
        "Whether it is current cannot be said here.\n"
        "  Ask in the folder of its project, or name that with --project."
    )


def test_without_project_and_identity_nothing_is_known(found):
    path = found(SVG)
    assert identify(path, None).text == (
        f"{path}: it carries no identity.\nNothing is known of it.\n{LOST} "
        "Within its project, known files are found by their bytes."
    )


def test_a_figure_of_today_is_current(project, found):
    answer = identify(found(FIGURE), project)
    assert (answer.state, answer.current) == ("current", True)
    assert answer.says == "Current: byte for byte figures/tiny/fig-court.svg."
    assert json.loads(json.dumps(answer.plain)) == {
        "file": answer.file,
        "identity": {
            "record": f"tiny/fig-court@{TODAY[:12]}",
            "study": "tiny",
            "release": "unreleased",
            "data": TODAY,
        },
        "state": "current",
        "current": True,
        "says": answer.says,
        "advice": "",
        "today": f"tiny/fig-court@{TODAY[:12]}",
    }


def test_a_figure_of_other_data_is_outdated_and_says_what_touches_it_today(project, found):
    answer = identify(found(stamped(SVG, carries("fig-court", BEFORE))), project)
    assert (answer.state, answer.current) == ("outdated", False)
    assert answer.says == (
        f"Outdated: the data behind it are not those of today, tiny/fig-court@{TODAY[:12]}. "
        "Corrections that touch it today: C001."
    )
    assert answer.advice == (
        f"git log -S {BEFORE[:12]} -- figures/tiny/fig-court.json finds when they changed."
    )


def test_a_figure_that_was_edited_has_the_data_of_today_but_other_bytes(project, found):
    answer = identify(found(FIGURE.replace(b"M0 0", b"M9 9")), project)
    assert (answer.state, answer.current) == ("otherwise", None)
    assert answer.says == (
        "Its data are those of today, but its bytes are not: it was saved anew, or edited."
    )
    assert answer.advice == "Take figures/tiny/fig-court.csv or figures/tiny/fig-court.svg."


def test_a_report_is_compared_with_the_last_build(project, found):
    built = Path("build/tiny/report.html")
    built.parent.mkdir(parents=True)
    built.write_bytes(REPORT)
    as_built(project)
    answer = identify(found(REPORT), project)
    assert answer.text.startswith(f"{answer.file}: the report of the study tiny.\n")
    assert answer.says == "Current: byte for byte build/tiny/report.html."
    sentence = stamped(PAGE, Identity("tiny/report@0", "tiny", "unreleased", TODAY))
    answer = identify(found(sentence), project)
    assert (answer.state, answer.current) == ("otherwise", None)
    assert answer.says == (
        f"Its data are those of today, but it was written otherwise than tiny/report@{TODAY[:12]}."
    )


def test_a_report_without_a_build_cannot_be_compared(project, found):
    answer = identify(found(REPORT), project)
    assert (answer.state, answer.current) == ("otherwise", None)
    assert answer.says == "It is of today's record; there are no bytes to compare."
    assert answer.advice == "Run corrigenda build, and ask again."


@pytest.mark.parametrize("content", [FIGURE, CSV], ids=["identity", "bytes"])
def test_what_was_built_before_the_study_changed_is_not_called_current(
    tiny, project, found, content
):
    as_built(project)
    tiny.edit("data/tiny/corrections.csv", "Misheard", "Heard")
    answer = identify(found(content), Project(Path(), "tiny"))
    assert (answer.state, answer.current) == ("behind", None)
    assert answer.says.endswith(
        "But the last build is not of today (clean: data/tiny/corrections.csv changed)."
    )


def test_a_study_that_cannot_be_read_is_not_of_today(tiny, project, found):
    Path("build/.receipts/tiny").mkdir(parents=True)
    tiny.edit("data/tiny/codebook.yaml", "label: Went to court", "lable: Went to court")
    answer = identify(found(FIGURE), Project(Path(), "tiny"))
    assert answer.state == "behind"
    assert answer.says.endswith("(check: the study's declarations cannot be read as they are).")


@pytest.mark.parametrize(
    ("name", "study", "state", "says", "advice"),
    [
        ("fig-curt", "tiny", "gone", "tiny has no such exhibit today.",
         'Did you mean "fig-court"?'),
        ("../../x", "tiny", "gone", "tiny has no such exhibit today.", ""),
        ("fig-court", "other", "elsewhere", "It belongs to another study; this is tiny.",
         "Ask in the folder of its project."),
        ("fig-court", "../tiny", "elsewhere", "It belongs to another study; this is tiny.",
         'Did you mean "tiny"?'),
    ],
)  # fmt: skip
def test_what_the_study_does_not_know_is_told_so(project, found, name, study, state, says, advice):
    answer = identify(found(stamped(SVG, carries(name, study=study))), project)
    assert (answer.state, answer.says, answer.advice) == (state, says, advice)


def test_without_records_nothing_can_be_compared(tiny, monkeypatch, found):
    monkeypatch.chdir(tiny.path)
    answer = identify(found(FIGURE), Project(Path(), "tiny"))
    assert (answer.state, answer.current) == ("unbuilt", None)
    assert answer.says == "Nothing is recorded of tiny here."
    assert identify(found(SVG), Project(Path(), "tiny")).state == "unknown"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (CSV, "the figure fig-court, figures/tiny/fig-court.csv"),
        (b"source", "a source of the report, report/tiny/report.qmd"),
        (b"ledger", "the ledger data/tiny/corrections.csv"),
        (b"slice", "the answers to the item court, build/tiny/slices/court.csv"),
        ("fig-court", "the record of fig-court, figures/tiny/fig-court.json"),
        ("report", "the record of the report, figures/tiny/report.json"),
        ("statistics", "the record of the statistics, figures/tiny/statistics.json"),
    ],
)
def test_a_file_without_identity_is_known_by_its_bytes(project, found, content, says):
    if isinstance(content, str):
        content = Path(SHOWN, f"{content}.json").read_bytes()
    answer = identify(found(content), project)
    assert (answer.current, answer.says) == (True, f"Current: it is {says}.")


@pytest.fixture
def left_over(tiny, project) -> Project:
    """The study after its figure was taken out of exhibits.yaml, before it is built again."""
    as_built(project)
    text = Path("report/tiny/exhibits.yaml").read_text(encoding="utf-8")
    Path("report/tiny/exhibits.yaml").write_text(text.replace("fig-court:", "fig-other:"))
    return Project(Path(), "tiny")


def test_a_figure_that_is_no_longer_declared_is_gone(left_over, found):
    answer = identify(found(FIGURE), left_over)
    assert (answer.state, answer.current) == ("gone", False)
    assert answer.says == "tiny has no such exhibit today."


@pytest.mark.parametrize(
    ("content", "was"),
    [
        (CSV, "the figure fig-court, figures/tiny/fig-court.csv"),
        (None, "the record of fig-court, figures/tiny/fig-court.json"),
    ],
)
def test_what_is_left_over_of_it_is_gone(left_over, found, content, was):
    content = content or Path(SHOWN, "fig-court.json").read_bytes()
    answer = identify(found(content), left_over)
    assert (answer.state, answer.current) == ("gone", False)
    assert answer.says == f"It was {was}. tiny has no such exhibit today."


def test_what_is_left_over_and_was_edited_tells_nothing(left_over, found):
    Path(SHOWN, "fig-court.json").write_text("{}", encoding="utf-8")
    assert identify(found(CSV), left_over).state == "unknown"


def test_a_raw_file_is_known_by_its_register(tiny, project, found):
    raw = next(p for p in Path("data/tiny/raw").iterdir() if p.suffix == ".csv")
    answer = identify(found(raw.read_bytes()), project)
    assert answer.says == f"Current: it is the raw file {raw.as_posix()}."


def test_a_file_that_nothing_knows_is_not_guessed_at(project, found):
    path = found(CSV.replace(b"\n", b"\r\n"), "found.csv")
    assert identify(path, project).text == (
        f"{path}: it carries no identity.\n"
        f"Nothing is known of it: no record of tiny holds these bytes.\n{LOST}"
    )


def test_an_exhibit_that_was_edited_in_its_place_is_left_to_verify(project):
    path = Path(SHOWN, "fig-court.csv")
    path.write_bytes(b"option,n\nyes,4\n")
    assert identify(path, project).advice == "corrigenda verify says what happened to it."


def test_an_edited_record_is_named(project, found):
    Path(SHOWN, "fig-court.json").write_text("{}", encoding="utf-8")
    problem = (
        "figures/tiny/fig-court.json: it is not a record of provenance; someone edited it.\n"
        "  Run corrigenda build."
    )
    for content in (FIGURE, CSV):
        with refused(RecordError, problem):
            identify(found(content), project)


@pytest.mark.parametrize("name", [".", "missing", "/dev/null"])
def test_what_is_no_file_is_refused(name):
    problem = f"{name}: it cannot be read.\n  Mind its name and its permissions."
    with refused(TargetError, problem):
        identify(Path(name), None)


def test_the_command_tells_people_and_programs(project, found, tiny):
    path = found(FIGURE)
    told = tiny.run("identify", str(path))
    assert told.exit_code == 0, told.output
    assert told.stdout.endswith("Current: byte for byte figures/tiny/fig-court.svg.\n")
    assert json.loads(tiny.run("identify", str(path), "--json").stdout)["state"] == "current"


def released(version: str, data: str = TODAY) -> bytes:
    """Draw the figure of a release."""
    return stamped(SVG, replace(carries("fig-court", data), release=version))


@pytest.fixture
def site(project) -> Path:
    """A site with two releases: the figure has today's data only in the second."""
    figures = {"1.0.0": released("1.0.0", BEFORE), "1.1.0": released("1.1.0")}
    for version, figure in figures.items():
        folder = project.root / "site/tiny" / version
        folder.mkdir(parents=True)
        sums = f"{sha(figure)}  fig-court/fig-court.svg\n{sha(version.encode())}  ledger.csv\n"
        (folder / "SHA256SUMS").write_text(sums)
    return project.root / "site"


def test_a_figure_of_a_release_is_known_as_that(project, site, found):
    answer = identify(found(released("1.1.0")), project)
    assert (answer.state, answer.current) == ("released", True)
    place = "site/tiny/1.1.0/fig-court/fig-court.svg"
    assert answer.says == f"Released: byte for byte {place}. Its data are those of today."


def test_a_figure_of_an_earlier_release_may_be_outdated(project, site, found):
    answer = identify(found(released("1.0.0", BEFORE)), project)
    assert (answer.state, answer.current) == ("outdated", False)
    assert answer.says.startswith(
        "Released: byte for byte site/tiny/1.0.0/fig-court/fig-court.svg. Outdated: "
    )


def test_a_released_figure_that_was_saved_anew_is_not_called_released(project, site, found):
    answer = identify(found(released("1.1.0") + b"<!-- saved -->"), project)
    assert (answer.state, answer.current) == ("released", None)
    assert answer.says.startswith("No file of release 1.1.0 has its bytes")


def test_a_release_that_is_not_here_is_said_to_be_elsewhere(project, site, found):
    answer = identify(found(released("2.0.0")), project)
    assert answer.current is None
    assert answer.says.startswith("It says that it is of release 2.0.0, which is not in site/")


def test_a_released_file_without_identity_is_known_by_its_bytes(project, site, found):
    answer = identify(found(b"1.0.0"), project)
    assert answer.says == "Released: byte for byte site/tiny/1.0.0/ledger.csv."


def test_a_list_of_hashes_that_someone_broke_knows_nothing(project, site, found):
    (site / "tiny/1.0.0/SHA256SUMS").write_text("../../x\n")
    assert identify(found(b"1.0.0"), project).state == "unknown"
