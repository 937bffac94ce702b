"""Raw files: registered by hash, read as text."""

import hashlib
from pathlib import Path

import pytest

from builders import refused
from corrigenda.errors import CodingsError, ExportError, RawChangedError
from corrigenda.readers.raw import read_table, verify_raw

PLACE = "data/tiny/raw"
FILE = f"{PLACE}/export.csv"


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


@pytest.fixture
def table(tmp_path):
    """Read bytes as a raw table."""

    def read(data: bytes, error=ExportError):
        path = tmp_path / "export.csv"
        path.write_bytes(data)
        return read_table(path, FILE, error)

    return read


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        (b"\xef\xbb\xbfa,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        (b"a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        (b'a\n"one\r\ntwo"\n', [["a"], ["one\ntwo"]]),
        (b'a,b\n"1, ""x""",2\n', [["a", "b"], ['1, "x"', "2"]]),
        (b"a,b\n1,\n\n\n", [["a", "b"], ["1", ""]]),
        (b"a\n1\n\n2\n", [["a"], ["1"], [], ["2"]]),
    ],
    ids=["LF", "BOM and CRLF", "CR", "line end in a cell", "quotes", "empty at the end", "between"],
)
def test_cells_are_read_as_text_whatever_the_line_ends(table, data, rows):
    assert table(data) == rows


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", ": the file is empty.\n  Export it again."),
        (b"\xef\xbb\xbf \r\n", ": the file is empty.\n  Export it again."),
        (
            b"a,b\n1,caf\xe9\n",
            ':2: the file is not UTF-8 (byte "0xe9").\n  Export it again as UTF-8.',
        ),
        (
            "a,b\n".encode("utf-16"),
            ':1: the file is not UTF-8 (byte "0xff").\n  Export it again as UTF-8.',
        ),
        (b"a,b\n1,2\n3,\0\n", ":3: the file holds NUL bytes.\n  Export it again."),
        (
            b"a\n1\n" + b"x" * 140_000,
            ":3: not a CSV file: field larger than field limit (131072).\n"
            "  The file was cut or edited: export it again.",
        ),
    ],
    ids=["empty", "blank", "latin-1", "utf-16", "NUL", "no CSV"],
)
def test_a_file_that_is_no_table_is_refused(table, data, problem):
    with refused(ExportError, FILE + problem):
        table(data)


def test_a_missing_file_is_named(tmp_path):
    with refused(ExportError, f"{FILE}: the file is missing.\n  Mind its name in study.yaml."):
        read_table(tmp_path / "none.csv", FILE)


def test_the_caller_chooses_the_kind_of_error(table):
    with refused(CodingsError, f"{FILE}: the file is empty.\n  Export it again."):
        table(b"", CodingsError)
