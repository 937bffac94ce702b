"""The crate of a study: valid by every profile without a network, and with nothing kept back."""

import csv
import hashlib
import io
import json
import re
import socket
from pathlib import Path
from urllib.parse import unquote

import pytest
from folders import Folder

pytestmark = pytest.mark.e2e

CONTEXT = "https://w3id.org/ro/crate/1.3/context"
PROFILES = [
    "ro-crate",
    "ro-crate-1.1",
    "process-run-crate",
    "workflow-ro-crate",
    "workflow-run-crate",
    "provenance-run-crate",
]
EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[\w/+=]*")


def written(folder: Folder, *options: str) -> Path:
    """Write a crate with the command, and return where it says that it is."""
    result = folder.run("corrigenda", "crate", *options)
    assert result.returncode == 0, result.stderr
    return folder.path / result.stdout.strip()


@pytest.fixture(scope="module")
def crate(built, tmp_path_factory) -> Path:
    """The crate of the tiny study, beside the folder that all tests share."""
    folder, run = built
    assert run.code == 0, run.output
    return written(folder, "--to", str(tmp_path_factory.mktemp("tiny") / "crate"))


@pytest.fixture(scope="module")
def reference(report, tmp_path_factory) -> Path:
    """The crate of the reference study; the validator knows no blanks in the path of a crate."""
    return written(report[0], "--to", str(tmp_path_factory.mktemp("reference") / "crate"))


def entities(crate: Path) -> dict[str, dict]:
    """Return everything that the metadata tell of, under its id."""
    graph = json.loads((crate / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    assert len({each["@id"] for each in graph}) == len(graph)
    return {each["@id"]: each for each in graph}


def files(crate: Path) -> dict[str, Path]:
    """Return every file of a crate but its metadata, under its path."""
    found = {p.relative_to(crate).as_posix(): p for p in crate.rglob("*") if p.is_file()}
    del found["ro-crate-metadata.json"]
    return found


@pytest.fixture
def offline(monkeypatch):
    """Let the validator have the one document that it needs, and no network."""
    requests = pytest.importorskip("requests")
    http = pytest.importorskip("rocrate_validator.utils.http")
    import rocrate

    content = (Path(rocrate.__file__).parent / "data/ro-crate.jsonld").read_bytes()

    def get(self, url, *args, **kwargs):
        assert url == CONTEXT
        response = requests.Response()
        response.status_code, response.url, response._content = 200, url, content
        response.headers["Content-Type"] = "application/ld+json"
        return response

    def refuse(*args, **kwargs):
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(http.HttpRequester, "get", get, raising=False)
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def problems(crate: Path, profile: str, tmp_path: Path) -> list[str]:
    """Validate a crate at REQUIRED, and return what is wrong with it."""
    from rocrate_validator.models import ValidationSettings
    from rocrate_validator.services import validate

    result = validate(
        ValidationSettings(
            rocrate_uri=str(crate),
            profile_identifier=profile,
            requirement_severity="REQUIRED",
            offline=True,
            cache_path=tmp_path / "cache",
        )
    )
    assert result.passed() == (not result.get_issues())
    return [str(issue.message) for issue in result.get_issues()]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_crate_is_valid(crate, profile, offline, tmp_path):
    assert problems(crate, profile, tmp_path) == []


def test_the_crate_of_the_reference_study_is_valid(reference, offline, tmp_path):
    assert problems(reference, "provenance-run-crate", tmp_path) == []


def test_the_validator_would_find_a_run_without_its_workflow(crate, offline, tmp_path):
    from rocrate_validator.services import validate_metadata_as_dict

    metadata = json.loads((crate / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    run = next(each for each in metadata["@graph"] if each["@id"] == "#run")
    run["instrument"] = {"@id": "#tool/clean"}
    settings = {
        "profile_identifier": "provenance-run-crate",
        "offline": True,
        "cache_path": tmp_path / "cache",
        "metadata_only": True,
    }
    found = validate_metadata_as_dict(metadata, settings).get_issues()
    assert any("mainEntity as its instrument" in str(issue.message) for issue in found)


def test_the_crate_holds_what_its_metadata_say_and_nothing_else(crate):
    told = {i: e for i, e in entities(crate).items() if "File" in e["@type"] and i[0] != "#"}
    assert {unquote(i) for i in told} == files(crate).keys()
    for name, path in files(crate).items():
        content = path.read_bytes()
        assert told[name]["sha256"] == hashlib.sha256(content).hexdigest(), name
        assert told[name]["contentSize"] == str(len(content)), name


def test_what_tells_of_respondents_is_described_and_not_included(built, crate):
    folder, _ = built
    told = {e["localPath"]: e for i, e in entities(crate).items() if "localPath" in e}
    assert not any((crate / place).exists() for place in told)
    for place, entity in told.items():
        content = (folder.path / place).read_bytes()
        assert entity["@id"] == f"#{place}"
        assert entity["sha256"] == hashlib.sha256(content).hexdigest()
    confidential = {p for p, e in told.items() if "Not included: confidential" in e["description"]}
    build = {p.removeprefix("build/tiny/") for p in confidential if p.startswith("build/")}
    assert confidential - {f"build/tiny/{p}" for p in build} == {
        "data/tiny/corrections.csv",
        "data/tiny/raw/codings.csv",
        "data/tiny/raw/interviews.csv",
    }
    assert {p.partition("/")[0] for p in build} == {
        "coded",
        "codings",
        "codings.csv",
        "dispositions.csv",
        "history.json",
        "ledger.json",
        "reported.json",
        "responses.csv",
        "slices",
    }


def texts(crate: Path):
    """Yield every text in a crate with its name; pictures in it are no texts."""
    for path in sorted(p for p in crate.rglob("*") if p.is_file()):
        if path.suffix not in (".png", ".pdf"):
            yield path.name, EMBEDDED.sub("", path.read_text(encoding="utf-8"))


def rows(folder: Folder, study: str) -> list[dict[str, str]]:
    """Read the responses of a built study."""
    text = (folder.path / f"build/{study}/responses.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def passages(folder: Folder, study: str) -> list[str]:
    """Return sentences and lines of the open answers, which no number or option would repeat."""
    from corrigenda.project import Project

    project = Project(folder.path, study)
    columns = [item.column for item in project.items.values() if item.kind == "open"]
    answers = [row[column] for row in rows(folder, study) for column in columns]
    pieces = [p.strip() for a in answers for p in re.split(r"(?<=[.?!])\s|\n", a)]
    return [piece for piece in pieces if len(piece) > 10]


@pytest.mark.parametrize("study", ["tiny", "clinician-interviews"])
def test_the_crate_names_no_respondent_and_holds_no_open_text(study, request):
    fixtures = ("built", "crate") if study == "tiny" else ("report", "reference")
    (folder, _), crate = map(request.getfixturevalue, fixtures)
    ids = {row["respondent"] for row in rows(folder, study)} - {""}
    held, said = re.compile(rf"\b(?:{'|'.join(map(re.escape, ids))})\b"), passages(folder, study)
    assert ids
    assert said
    for name, text in texts(crate):
        assert not held.search(text), name
        assert not [piece for piece in said if piece in text], name


def test_the_ids_of_the_crate_lead_to_the_records(crate):
    known = entities(crate)
    for identifier, entity in known.items():
        if identifier.startswith("figures/") and not identifier.endswith(".json"):
            record = json.loads((crate / entity["subjectOf"]["@id"]).read_text(encoding="utf-8"))
            assert entity["identifier"] == record["id"]
            assert record["files"][entity["name"]] == entity["sha256"]
    for suffix in ("html", "pdf"):
        entity = known[f"build/tiny/report.{suffix}"]
        record = json.loads((crate / "figures/tiny/report.json").read_text(encoding="utf-8"))
        assert entity["identifier"] == known["./"]["identifier"] == record["id"]


def test_every_job_is_told_with_its_tool_files_and_times(built, crate):
    folder, run = built
    known = entities(crate)
    jobs = {i: e for i, e in known.items() if e["@type"] == "CreateAction" and i != "#run"}
    assert len(jobs) == len(run.jobs)
    figure = jobs["#run/figure/fig-court"]
    assert figure["instrument"] == {"@id": "#tool/figure"}
    assert {"@id": "#build/tiny/slices/court.csv"} in figure["object"]
    assert {"@id": "figures/tiny/fig-court.svg"} in figure["result"]
    path = folder.path / "build/.receipts/tiny/figure-fig-court.json"
    receipt = json.loads(path.read_text(encoding="utf-8"))
    assert (figure["startTime"], figure["endTime"]) == (receipt["started"], receipt["ended"])
    controls = [e for e in known.values() if e["@type"] == "ControlAction"]
    assert {c["object"]["@id"] for c in controls} == jobs.keys()
    assert len(known["#build"]["object"]) == len(jobs)
    assert known["#run"]["instrument"] == {"@id": "Snakefile"}
    assert {"@id": "build/tiny/report.html"} in known["#run"]["result"]


def test_people_and_software_are_told(crate):
    known = entities(crate)
    assert known[known["./"]["author"]["@id"]]["name"] == "A. Tester"
    assert known[known["#data/tiny/corrections.csv"]["author"]["@id"]]["name"] == "AB"
    assert known["./"]["datePublished"] == "2024-05-01"
    assert known[known["./"]["license"]["@id"]]["name"] == "No licence"
    assert known["#software/pandas"]["version"]


def test_a_second_crate_has_the_same_bytes_and_takes_the_place_of_the_first(project):
    first = {name: p.read_bytes() for name, p in files(written(project, "--to", "one")).items()}
    metadata = (project.path / "one/ro-crate-metadata.json").read_bytes()
    crate = written(project, "--to", "one")
    assert {name: p.read_bytes() for name, p in files(crate).items()} == first
    assert (crate / "ro-crate-metadata.json").read_bytes() == metadata
    assert not [p for p in project.path.iterdir() if p.name.startswith(".one")]


def test_a_study_that_discloses_both_hands_over_everything(project):
    with (project.path / "data/tiny/study.yaml").open("a", encoding="utf-8") as file:
        file.write("discloses: [respondents, open_text]\n")
    run = project.snakemake()
    assert run.code == 0, run.output
    crate = written(project)
    assert (crate / "data/tiny/raw/interviews.csv").exists()
    assert (crate / "data/tiny/corrections.csv").exists()
    assert not [e for e in entities(crate).values() if "localPath" in e]


def test_what_was_said_stays_at_home_wherever_it_is_repeated(project, offline, tmp_path):
    for place, text in {
        "report/tiny/exhibits.yaml": "# R1 was asked twice\n",
        "report/tiny/report.qmd": "\n# What was said\n\nIt was slow.\n",
    }.items():
        with (project.path / place).open("a", encoding="utf-8") as file:
            file.write(text)
    run = project.snakemake()
    assert run.code == 0, run.output
    crate = written(project, "--to", str(tmp_path / "crate"))
    told = {e["localPath"]: e for e in entities(crate).values() if "localPath" in e}
    assert {place for place, e in told.items() if "names a respondent" in e["description"]} == {
        "report/tiny/exhibits.yaml",
        "report/tiny/report.qmd",
        "build/tiny/report.html",
        "build/tiny/report.pdf",
    }
    assert not any((crate / place).exists() for place in told)
    assert problems(crate, "provenance-run-crate", tmp_path) == []


def test_a_report_that_is_not_current_is_refused(project):
    project.edit("figures/tiny/tbl-court.csv", "Yes", "No")
    result = project.run("corrigenda", "crate")
    assert result.returncode == 19
    assert "job table tbl-court: figures/tiny/tbl-court.csv was changed by hand." in result.stderr
    assert "Run corrigenda build" in result.stderr
    assert not (project.path / "build/tiny/crate").exists()
