"""Writing codings as a REFI-QDA project (.qdpx) or codebook (.qdc) that other programs read."""

import io
import re
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from corrigenda.errors import CodingsError, Problem
from corrigenda.readers.coded import Code, Coded, Passage, Path, Text

ORIGIN = "Corrigenda"
PROJECT_SPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_SPACE = "urn:QDA-XML:codebook:1.0"
HEAD = '<?xml version="1.0" encoding="utf-8"?>'
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:QDA-XML:project:1.0")
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
COLOUR = re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of what a zip file can tell; the bytes must not depend on today
NAMED = 60  # characters of a passage that its selection is named by


@dataclass
class _Guids:
    """A GUID for each thing, the same in every export of the same data."""

    used: set[str] = field(default_factory=set)

    def __call__(self, kind: str, *name: object, own: str = "") -> str:
        key = "\x1f".join((kind, *map(str, name))).encode("utf-8", "replace").decode()
        guid = own if GUID.fullmatch(own) and own.lower() not in self.used else ""
        n = 0
        while not guid or guid.lower() in self.used:
            guid = str(uuid.uuid5(NAMESPACE, f"{key}\x1f{n}"))
            n += 1
        self.used.add(guid.lower())
        return guid


@dataclass
class _Writer:
    """What is known while a project is written."""

    coded: Coded
    guids: _Guids = field(default_factory=_Guids)
    codes: dict[Path, str] = field(default_factory=dict)
    coders: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)


def project_bytes(coded: Coded, title: str) -> bytes:
    """Write a project: coders, codes, cases, texts and coded passages.

    Parameters
    ----------
    coded
        What it shall hold.
    title
        The name of the project.

    Returns
    -------
    bytes
        A .qdpx, the same for the same data.
    """
    work = _Writer(coded)
    lines = list(_project(work, title))
    files = {"project.qde": "\n".join(lines) + "\n"}
    for guid, text in zip(work.texts, coded.texts, strict=True):
        files[f"Sources/{guid}.txt"] = text.text
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, content.encode("utf-8", "replace"))
    return buffer.getvalue()


def codebook_bytes(coded: Coded) -> bytes:
    """Write a codebook: the codes alone.

    Parameters
    ----------
    coded
        Whose codes it shall hold.

    Returns
    -------
    bytes
        A .qdc, the same for the same codes.

    Raises
    ------
    CodingsError
        When there are no codes: the format has no empty codebook.
    """
    work = _Writer(coded)
    if not coded.codes and not coded.passages:
        raise CodingsError(Problem("", "there are no codes to be written.", "Declare codes first."))
    lines = [
        HEAD,
        _open("CodeBook", xmlns=CODEBOOK_SPACE, origin=ORIGIN),
        *_codes(work),
        *_sets(work, "guid"),
        "</CodeBook>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _project(work: _Writer, title: str) -> Iterator[str]:
    coded = work.coded
    yield HEAD
    yield _open("Project", xmlns=PROJECT_SPACE, name=title, origin=ORIGIN)
    yield from _users(work)
    if coded.codes or coded.passages:
        yield "<CodeBook>"
        yield from _codes(work)
        yield "</CodeBook>"
    yield from _variables(work)
    work.texts = [work.guids("text", n, text.name, own=text.guid) for n, text in _numbered(coded)]
    yield from _cases(work)
    if coded.texts:
        passages: dict[int, list[Passage]] = {}
        for passage in coded.passages:
            passages.setdefault(passage.text, []).append(passage)
        yield "<Sources>"
        for n, text in _numbered(coded):
            yield from _source(work, n, text, passages.get(n, []))
        yield "</Sources>"
    yield from _sets(work, "targetGUID")
    yield "</Project>"


def _numbered(coded: Coded) -> Iterator[tuple[int, Text]]:
    return enumerate(coded.texts)


def _users(work: _Writer) -> Iterator[str]:
    known = {coder.name: coder.guid for coder in work.coded.coders}
    named = (p.coder for p in work.coded.passages if p.coder)
    names = dict.fromkeys((*known, *named))
    if not names:
        return
    yield "<Users>"
    for name in names:
        work.coders[name] = work.guids("user", name, own=known.get(name, ""))
        yield _open("User", True, guid=work.coders[name], name=name)
    yield "</Users>"


def _codes(work: _Writer) -> Iterator[str]:
    known = {code.path: code for code in work.coded.codes}
    below: dict[Path, dict[Path, None]] = {}
    for path in (*known, *(passage.code for passage in work.coded.passages)):
        for n in range(1, len(path) + 1):
            below.setdefault(path[: n - 1], {})[path[:n]] = None
    coded = {passage.code for passage in work.coded.passages}

    def lines(path: Path) -> Iterator[str]:
        code = known.get(path) or Code(path, codable=path in coded)
        work.codes[path] = work.guids("code", *path, own=code.guid)
        yield _open(
            "Code",
            guid=work.codes[path],
            name=path[-1],
            isCodable="true" if code.codable or path in coded else "false",
            color=code.colour if COLOUR.fullmatch(code.colour) else "",
        )
        if code.description:
            yield f"<Description>{_text(code.description)}</Description>"
        for lower in below.get(path, ()):
            yield from lines(lower)
        yield "</Code>"

    yield "<Codes>"
    for top in below.get((), ()):
        yield from lines(top)
    yield "</Codes>"


def _sets(work: _Writer, member: str) -> Iterator[str]:
    groups = [g for g in work.coded.groups if not work.codes.keys().isdisjoint(g.codes)]
    if not groups:  # the format has no empty list of sets
        return
    yield "<Sets>"
    for n, group in enumerate(groups):
        yield _open("Set", guid=work.guids("set", n, group.name), name=group.name)
        held = (work.codes[code] for code in group.codes if code in work.codes)
        yield from (_open("MemberCode", True, **{member: guid}) for guid in held)
        yield "</Set>"
    yield "</Sets>"


def _variables(work: _Writer) -> Iterator[str]:
    holders = (*work.coded.cases, *work.coded.texts)
    names = dict.fromkeys(name for holder in holders for name in holder.variables)
    if not names:
        return
    yield "<Variables>"
    for name in names:
        work.variables[name] = work.guids("variable", name)
        yield _open("Variable", True, guid=work.variables[name], name=name, typeOfVariable="Text")
    yield "</Variables>"


def _values(work: _Writer, values) -> Iterator[str]:
    for name, value in values.items():
        yield "<VariableValue>"
        yield _open("VariableRef", True, targetGUID=work.variables[name])
        yield f"<TextValue>{_text(value)}</TextValue>"
        yield "</VariableValue>"


def _cases(work: _Writer) -> Iterator[str]:
    if not work.coded.cases:
        return
    sources: dict[str, list[str]] = {}
    for guid, text in zip(work.texts, work.coded.texts, strict=True):
        for name in text.cases:
            sources.setdefault(name, []).append(guid)
    yield "<Cases>"
    for n, case in enumerate(work.coded.cases):
        yield _open("Case", guid=work.guids("case", n, case.name, own=case.guid), name=case.name)
        yield from _values(work, case.variables)
        for guid in sources.get(case.name, ()):
            yield _open("SourceRef", True, targetGUID=guid)
        yield "</Case>"
    yield "</Cases>"


def _source(work: _Writer, n: int, text: Text, own: list[Passage]) -> Iterator[str]:
    guid = work.texts[n]
    yield _open("TextSource", guid=guid, name=text.name, plainTextPath=f"internal://{guid}.txt")
    for (start, end), passages in groupby(own, lambda passage: (passage.start, passage.end)):
        yield _open(
            "PlainTextSelection",
            guid=work.guids("selection", n, start, end),
            name=" ".join(text.text[start:end].split())[:NAMED],
            startPosition=str(start),
            endPosition=str(end),
        )
        for passage in passages:
            yield from _coding(work, passage)
        yield "</PlainTextSelection>"
    yield from _values(work, text.variables)
    yield "</TextSource>"


def _coding(work: _Writer, passage: Passage) -> Iterator[str]:
    key = (passage.text, passage.start, passage.end, *passage.code, passage.coder)
    yield _open(
        "Coding",
        guid=work.guids("coding", *key),
        creatingUser=work.coders.get(passage.coder, ""),
        creationDateTime=_moment(passage.date),
    )
    yield _open("CodeRef", True, targetGUID=work.codes[passage.code])
    yield "</Coding>"


def _moment(day: str) -> str:
    try:
        return f"{date.fromisoformat(day).isoformat()}T00:00:00Z"
    except ValueError:
        return ""


def _text(text: str) -> str:
    return escape(NOT_IN_XML.sub("\ufffd", text))


def _open(element: str, closed: bool = False, /, **attributes: str) -> str:
    held = "".join(
        f" {key}={quoteattr(NOT_IN_XML.sub(chr(0xFFFD), value))}"
        for key, value in attributes.items()
        if value or key == "name"
    )
    return f"<{element}{held}{'/' if closed else ''}>"
