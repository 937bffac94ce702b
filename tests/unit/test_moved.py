"""What rows of the ledger moved is kept, and followed again only where something changed."""

from corrigenda import moved
from corrigenda.history import history
from corrigenda.importing import imported
from corrigenda.project import Project

ROW = "C002,R6,setting,Clinic,School,Call back of R6,AB,2024-04-11\n"


def ledger(tiny) -> Project:
    """Open the study with one row more in its ledger."""
    with (tiny.path / "data/tiny/corrections.csv").open("a", encoding="utf-8") as file:
        file.write(ROW)
    return Project(tiny.path, "tiny")


def test_each_row_tells_what_it_moved_and_names_nobody(tiny):
    project = ledger(tiny)
    entries = moved.followed(project, imported(project), ["hash"], [])
    assert [entry["id"] for entry in entries] == ["C001", "C002"]
    assert entries[1]["exhibits"] == ["tbl-setting"]
    assert entries[1]["moved"] == [
        "setting.clinic  3 of 6 (50%) → 2 of 6 (33.33%)",
        "setting.school  2 of 6 (33.33%) → 3 of 6 (50%)",
        "in tbl-setting",
    ]
    assert "R6" not in str(entries)


def test_a_new_row_alone_is_followed(tiny, monkeypatch):
    project = Project(tiny.path, "tiny")
    before = moved.followed(project, imported(project), ["hash"], [])
    project = ledger(tiny)
    followed = []

    def watched(project, evidence, known):
        followed.append(known)
        return history(project, evidence, known)

    monkeypatch.setattr(moved, "history", watched)
    entries = moved.followed(project, imported(project), ["hash"], before)
    assert followed == [[True]]
    assert entries[0] is before[0] and entries[1]["id"] == "C002"
    assert moved.followed(project, imported(project), ["hash"], entries) == entries
    assert followed == [[True]]  # nothing was left to follow
    assert moved.followed(project, imported(project), ["other data"], entries) != entries
    assert followed == [[True], []]


def test_rows_that_fit_only_together_are_followed_together(tiny):
    with (tiny.path / "data/tiny/corrections.csv").open("a", encoding="utf-8") as file:
        file.write("C002,R3,court,No,Yes,x,AB,2024-04-11\nC003,,,,,x,AB,2024-04-12,C002\n")
    tiny.edit("data/tiny/corrections.csv", "author,date\n", "author,date,withdraws\n")
    project = Project(tiny.path, "tiny")
    entries = moved.followed(project, imported(project), ["hash"], [])
    assert entries == moved.followed(project, imported(project), ["hash"], entries[:1])
    assert entries == moved.followed(project, imported(project), ["hash"], entries[:2])


def test_what_cannot_be_read_is_followed_anew(tmp_path):
    path = tmp_path / "history.json"
    assert moved.known(path) == []
    for text in ("{", "[1]", '[{"id": "C001"}]', '{"a": 1}'):
        path.write_text(text, encoding="utf-8")
        assert moved.known(path) == []
