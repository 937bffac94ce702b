"""Archives: zip files, opened only after a look at what they claim to hold."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from corrigenda.errors import ExportError, Problem, UserError

MEBIBYTE = 1024**2
PER_MEMBER = 400  # bytes of the list of members that one member may need on average
END_RECORD, END_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
AGAIN = "Save or export it again."


@dataclass(frozen=True)
class Limits:
    """What an archive may hold.

    Parameters
    ----------
    members
        The number of files in it.
    size
        Bytes of all files when unpacked; None where only what is read counts, such as in projects
        with films, of which only the texts are read.
    ratio, ratio_from
        How many times larger the files may get by unpacking, where they hold more bytes than that.
    """

    members: int = 100_000
    size: int | None = 2048 * MEBIBYTE
    ratio: int = 250
    ratio_from: int = 64 * MEBIBYTE


WHOLE = Limits()
PROJECT = Limits(size=None)


class _TooLargeError(Exception):
    """A member is larger than its reader takes."""


@contextmanager
def checked_archive(
    path: Path, place: str, error: type[UserError] = ExportError, limits: Limits = WHOLE
) -> Iterator[zipfile.ZipFile]:
    """Open a zip file that is no bomb, and whose members stay inside it.

    With a limit on its size, every member is unpacked once to count its bytes: what reads the file
    afterwards need not mind what the archive claims of itself.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.
    limits
        What it may hold.

    Returns
    -------
    contextmanager
        Of the open archive; members are read by `read_member` and `open_member`.

    Raises
    ------
    UserError
        Of that kind, when the file is missing, cut, no archive, or not to be trusted; also while
        the archive is open.
    """

    def refused(message: str, advice: str = AGAIN) -> UserError:
        return error(Problem(place, message, advice))

    try:
        with path.open("rb") as file:
            message = _of_no_archive(file, limits) or ""
            if message:
                raise refused(message)
            with _damage():
                archive = zipfile.ZipFile(file)
            with archive:
                with _damage():
                    message = _untrusted(archive.infolist(), limits)
                    message = message or _unpacked(file, archive, limits)
                if message:
                    raise refused(message)
                yield archive
    except FileNotFoundError:
        raise refused("the file is missing.", "Mind its name in study.yaml.") from None
    except IsADirectoryError:
        raise refused("this is a folder, not a file.", "Mind its name in study.yaml.") from None
    except PermissionError:
        raise refused("the file may not be read.", "Mind its permissions.") from None
    except _TooLargeError:
        raise refused("a file in the archive is larger than can be read.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise refused("the archive is damaged or was cut.") from None


def read_member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Read one file of an archive.

    Parameters
    ----------
    archive
        As `checked_archive` gives it, while it is open.
    name
        Of the file in it.
    limit
        The most bytes; more are refused by `checked_archive`.

    Returns
    -------
    bytes
        What it holds.
    """
    with open_member(archive, name, limit) as stream:
        return stream.read()


def open_member(archive: zipfile.ZipFile, name: str, limit: int) -> BinaryIO:
    """Open one file of an archive as a stream that ends in a refusal when it gets too long.

    Parameters
    ----------
    archive
        As `checked_archive` gives it, while it is open.
    name
        Of the file in it.
    limit
        The most bytes that it may give, whatever the archive claims.

    Returns
    -------
    BinaryIO
        Of what it holds.
    """
    member = archive.getinfo(name)
    if member.file_size > limit:
        raise _TooLargeError
    if member.compress_type not in UNPACKED:
        raise zipfile.BadZipFile
    with _damage():
        stream = archive.open(member)
    return io.BufferedReader(_Counted(stream, limit), MEBIBYTE)


@contextmanager
def _damage() -> Iterator[None]:
    """Turn all that a damaged archive may cause in the library into the one error for it."""
    try:
        yield
    except (NotImplementedError, RuntimeError, ValueError, OverflowError, struct.error) as bad:
        raise zipfile.BadZipFile from bad


class _Counted(io.RawIOBase):
    def __init__(self, stream, limit: int):
        self.stream, self.left = stream, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        with _damage():
            data = self.stream.read(len(buffer))
        self.left -= len(data)
        if self.left < 0:
            raise _TooLargeError
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.stream.close()
        super().close()


def _of_no_archive(file: BinaryIO, limits: Limits) -> str | None:
    """Say what is wrong before the list of members is read, which may be huge itself."""
    size = file.seek(0, io.SEEK_END)
    if not size:
        return "the file is empty."
    file.seek(max(0, size - 66_000))
    tail = file.read()
    end = tail.rfind(END_RECORD)
    if end < 0 or len(tail) < end + 22:
        file.seek(0)
        cut = file.read(2) == b"PK"
        return "the archive was cut." if cut else "this is not an archive (zip) of any kind."
    (listed,) = struct.unpack_from("<I", tail, end + 12)
    locator = tail.rfind(END_LOCATOR, 0, end)
    if listed == 0xFFFFFFFF and locator >= 0:
        (offset,) = struct.unpack_from("<Q", tail, locator + 8)
        file.seek(min(offset, size))
        record = file.read(56)
        listed = struct.unpack_from("<Q", record, 40)[0] if len(record) == 56 else size
    if listed > limits.members * PER_MEMBER:
        return _too_many(limits)
    return None


def _too_many(limits: Limits) -> str:
    return f"the archive holds more than {limits.members:,} files."


def _untrusted(members: list[zipfile.ZipInfo], limits: Limits) -> str:
    """Say what is wrong with the list of members."""
    if len(members) > limits.members:
        return _too_many(limits)
    if any(_leads_out(member.orig_filename) for member in members):
        return "a file in the archive has a path that leads out of it."
    if any(stat.S_ISLNK(member.external_attr >> 16) for member in members):
        return "a file in the archive is a link to another place."
    if any(member.flag_bits & 0x1 for member in members):
        return "the archive is protected by a password."
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            return "files in the archive overlap."
        end = member.header_offset + 30 + member.compress_size
    return ""


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or parts[0].endswith(":") or "\0" in name


def _unpacked(file: BinaryIO, archive: zipfile.ZipFile, limits: Limits) -> str:
    """Say whether the members get too large by unpacking, in truth and not by their own claims."""
    if limits.size is None:
        return ""
    total = packed = 0
    for member in archive.infolist():
        packed += member.compress_size
        for size in _sizes(file, member):
            total += size
            if total > limits.size:
                return f"the archive unpacks to more than {limits.size // MEBIBYTE:,} MiB."
            if total > limits.ratio_from and total > packed * limits.ratio:
                return f"the archive unpacks to more than {limits.ratio} times its size."
    return ""


def _sizes(file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[int]:
    """Unpack a member; its sum is compared, since not every reader does so."""
    if member.compress_type not in UNPACKED:
        raise zipfile.BadZipFile
    checksum = 0
    for data in _inflated(file, member):
        checksum = zlib.crc32(data, checksum)
        yield len(data)
    if checksum != member.CRC:
        raise zipfile.BadZipFile


def _inflated(file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    file.seek(member.header_offset + 26)
    file.seek(sum(struct.unpack("<HH", file.read(4))), io.SEEK_CUR)
    left = member.compress_size
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0:
        data = file.read(min(left, MEBIBYTE))
        if not data:
            raise EOFError
        left -= len(data)
        if member.compress_type == zipfile.ZIP_STORED:
            yield data
            continue
        while data and not inflate.eof:
            yield inflate.decompress(data, 4 * MEBIBYTE)
            data = inflate.unconsumed_tail
