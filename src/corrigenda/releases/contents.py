"""What a release holds, but for the pages that others make of it."""

import json
from collections.abc import Iterator, Mapping

from corrigenda.files import canonical_json, sha256_of
from corrigenda.identity import Identity, stamped
from corrigenda.project import Project
from corrigenda.provenance import UNRELEASED, ExhibitRecord, record_text
from corrigenda.releases.archive import archive
from corrigenda.releases.declared import declarations
from corrigenda.releases.held import Held
from corrigenda.releases.ledger import as_csv, public_ledger
from corrigenda.releases.models import RELEASE, Release, Shown
from corrigenda.releases.snapshot import DECLARATIONS, LEDGER, STATISTICS, TEXT
from corrigenda.releases.text import passages

PAGE, PDF, CRATE = "report.html", "report.pdf", "crate.zip"
CARRYING = (".html", ".svg", ".png")  # what says itself to which release it belongs


def contents(project: Project, release: Release, html: bytes, pdf: bytes) -> dict[str, bytes]:
    """Gather what a release holds.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder; its report is built.
    release
        What is said of the release.
    html, pdf
        The report, rendered for it.

    Returns
    -------
    dict
        Files by their names within the release: all but the pages of the site, the files for
        citing, and SHA256SUMS.
    """
    crate = {CRATE: archive(project, release.version)}
    return told(Held(project), release, html) | {PDF: pdf} | crate


def told(held: Held, release: Release, html: bytes) -> dict[str, bytes]:
    """Gather what tells of a version: its page, exhibits, records, statistics, ledger and text."""
    rows = public_ledger(held)
    disclosed = "respondents" in held.project.study.discloses
    texts = {
        RELEASE: canonical_json(release.model_dump(mode="json")),
        LEDGER: canonical_json([row.model_dump(mode="json") for row in rows]),
        "ledger.csv": as_csv(rows, disclosed),
        STATISTICS: canonical_json(held.statistics),
        TEXT: canonical_json([passage.model_dump() for passage in passages(html)]),
        DECLARATIONS: canonical_json(declarations(held)),
        **_records(held, release.version),
    }
    files = {PAGE: html} | {name: text.encode() for name, text in texts.items()}
    for shown in release.exhibits:
        record = held.exhibits[shown.id]
        files |= dict(_exhibit(held.project, record, shown, release.version))
        files[f"{shown.id}/facts.json"] = canonical_json(held.facts[shown.id]).encode()
    return files


def _records(held: Held, version: str) -> Mapping[str, str]:
    statistics = held.composition.statistics
    records = {"report": held.report, "claims": held.claims, "statistics": statistics}
    return {
        f"provenance/{name}.json": record_text(record.model_copy(update={"release": version}))
        for name, record in records.items()
    }


def _exhibit(
    project: Project, record: ExhibitRecord, shown: Shown, version: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an exhibit; the record tells of them as they are in the release."""
    hashes = {}
    for name in shown.files:
        if name.endswith(".json"):
            continue
        content = marked((project.figures / name).read_bytes(), name, record, version)
        hashes[name] = sha256_of(content)
        yield f"{shown.id}/{name}", content
    told = record.model_copy(update={"release": version, "files": hashes})
    yield f"{shown.id}/{shown.id}.json", record_text(told).encode()


def marked(content: bytes, name: str, record: ExhibitRecord, version: str) -> bytes:
    """Let a file of an exhibit say to which release it belongs.

    Parameters
    ----------
    content
        The file, as the build wrote it.
    name
        What it is called.
    record
        The record of the exhibit.
    version
        The release.

    Returns
    -------
    bytes
        The file with it; a file that can carry nothing, and one that is not released, as it is.
    """
    if version == UNRELEASED or not name.endswith(CARRYING):
        return content
    return stamped(content, Identity(record.id, record.study, version, record.data))


def with_changes(files: Mapping[str, bytes], changes: str) -> dict[str, bytes]:
    """Return the files of a release whose release.json says what differs from the one before."""
    release = json.loads(files[RELEASE]) | {"changes": changes}
    return dict(files) | {RELEASE: canonical_json(release).encode()}
