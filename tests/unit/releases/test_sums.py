"""SHA256SUMS: written in one form, and read without trust."""

import hashlib

import pytest

from corrigenda.errors import ReleaseError
from corrigenda.releases import sums

SHA = "a" * 64


def test_what_is_written_is_read_again():
    files = {"tbl-a/tbl-a.csv": b"1", "a file.txt": b"", "Z": b"2"}
    content = sums.written(files)
    assert content.decode().splitlines()[0] == f"{hashlib.sha256(b'2').hexdigest()}  Z"
    assert [line[66:] for line in content.decode().splitlines()] == sorted(files)
    assert sums.read(content, "SHA256SUMS") == {
        name: hashlib.sha256(files[name]).hexdigest() for name in files
    }


BROKEN = {
    "a hash that is too short": f"{SHA[1:]}  a\n",
    "one blank": f"{SHA} a\n",
    "an empty line": f"{SHA}  a\n\n{SHA}  b\n",
    "a name twice": f"{SHA}  a\n{SHA}  a\n",
    "a way out": f"{SHA}  ../a\n",
    "a way out behind a folder": f"{SHA}  b/../../a\n",
    "another root": f"{SHA}  /etc/passwd\n",
    "a drive": f"{SHA}  C:/a\n",
    "a backslash": f"{SHA}  b\\a\n",
    "a dot": f"{SHA}  ./a\n",
    "a carriage return": f"{SHA}  a\r\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_anything_else_is_refused_with_its_line(text):
    with pytest.raises(ReleaseError) as caught:
        sums.read(text.encode(), "site/tiny/1.0.0/SHA256SUMS")
    (problem,) = caught.value.problems
    assert problem.place.startswith("site/tiny/1.0.0/SHA256SUMS:")
    assert "names no file" in problem.message


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ReleaseError, match="no list of hashes"):
        sums.read(b"\xff\xfe", "SHA256SUMS")
