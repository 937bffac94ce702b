import io
import stat
import struct
import zipfile

import pytest

from builders import refused
from corrigenda.errors import CodingsError, ExportError
from corrigenda.readers.archives import (
    MEBIBYTE,
    PROJECT,
    WHOLE,
    Limits,
    checked_archive,
    open_member,
    read_member,
)

AGAIN = "\n  Save or export it again."


def an_archive(folder, *members, name="a.zip", method=zipfile.ZIP_DEFLATED):
    path = folder / name
    with zipfile.ZipFile(path, "w", method) as archive:
        for member, data in members:
            archive.writestr(member, data)
    return path


def opened(path, limits=WHOLE):
    with checked_archive(path, "raw/a.zip", ExportError, limits) as archive:
        return archive.namelist()


def test_an_archive_is_opened_and_its_members_read(tmp_path):
    path = an_archive(tmp_path, ("a/b.txt", "Words"), ("empty.txt", ""))
    with checked_archive(path, "raw/a.zip") as archive:
        assert read_member(archive, "a/b.txt", 5) == b"Words"
        assert read_member(archive, "empty.txt", 0) == b""


def test_a_member_is_read_as_a_stream(tmp_path):
    path = an_archive(tmp_path, ("a.txt", "x" * 3 * MEBIBYTE))
    with checked_archive(path, "a.zip") as archive, open_member(archive, "a.txt", 2**30) as stream:
        assert stream.read(2) == b"xx"
        assert len(stream.read()) == 3 * MEBIBYTE - 2


def test_a_member_larger_than_its_limit_is_refused(tmp_path):
    path = an_archive(tmp_path, ("a.txt", "Words"))
    message = "raw/a.zip: a file in the archive is larger than can be read." + AGAIN
    with (
        refused(CodingsError, message),
        checked_archive(path, "raw/a.zip", CodingsError) as archive,
    ):
        read_member(archive, "a.txt", 4)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.zip", b"", "the file is empty."),
        ("a.zip", b"name,age\n", "this is not an archive (zip) of any kind."),
        ("a.zip", b"PK\x03\x04 and no more", "the archive was cut."),
    ],
)
def test_what_is_no_archive_is_refused(tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)
    with refused(ExportError, f"raw/a.zip: {says}{AGAIN}"):
        opened(tmp_path / name)


def test_a_missing_file_is_refused(tmp_path):
    with refused(ExportError, "raw/a.zip: the file is missing.\n  Mind its name in study.yaml."):
        opened(tmp_path / "none.zip")


def test_a_folder_is_refused(tmp_path):
    message = "raw/a.zip: this is a folder, not a file.\n  Mind its name in study.yaml."
    with refused(ExportError, message):
        opened(tmp_path)


@pytest.mark.parametrize("at", [0.3, 0.6, 0.9, 0.99])
def test_a_cut_archive_is_refused(tmp_path, at):
    path = an_archive(tmp_path, *((f"{n}.txt", str(n) * 99) for n in range(20)))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * at)])
    with refused(ExportError, f"raw/a.zip: the archive was cut.{AGAIN}"):
        opened(path)


def test_a_damaged_list_of_members_is_refused(tmp_path):
    path = an_archive(tmp_path, ("a.txt", "Words"))
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02", b"PK\x09\x09"))
    with refused(ExportError, f"raw/a.zip: the archive is damaged or was cut.{AGAIN}"):
        opened(path)


def test_damaged_contents_are_refused(tmp_path):
    path = an_archive(tmp_path, ("a.txt", "Words " * 100))
    data = bytearray(path.read_bytes())
    data[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    with refused(ExportError, f"raw/a.zip: the archive is damaged or was cut.{AGAIN}"):
        opened(path)


@pytest.mark.parametrize(
    "name", ["../a.txt", "a/../../b.txt", "/etc/passwd", "C:/a.txt", "..\\a.txt", "\\\\host\\a"]
)
def test_paths_that_lead_out_are_refused(tmp_path, name):
    path = an_archive(tmp_path, (name, "Words"))
    message = f"raw/a.zip: a file in the archive has a path that leads out of it.{AGAIN}"
    with refused(ExportError, message):
        opened(path, PROJECT)


def test_a_link_is_refused(tmp_path):
    member = zipfile.ZipInfo("a.txt")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = an_archive(tmp_path, (member, "/etc/passwd"))
    message = f"raw/a.zip: a file in the archive is a link to another place.{AGAIN}"
    with refused(ExportError, message):
        opened(path)


def test_a_password_is_refused(tmp_path):
    path = an_archive(tmp_path, ("a.txt", "Words"))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with refused(ExportError, f"raw/a.zip: the archive is protected by a password.{AGAIN}"):
        opened(path)


def test_too_many_members_are_refused(tmp_path):
    path = an_archive(tmp_path, *((f"{n}", "") for n in range(4)))
    assert len(opened(path, Limits(members=4))) == 4
    with refused(ExportError, f"raw/a.zip: the archive holds more than 3 files.{AGAIN}"):
        opened(path, Limits(members=3))


def test_an_endless_list_of_members_is_refused_before_it_is_read(tmp_path):
    path = an_archive(tmp_path, ("a.txt", "Words"))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, len(data) - 10, 4_000_000_000)
    path.write_bytes(data)
    with refused(ExportError, f"raw/a.zip: the archive holds more than 100,000 files.{AGAIN}"):
        opened(path)


def test_overlapping_members_are_refused(tmp_path):
    path = an_archive(tmp_path, ("a.txt", "Words"), ("b.txt", "Words"))
    data = bytearray(path.read_bytes())
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)  # both members begin at the same byte
    path.write_bytes(data)
    with pytest.raises(ExportError, match=r"overlap|damaged"):
        opened(path)


def test_a_bomb_is_refused(tmp_path):
    path = an_archive(tmp_path, ("a.txt", bytes(70 * MEBIBYTE)))
    message = f"raw/a.zip: the archive unpacks to more than 250 times its size.{AGAIN}"
    with refused(ExportError, message):
        opened(path)


def test_more_than_the_limit_is_refused(tmp_path):
    path = an_archive(tmp_path, ("a.txt", bytes(MEBIBYTE)), ("b.txt", bytes(MEBIBYTE)))
    assert opened(path, Limits(size=2 * MEBIBYTE))
    with refused(ExportError, f"raw/a.zip: the archive unpacks to more than 1 MiB.{AGAIN}"):
        opened(path, Limits(size=MEBIBYTE))


def test_a_bomb_that_claims_to_be_small_is_refused(tmp_path):
    path = an_archive(tmp_path, ("a.txt", bytes(70 * MEBIBYTE)))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    path.write_bytes(data)
    message = f"raw/a.zip: the archive unpacks to more than 250 times its size.{AGAIN}"
    with refused(ExportError, message):
        opened(path)


def test_a_project_with_large_media_is_opened_without_unpacking_them(tmp_path):
    path = an_archive(tmp_path, ("film.mp4", bytes(70 * MEBIBYTE)), ("project.qde", "<Project/>"))
    with checked_archive(path, "a.qdpx", CodingsError, PROJECT) as archive:
        assert read_member(archive, "project.qde", 100) == b"<Project/>"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_stored_and_deflated_members_are_counted(tmp_path, method):
    path = an_archive(tmp_path, ("a.txt", b"ab" * 1000), method=method)
    assert opened(path, Limits(size=2000)) == ["a.txt"]
    with pytest.raises(ExportError):
        opened(path, Limits(size=1999))


def test_other_ways_of_packing_are_refused(tmp_path):
    path = an_archive(tmp_path, ("a.txt", "Words"), method=zipfile.ZIP_LZMA)
    with refused(ExportError, f"raw/a.zip: the archive is damaged or was cut.{AGAIN}"):
        opened(path)


@pytest.mark.parametrize(("at", "value"), [(6, 250), (8, 32)])  # the version, a flag
def test_kinds_of_archives_that_are_not_known_are_refused(tmp_path, at, value):
    path = an_archive(tmp_path, ("a.txt", "Words"))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + at] = value
    path.write_bytes(data)
    reading = checked_archive(path, "raw/a.zip", ExportError, PROJECT)
    message = f"raw/a.zip: the archive is damaged or was cut.{AGAIN}"
    with refused(ExportError, message), reading as archive:
        read_member(archive, "a.txt", 5)


def test_a_large_archive_with_a_long_list_is_opened(tmp_path):
    path = tmp_path / "a.zip"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", allowZip64=True) as archive:
        for n in range(70_000):  # more than the old format counts
            archive.writestr(zipfile.ZipInfo(str(n)), "")
    path.write_bytes(buffer.getvalue())
    assert len(opened(path)) == 70_000
