"""The crate of a release: one file, of the same bytes for the same build."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from corrigenda.releases import archive as archiving
from corrigenda.releases.archive import archive


@pytest.fixture
def crate(project, monkeypatch):
    """Let a crate be two files."""

    class Crate:
        def __init__(self):
            self.root_dataset = {"version": "unreleased"}

        def write(self, folder: str) -> None:
            (Path(folder) / "data").mkdir()
            (Path(folder) / "data/ä b.txt").write_text("b")
            (Path(folder) / "ro-crate-metadata.json").write_text(json.dumps(self.root_dataset))

    monkeypatch.setattr(archiving, "described", lambda project, receipts: Crate())
    return project


def test_it_holds_every_file_and_names_its_release(crate):
    with zipfile.ZipFile(io.BytesIO(archive(crate, "1.0.0"))) as file:
        assert file.namelist() == ["data/ä b.txt", "ro-crate-metadata.json"]
        assert json.loads(file.read("ro-crate-metadata.json")) == {"version": "1.0.0"}
        assert all(one.date_time == (1980, 1, 1, 0, 0, 0) for one in file.infolist())
        assert all(one.external_attr >> 16 == 0o100644 for one in file.infolist())


def test_the_same_crate_is_the_same_bytes(crate):
    assert archive(crate, "1.0.0") == archive(crate, "1.0.0") != archive(crate, "1.0.1")
