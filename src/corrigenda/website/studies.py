"""The pages that change with each release: the indexes, the lists of versions, the redirects."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corrigenda.citing import citations
from corrigenda.differences import differences
from corrigenda.differences.parts import Difference
from corrigenda.files import canonical_json, sha256
from corrigenda.releases.layout import release_folders, studies
from corrigenda.releases.models import SUMS, Release
from corrigenda.releases.snapshot import Folder, Snapshot
from corrigenda.website.changed import changes_to_latest
from corrigenda.website.feed import feed
from corrigenda.website.frame import page
from corrigenda.website.redirects import redirects

VERSIONS = "versions.json"


@dataclass(frozen=True)
class Version:
    """A released version within its study.

    Parameters
    ----------
    snapshot
        What it holds.
    sums
        The SHA-256 of its SHA256SUMS.
    previous
        The version before; empty for the first one.
    newer
        What differs between it and the latest one; None for that one.
    """

    snapshot: Snapshot
    sums: str
    previous: str
    newer: Difference | None

    @property
    def release(self) -> Release:
        """What it says of itself."""
        return self.snapshot.release


def site_pages(site: Path) -> dict[str, bytes]:
    """Lay out every page of a site that changes with a release, from the releases alone.

    Parameters
    ----------
    site
        The folder of the site, with the releases of each study.

    Returns
    -------
    dict
        The files by their names within the site.
    """
    known = {folder.name: _versions(folder) for folder in studies(site)}
    pages = {".nojekyll": b""}
    for name, versions in known.items():
        pages |= {f"{name}/{file}": content for file, content in _study(versions).items()}
    every = [version.release for versions in known.values() for version in versions]
    latest = [versions[-1].release for versions in known.values()]
    listed = {"studies": [_listed(versions) for versions in known.values()]}
    return pages | {
        "index.html": page("site.html", "en", studies=latest, heading=_heading(latest)),
        VERSIONS: canonical_json(listed).encode(),
        "feed.xml": feed(every, _address(latest)),
    }


def _heading(latest: Sequence[Release]) -> str:
    publishers = {release.publication.publisher for release in latest} - {""}
    return f"Reports: {publishers.pop()}" if len(publishers) == 1 else "Reports"


def _address(latest: Sequence[Release]) -> str:
    return next((r.publication.address for r in latest if r.publication.address), "")


def _versions(folder: Path) -> list[Version]:
    """Read the releases of a study, the oldest first."""
    folders = release_folders(folder)
    snapshots = [Snapshot(Folder(path)) for path in folders]
    return [
        Version(
            snapshot,
            sha256(path / SUMS),
            before.name if before else "",
            differences(snapshot, snapshots[-1]) if path != folders[-1] else None,
        )
        for path, snapshot, before in zip(folders, snapshots, [None, *folders], strict=False)
    ]


def _study(versions: Sequence[Version]) -> dict[str, bytes]:
    """Lay out the pages of a study."""
    latest = versions[-1].release
    listed = _listed(versions)
    return {
        "index.html": _index(versions),
        VERSIONS: canonical_json(listed).encode(),
        "versions.js": _script(listed).encode(),
        "feed.xml": feed([v.release for v in versions], latest.publication.address, latest.study),
        **_changes(versions),
        **redirects([v.release for v in versions]),
        "latest/report.pdf": versions[-1].snapshot.files["report.pdf"],
    }


def _changes(versions: Sequence[Version]) -> dict[str, bytes]:
    releases = [version.release for version in versions]
    return {
        f"changes/{version.release.version}/index.html": changes_to_latest(
            releases[place:], version.newer
        )
        for place, version in enumerate(versions)
        if version.newer
    }


def _index(versions: Sequence[Version]) -> bytes:
    latest = versions[-1].release
    site = latest.publication.address
    return page(
        "study.html",
        latest.lang,
        release=latest,
        versions=versions[::-1],
        citation=citations(latest, site)[""],
        address=f"{site}{latest.study}/" if site else "",
    )


def _listed(versions: Sequence[Version]) -> dict:
    latest = versions[-1].release
    return {
        "study": latest.study,
        "title": latest.title,
        "latest": latest.version,
        "versions": list(_told(versions[::-1])),
    }


def _told(versions: Sequence[Version]) -> Iterator[dict]:
    for version in versions:
        release = version.release
        named = ("version", "date", "note", "commit", "dirty", "data", "changes")
        yield {name: getattr(release, name) for name in named} | {
            "sums": version.sums,
            "exhibits": [shown.id for shown in release.exhibits],
            "newer": version.newer.summary if version.newer else "",
        }


def _script(listed: dict) -> str:
    """Write the versions as a script that only sets a value, for pages read from a disk."""
    data = json.dumps(listed, sort_keys=True).replace("<", "\\u003c")
    return f"self.corrigendaVersions = {data};\n"
