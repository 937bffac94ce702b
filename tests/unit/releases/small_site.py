"""A small site of made-up releases, in the form that every real one has."""

import json
from pathlib import Path

from corrigenda.files import canonical_json, sha256
from corrigenda.releases import sums
from corrigenda.releases.layout import release_folders, studies
from corrigenda.releases.models import RELEASE, SUMS, Release


def a_release(version: str, **settings) -> Release:
    """Describe a release of the tiny study."""
    said = {
        "study": "tiny",
        "version": version,
        "date": "2024-05-01",
        "note": "A version",
        "title": "A tiny study",
        "subtitle": "",
        "lang": "en",
        "abstract": "",
        "authors": (),
        "notice": "",
        "notice_short": "",
        "publication": {},
        "record": "tiny/report@0123456789ab",
        "data": "a" * 64,
        "commit": "",
        "dirty": False,
        "software": {},
        "exhibits": (),
        "earlier": {},
        "changes": "",
    }
    return Release.model_validate(said | settings)


def files_of(version: str, **settings) -> dict[str, bytes]:
    """Return the files of a release, its checksums among them."""
    release = a_release(version, **settings)
    files = {
        "index.html": f"<p>{version}".encode(),
        "report.pdf": f"PDF {version}".encode(),
        "tbl-a/tbl-a.csv": b"row,n\na,1\n",
        RELEASE: canonical_json(release.model_dump(mode="json")).encode(),
    }
    return files | {SUMS: sums.written(files)}


def pages_of(site: Path) -> dict[str, bytes]:
    """Return the pages around the releases of a site."""
    pages, every = {"index.html": b"A site"}, []
    for study in studies(site):
        folders = release_folders(study)[::-1]
        versions = [{"version": p.name, "sums": sha256(p / SUMS)} for p in folders]
        listed = {"study": study.name, "latest": folders[0].name, "versions": versions}
        every.append(listed)
        pages |= {
            f"{study.name}/versions.json": canonical_json(listed).encode(),
            f"{study.name}/versions.js": script(listed),
            f"{study.name}/latest/index.html": folders[0].name.encode(),
            f"{study.name}/latest/report.pdf": (folders[0] / "report.pdf").read_bytes(),
        }
        for old in folders[1:]:
            pages[f"{study.name}/changes/{old.name}/index.html"] = b"Changes"
    return pages | {"versions.json": canonical_json({"studies": every}).encode()}


def script(listed: dict) -> bytes:
    """Return the list of a study's versions as a script sets it."""
    return f"self.corrigendaVersions = {json.dumps(listed)};\n".encode()


def everything(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    files = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}
