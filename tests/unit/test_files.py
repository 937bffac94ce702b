"""Files: atomic writes, hashes, canonical text."""

import os
import shutil

import pandas as pd
import pytest

from corrigenda.errors import WriteError
from corrigenda.files import (
    canonical_csv,
    canonical_json,
    reason,
    sha256,
    visible_files,
    write_atomic,
)


@pytest.mark.parametrize("content", ["ä\n", "ä\n".encode()])
def test_text_and_bytes_are_written_as_utf_8_into_new_folders(tmp_path, content):
    path = tmp_path / "new" / "folder" / "file.txt"
    write_atomic(path, content)
    assert path.read_bytes() == b"\xc3\xa4\n"


def test_large_contents_are_written_piece_by_piece(tmp_path):
    write_atomic(tmp_path / "file.txt", (piece for piece in (b"one, ", b"two")))
    assert (tmp_path / "file.txt").read_bytes() == b"one, two"


def test_a_piece_that_cannot_be_made_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "file.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError):
        write_atomic(path, (b"%d" % (1 // n) for n in (1, 0)))
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("file.txt", "old")]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "file.txt"
    path.write_text("old")

    def fail(_):
        raise OSError(28, "disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WriteError, match="it cannot be written: disk full"):
        write_atomic(path, "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("file.txt", "old")]


def test_others_may_read_what_was_written(tmp_path):
    write_atomic(tmp_path / "file.txt", "text")
    assert (tmp_path / "file.txt").stat().st_mode & 0o777 == 0o644


def test_the_hash_is_that_of_sha256sum(tmp_path):
    path = tmp_path / "abc"
    path.write_bytes(b"abc")
    assert sha256(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_equal_values_share_one_json():
    one = canonical_json({"b": [1, "ä"], "a": None})
    assert one == canonical_json({"a": None, "b": [1, "ä"]})
    assert one == '{\n  "a": null,\n  "b": [\n    1,\n    "ä"\n  ]\n}\n'


def test_a_frame_is_written_without_its_index_and_quoted_where_needed():
    frame = pd.DataFrame({"a": ["1", "x,y"], "b": ["", "two\nlines"]}, index=[7, 9])
    assert canonical_csv(frame) == 'a,b\n1,\n"x,y","two\nlines"\n'


def test_what_desktops_leave_behind_is_not_seen(tmp_path):
    for name in ("b.csv", "a.csv", ".DS_Store", "Thumbs.db", ".git/config", "deep/c.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    seen = [p.relative_to(tmp_path).as_posix() for p in visible_files(tmp_path)]
    assert seen == ["a.csv", "b.csv", "deep/c.csv"]


REASONS = {
    "plain": (OSError(28, "No space left on device", "/a/b"), "No space left on device"),
    "without a number": (OSError("it is odd."), "it is odd"),
    "without words": (OSError(), "the system gives no reason"),
    "of many": (
        shutil.Error([("a", "b", "[Errno 28] No space left on device: '/a/b'"), ("c", "d", "e")]),
        "No space left on device",
    ),
    "of Windows": (
        shutil.Error([("a", "b", "[WinError 5] Access is denied: 'C:\\\\a'")]),
        "Access is denied",
    ),
    "of none": (shutil.Error([]), "the system gives no reason"),
    "of shutil itself": (shutil.Error("It is there already"), "It is there already"),
}


@pytest.mark.parametrize(("error", "said"), REASONS.values(), ids=REASONS)
def test_the_reason_of_an_error_is_said_in_a_few_words(error, said):
    assert reason(error) == said


def test_the_reason_why_a_folder_cannot_be_copied_is_that_of_its_first_file(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b").write_text("b")

    def fail(*_):
        raise OSError(28, "No space left on device")

    with pytest.raises(shutil.Error) as caught:
        shutil.copytree(tmp_path / "a", tmp_path / "c", copy_function=fail)
    assert reason(caught.value) == "No space left on device"
