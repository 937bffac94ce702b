"""Raw files: registered by hash, never changed."""

import hashlib
from pathlib import Path

import pytest

from builders import refused
from corrigenda.errors import RawChangedError
from corrigenda.readers.raw import verify_raw

PLACE = "data/tiny/raw"


def register(folder: Path, *names: str, line: str = "{digest}  {name}\n") -> None:
    """Write SHA256SUMS of some files."""
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    text = "".join(line.format(digest=digest, name=name) for name, digest in digests.items())
    (folder / "SHA256SUMS").write_bytes(text.encode())


@pytest.fixture
def raw(tmp_path) -> Path:
    """A raw folder of two registered files."""
    (tmp_path / "a.csv").write_text("a")
    (tmp_path / "b.csv").write_text("b")
    register(tmp_path, "a.csv", "b.csv")
    return tmp_path


def test_unchanged_files_are_accepted_with_their_hashes(raw):
    known = verify_raw(raw, PLACE)
    assert list(known) == ["a.csv", "b.csv"]
    assert known["a.csv"] == hashlib.sha256(b"a").hexdigest()


@pytest.mark.parametrize(
    "line",
    ["{digest} *{name}\n", "{digest}  {name}\r\n", "\ufeff{digest}  {name}\n"],
    ids=["binary mode", "CRLF", "byte order mark"],
)
def test_a_register_of_another_tool_is_accepted(raw, line):
    (raw / "b.csv").unlink()
    register(raw, "a.csv", line=line)
    assert list(verify_raw(raw, PLACE)) == ["a.csv"]


def test_a_register_in_capitals_is_accepted(raw):
    text = (raw / "SHA256SUMS").read_text()
    (raw / "SHA256SUMS").write_text(
        "".join(f"{line[:64].upper()}{line[64:]}" for line in text.splitlines(keepends=True))
    )
    assert list(verify_raw(raw, PLACE)) == ["a.csv", "b.csv"]


def test_changed_missing_and_unregistered_files_are_named_together(raw):
    (raw / "a.csv").write_text("edited")
    (raw / "b.csv").unlink()
    (raw / "sub").mkdir()
    (raw / "sub/c.csv").write_text("c")
    with refused(
        RawChangedError,
        f"{PLACE}/a.csv: the raw file is not the registered one.\n  Raw data are never edited: "
        "restore the file and put the change into corrections.csv.",
        f"{PLACE}/b.csv: the registered raw file is missing.\n  Put the original file back.",
        f"{PLACE}/sub/c.csv: the raw file is not registered.\n"
        f"  Add it: cd {PLACE} && sha256sum sub/c.csv >> SHA256SUMS",
    ):
        verify_raw(raw, PLACE)


def test_a_line_that_registers_nothing_leaves_its_file_unregistered(raw):
    (raw / "SHA256SUMS").write_text("a.csv\n")
    with pytest.raises(RawChangedError, match=r"a\.csv: the raw file is not registered"):
        verify_raw(raw, PLACE)


def test_a_missing_register_is_asked_for(raw):
    (raw / "SHA256SUMS").unlink()
    with refused(
        RawChangedError,
        f"{PLACE}/SHA256SUMS: the register is missing.\n"
        f"  Register the raw files once: cd {PLACE} && sha256sum * > SHA256SUMS",
    ):
        verify_raw(raw, PLACE)


def test_a_register_in_another_encoding_is_refused(raw):
    (raw / "SHA256SUMS").write_text("0  a.csv\n", encoding="utf-16")
    with refused(
        RawChangedError,
        f"{PLACE}/SHA256SUMS: the register is not UTF-8.\n"
        "  Save it as UTF-8, or write it anew with sha256sum.",
    ):
        verify_raw(raw, PLACE)
