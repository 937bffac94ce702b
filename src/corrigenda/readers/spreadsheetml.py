"""XLSX: cells whose value the file does not hold, which its reader would pass over in silence."""

import posixpath
import re
from typing import BinaryIO
from zipfile import ZipFile

from corrigenda.readers.archives import open_member, read_member

CHUNK = 1024**2
INDEX = 16 * CHUNK  # bytes of the list of sheets
SHEET = 2048 * CHUNK
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Blanks are counted, so that a file full of them takes no longer to look through.
UNCALCULATED = re.compile(
    rb"(?:</f>|<f\b[^<>]*/>)\s{0,9}(?:<v\s{0,9}/>|<v>\s{0,9}</v>)?\s{0,9}</c>"
)
FAILED = re.compile(rb"<c\b[^<>]*\bt=\"e\"")


def lost_cells(archive: ZipFile, sheet: str) -> tuple[int, int]:
    """Count the cells of a sheet that hold a formula or an error and no value.

    Parameters
    ----------
    archive
        The workbook, as `checked_archive` gives it.
    sheet
        The name of the sheet.

    Returns
    -------
    tuple of int
        Formulas that no program has calculated yet, and errors such as ``#N/A``.
    """
    member = _member(archive, sheet)
    if member not in archive.namelist():
        return 0, 0
    with open_member(archive, member, SHEET) as stream:
        return _counted(stream)


def _member(archive: ZipFile, sheet: str) -> str:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        book = fromstring(read_member(archive, "xl/workbook.xml", INDEX))
        relations = fromstring(read_member(archive, "xl/_rels/workbook.xml.rels", INDEX))
    except (KeyError, ParseError, DefusedXmlException, ValueError):
        return ""
    sheets = [entry for entry in book.iter() if entry.tag.endswith("}sheet")]
    ids = [entry.get(RELATION) for entry in sheets if entry.get("name") == sheet]
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations.iter()}
    target = targets.get(ids[0], "") if ids else ""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _counted(stream: BinaryIO) -> tuple[int, int]:
    formulas = errors = 0
    kept = b""
    while chunk := stream.read(CHUNK):
        kept += chunk
        end = kept.rfind(b"</c>") + 4
        whole, kept = (kept[:end], kept[end:]) if end > 3 else (b"", kept[-CHUNK:])
        formulas += len(UNCALCULATED.findall(whole))
        errors += len(FAILED.findall(whole))
    return formulas, errors
