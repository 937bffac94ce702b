"""Preview: what a later export would change in a study, worked out without touching anything."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from corrigenda.files import sha256, sha256_of
from corrigenda.importing import source_of
from corrigenda.items import Item
from corrigenda.project import Project
from corrigenda.readers import read_export
from corrigenda.readers.exports import Source
from corrigenda.readers.raw import verify_raw
from corrigenda.renewing.additions import Additions
from corrigenda.renewing.checking import check_columns, check_format
from corrigenda.renewing.declaring import renewed_codebook, renewed_study
from corrigenda.renewing.gathering import gathered
from corrigenda.renewing.model import Renewal
from corrigenda.renewing.raw_files import REGISTER, raw_name, raw_names, registered
from corrigenda.renewing.telling import told

Files = dict[Path, bytes]


def renewal(project: Project, source: Source) -> Renewal:
    """Work out what a later export of the same survey would change.

    Parameters
    ----------
    project
        The study within its folder.
    source
        The later export.

    Returns
    -------
    Renewal
        What is to be shown, and the files that `renew` would write.

    Raises
    ------
    UserError
        When either export cannot be read, the later one lacks columns that the study reads, or it
        is not of the study's format.
    """
    seen = _hashes(project)
    check_format(project, source)
    known = verify_raw(project.raw, project.place(project.raw))
    current = source_of(project)
    if _same(source.path, current.path):
        text = (
            f"Nothing has changed: {source.place} and {current.place} are the same, byte by byte."
        )
        return Renewal(text, True)
    later = read_export(source)
    check_columns(project, later, source.place)
    found, items = gathered(project, source, later)
    if found.nothing:
        return Renewal(told(found), True)
    raw, name = _raw(project, source, known)
    declared, by_hand = _declared(project, f"raw/{name}", items, found.added)
    files = raw | declared
    found = replace(found, by_hand=by_hand, written=[project.place(path) for path in files])
    return Renewal(told(found), False, files, seen)


def _hashes(project: Project) -> dict[Path, str]:
    """Hash what the comparison rests on, and what it will change."""
    names = ("codebook.yaml", "study.yaml", "coding.yaml", "corrections.csv")
    paths = (*(project.data / name for name in names), project.raw / REGISTER)
    return {path: sha256(path) for path in paths if path.is_file()}


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and sha256(one) == sha256(other)


def _raw(project: Project, source: Source, known: Mapping[str, str]) -> tuple[Files, str]:
    """Lay out the raw file and its register, and name it; one that is registered stays."""
    content = source.path.read_bytes()
    digest = sha256_of(content)
    name = next((name for name, other in known.items() if other == digest), None)
    if name:
        return {}, name
    name = raw_name(source.path.name, {*raw_names(project.raw), *known})
    register = project.raw / REGISTER
    return {
        project.raw / name: content,
        register: registered(register.read_bytes(), name, content),
    }, name


def _declared(
    project: Project, file: str, items: Mapping[str, Item], added: Additions
) -> tuple[Files, dict[str, Iterable[str]]]:
    """Lay out codebook.yaml, and then study.yaml, by which the later export is read at all."""
    codebook, study = project.data / "codebook.yaml", project.data / "study.yaml"
    before = {path: path.read_bytes() for path in (codebook, study)}
    edited = {
        codebook: renewed_codebook(before[codebook], project.codebook, items, added),
        study: renewed_study(before[study], project.study, file),
    }
    written = {path: new.content for path, new in edited.items() if new.content != before[path]}
    return written, {project.place(path): e.by_hand for path, e in edited.items() if e.by_hand}
