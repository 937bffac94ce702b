"""Projects with releases that are made by hand, and a site of plain pages."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from citing.examples import a_release

from corrigenda.files import canonical_json, sha256
from corrigenda.releases import sums
from corrigenda.releases.layout import release_folders, studies


@dataclass(frozen=True)
class Site:
    """The site of a project folder."""

    root: Path

    @property
    def path(self) -> Path:
        """Where the site is."""
        return self.root / "site"

    def release(self, version: str, text: str = "A report.", study: str = "tiny") -> Path:
        """Add a release, and make the pages that change anew."""
        folder = self.path / study / version
        earlier = {p.name: sha256(p / "SHA256SUMS") for p in release_folders(folder.parent)}
        told = a_release(version, study=study, earlier=earlier).model_dump(mode="json")
        files = {
            "index.html": f"{text} {version}".encode(),
            "release.json": canonical_json(told).encode(),
            "report.pdf": f"%PDF {version}".encode(),
            "tbl-court/tbl-court.csv": b"a,b\r\n1,2\r\n",
        }
        for name, content in (files | {"SHA256SUMS": sums.written(files)}).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        for name, content in pages(self.path).items():
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            (self.path / name).write_bytes(content)
        return folder


def pages(site: Path) -> dict[str, bytes]:
    """Make the pages of a site that change, as plain as they can be."""
    known = {study.name: release_folders(study) for study in studies(site)}
    made = {".nojekyll": b"", "index.html": " ".join(known).encode()}
    listed = [_listed(name, folders) for name, folders in known.items()]
    made |= {"versions.json": json.dumps({"studies": listed}).encode(), "feed.xml": b"<feed/>"}
    for told in listed:
        name, newest = told["study"], told["versions"][0]["version"]
        made[f"{name}/index.html"] = made[f"{name}/latest/index.html"] = newest.encode()
        made[f"{name}/versions.json"] = json.dumps(told).encode()
        made[f"{name}/versions.js"] = f"self.corrigendaVersions = {json.dumps(told)};\n".encode()
        made[f"{name}/latest/report.pdf"] = (site / name / newest / "report.pdf").read_bytes()
        for older in told["versions"][1:]:
            made[f"{name}/changes/{older['version']}/index.html"] = newest.encode()
    return made


def _listed(study: str, folders: list[Path]) -> dict:
    versions = [{"version": f.name, "sums": sha256(f / "SHA256SUMS")} for f in folders[::-1]]
    return {"study": study, "latest": versions[0]["version"], "versions": versions}


def read(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    files = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def git(folder: Path, *arguments: str) -> str:
    """Run git as someone whom no setting of the machine knows."""
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def plain(monkeypatch) -> None:
    """Let the pages of a site be plain, and git know nothing of the machine."""
    monkeypatch.setattr("corrigenda.website.site_pages", pages)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def site(tmp_path) -> Site:
    """A project with one release, and nothing else."""
    made = Site(tmp_path / "project")
    made.release("1.0.0")
    return made
