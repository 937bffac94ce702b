"""A later export is brought in: each file, its order, and what a stop in between leaves."""

import pytest

from builders import refused
from corrigenda import evaluation, files
from corrigenda.errors import RawChangedError, UserError, WriteError
from corrigenda.importing import imported
from corrigenda.readers.raw import verify_raw
from corrigenda.renewing import renew, renewal
from corrigenda.renewing.raw_files import raw_name, registered

LATER = """\
RID,Q1,Q2,Q3_1,Q3_2,Q4,Finished
R1,Clinic,3,1,,Slow,1
R2,School,5,,1,,1
R3,Clinc,1,1,1,Fast,1
R4,School,2,,,,1
R5,Hospital,7,1,,,1
"""


def test_every_file_is_written_in_its_order(project, seen, folder, current):
    before = folder()
    found = seen(LATER)
    said = renew(project, found)
    after = folder()
    assert [path.name for path in found.files] == [
        "export-2.csv",
        "SHA256SUMS",
        "codebook.yaml",
        "study.yaml",
    ]
    assert said == (
        "Written:\n"
        "  data/tiny/raw/export-2.csv\n"
        "  data/tiny/raw/SHA256SUMS\n"
        "  data/tiny/codebook.yaml\n"
        "  data/tiny/study.yaml\n"
        "Next: look at the new entries of codebook.yaml, then corrigenda check, make report."
    )
    assert after["raw/export.csv"] == before["raw/export.csv"]
    assert after["raw/export-2.csv"] == LATER.encode()
    assert after["corrections.csv"] == before["corrections.csv"]
    assert after["study.yaml"] == before["study.yaml"].replace(
        b"raw/export.csv", b"raw/export-2.csv"
    )
    assert after["codebook.yaml"] == before["codebook.yaml"].replace(
        b"      school: School\n", b"      school: School\n      hospital: Hospital\n"
    )
    assert after["raw/SHA256SUMS"].startswith(before["raw/SHA256SUMS"])
    again = current()
    assert set(verify_raw(again.raw, "raw")) == {"export.csv", "export-2.csv"}
    cleaned = evaluation.clean(again, imported(again), again.ledger)
    assert list(cleaned.slices["setting"]["value"]) == [
        "clinic",
        "school",
        "clinic",
        "school",
        "hospital",
    ]


def test_the_numbers_of_the_first_export_are_to_be_changed(project, seen, tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_study.py").write_text("")
    assert renew(project, seen(LATER)).endswith(
        "\ntests/test_study.py counts the responses of the earlier export: "
        "put the new numbers there."
    )


def test_a_second_time_nothing_has_changed(project, seen, current, a_later):
    renew(project, seen(LATER))
    found = renewal(current(), a_later(LATER))
    assert found.nothing
    assert renew(current(), found) == "Nothing was changed."


def test_an_earlier_export_is_taken_back_without_another_copy(project, seen, current, a_later):
    earlier = (project.raw / "export.csv").read_text()
    renew(project, seen(LATER))
    renew(current(), renewal(current(), a_later(earlier, "old.csv")))
    assert current().study.responses.file == "raw/export.csv"
    assert sorted(path.name for path in project.raw.iterdir()) == [
        "SHA256SUMS",
        "export-2.csv",
        "export.csv",
    ]


@pytest.mark.parametrize("stop", [1, 2, 3])
def test_a_stop_in_between_loses_nothing_and_the_command_goes_on(
    stop, project, seen, current, a_later, monkeypatch
):
    text = "\n".join(f"{line},x" for line in LATER.splitlines()).replace(
        "Finished,x", "Finished,Q5"
    )
    path = project.data / "codebook.yaml"
    path.write_text(path.read_text() + "  more: {kind: open, column: Q5, label: More}\n")
    found = renewal(current(), a_later(text))
    for target, content in list(found.files.items())[:stop]:
        files.write_atomic(target, content)
    if stop == 1:
        with refused(
            RawChangedError,
            "data/tiny/raw/export-2.csv: the raw file is not registered.\n"
            "  Add it: cd data/tiny/raw && sha256sum export-2.csv >> SHA256SUMS",
        ):
            renewal(current(), a_later(text))
        files.write_atomic(project.raw / "SHA256SUMS", found.files[project.raw / "SHA256SUMS"])
    renew(current(), renewal(current(), a_later(text)))
    again = current()
    assert again.study.responses.file == "raw/export-2.csv"
    assert list(again.codebook["setting"].by_id) == ["clinic", "school", "hospital"]
    assert not (project.raw / "export-3.csv").exists()


@pytest.mark.parametrize(
    "name", ["codebook.yaml", "study.yaml", "corrections.csv", "raw/SHA256SUMS"]
)
def test_a_file_that_changed_meanwhile_stops_the_writing(name, project, seen, folder):
    found = seen(LATER)
    path = project.data / name
    path.write_bytes(path.read_bytes() + b"\n")
    before = folder()
    with refused(
        WriteError,
        f"data/tiny/{name}: the file has changed since the comparison.\n"
        "  Nothing was written. Run the command again, and look at what it shows.",
    ):
        renew(project, found)
    assert folder() == before


def test_a_raw_file_that_appeared_meanwhile_is_not_written_over(project, seen):
    found = seen(LATER)
    (project.raw / "export-2.csv").write_text("mine")
    with pytest.raises(WriteError, match="a file of this name has appeared"):
        renew(project, found)
    assert (project.raw / "export-2.csv").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_told(project, seen, monkeypatch):
    found = seen(LATER)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_write", full)
    with pytest.raises(UserError, match="No space left on device"):
        renew(project, found)


def test_a_flow_style_study_names_the_new_file_too(project, seen, current):
    path = project.data / "study.yaml"
    text = path.read_text()
    head, tail = text.split("responses:\n")[0], "exclude: [unfinished]\n"
    finished = "finished: {column: Finished, values: [1]}"
    setting = f"responses: {{file: 'raw/export.csv', format: table, {finished}}}\n"
    path.write_text(head + setting + tail)
    renew(project, seen(LATER))
    assert path.read_text() == head + setting.replace("'raw/export.csv'", "raw/export-2.csv") + tail


@pytest.mark.parametrize(
    ("name", "taken", "found"),
    [
        ("export.csv", (), "export.csv"),
        ("export.csv", ("export.csv",), "export-2.csv"),
        ("export.csv", ("Export.CSV", "export-2.csv"), "export-3.csv"),
        ("my export (1).csv", (), "my-export-(1).csv"),
        (".hidden.sav", (), "hidden.sav"),
        ("SHA256SUMS", (), "SHA256SUMS-2"),
        ("a\nb\\c*.csv", (), "a-b-c-.csv"),
        ("Büro.csv", (), "Büro.csv"),
        ("...", (), "export"),
    ],
)
def test_a_raw_file_gets_a_name_that_nobody_has(name, taken, found):
    assert raw_name(name, taken) == found


def test_the_register_keeps_every_byte():
    assert registered(b"aa  x", "y", b"") == (
        b"aa  x\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  y\n"
    )
    assert registered(b"aa  x\r\n", "y", b"").endswith(b"  y\r\n")
