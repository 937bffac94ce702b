"""What a version holds, read from its files."""

import json

import pytest

from builders import refused
from corrigenda.errors import ReleaseError
from corrigenda.releases.snapshot import Folder, Snapshot

ROW = {
    "id": "C001", "date": "2024-04-11", "item": "court", "change": '"No" → "Yes"',
    "reason": "AB: Call back", "withdrawn_by": "", "moved": ["in fig-court"],
}  # fmt: skip
FILES = {
    "ledger.json": json.dumps([ROW]).encode(),
    "statistics.json": b'{"court.yes": {"n": 3, "base": 4}}',
    "fig-court/fig-court.csv": b'option,n\n"yes, both",3\n',
}


def test_files_become_models():
    snapshot = Snapshot(FILES)
    assert [(row.id, row.moved) for row in snapshot.ledger] == [("C001", ("in fig-court",))]
    assert snapshot.statistics["court.yes"]["base"] == 4
    assert snapshot.rows("fig-court") == [{"option": "yes, both", "n": "3"}]


def test_a_folder_is_read_file_by_file(tmp_path):
    (tmp_path / "fig-court").mkdir()
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    assert dict(Folder(tmp_path)) == FILES
    assert len(Folder(tmp_path)) == 3
    assert "fig-court" not in Folder(tmp_path)


BROKEN = (
    "it is missing, or not what a release holds; someone changed it.\n"
    "  corrigenda verify --releases names every file that was changed."
)


@pytest.mark.parametrize(
    "content",
    [b"{", b"\xff", b"7", b'[{"id": "C001"}]', b"[" * 100_000, b"null"],
    ids=["cut off", "no text", "a number", "a row too short", "too deep", "nothing"],
)
def test_a_broken_file_is_named(tmp_path, content):
    (tmp_path / "ledger.json").write_bytes(content)
    with refused(ReleaseError, f"{tmp_path}/ledger.json: {BROKEN}"):
        _ = Snapshot(Folder(tmp_path)).ledger


def test_a_missing_file_is_named():
    with refused(ReleaseError, f"release.json: {BROKEN}"):
        _ = Snapshot({}).release
