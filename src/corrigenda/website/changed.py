"""The pages of changes: what differs between a version and an earlier one."""

from collections.abc import Sequence
from importlib.resources import files

from markupsafe import Markup

from corrigenda.citing.naming import address
from corrigenda.differences.page import page as told
from corrigenda.differences.parts import Difference
from corrigenda.releases.models import Release
from corrigenda.releases.snapshot import Snapshot
from corrigenda.website.frame import Bar, page
from corrigenda.website.pointing import pointed

CHANGES = "changes/index.html"
_FIRST = "This is the first version, so nothing has changed yet."


def released_changes(
    snapshot: Snapshot, previous: Snapshot | None, difference: Difference | None
) -> dict[str, bytes]:
    """Lay out what a version changes, with the pictures that it replaces.

    Parameters
    ----------
    snapshot
        The version.
    previous
        The version before; None for the first one.
    difference
        What differs between the two.

    Returns
    -------
    dict
        The page, and a copy of each earlier picture that differs, by their names in the version.
    """
    release = snapshot.release
    if previous is None or difference is None:
        body = Markup("<p>{}</p>").format(_FIRST)
        return {CHANGES: _page(release, "The first version", body, at=Bar(release, CHANGES, ""))}
    pictures, older = _pictures(previous, difference), previous.release
    body = told(
        difference,
        "{}-before.svg".format,
        lambda name: f"../{name}/{name}.svg",
        lambda name: f"../{name}/index.html",
    )
    at, heading = Bar(release, CHANGES, older.version), f"Changes since {older.version}"
    return pictures | {CHANGES: _page(release, heading, body, at=at, older=older)}


def _pictures(previous: Snapshot, difference: Difference) -> dict[str, bytes]:
    """Copy the earlier pictures that differ, so that the page needs no other version's files."""
    figures = [one.id for one in difference.exhibits if one.before.kind == "figure" and one.looks]
    return {f"changes/{name}-before.svg": previous.files[f"{name}/{name}.svg"] for name in figures}


def changes_to_latest(releases: Sequence[Release], difference: Difference) -> bytes:
    """Lay out what differs between an older version and the latest one.

    Parameters
    ----------
    releases
        The older version, those that followed it, and the latest one.
    difference
        What differs between the first and the last.

    Returns
    -------
    bytes
        The page ``changes/<older>/index.html`` of the study.
    """
    older, *between = releases
    latest = between[-1]
    new = f"../../{latest.version}"
    body = told(
        difference,
        lambda name: f"../../{older.version}/{name}/{name}.svg",
        lambda name: f"{new}/{name}/{name}.svg",
        lambda name: f"{new}/{name}/index.html",
    )
    heading = f"What changed from {older.version} to {latest.version}"
    return _page(latest, heading, body, older=older, between=between)


def _page(
    release: Release,
    heading: str,
    body: Markup,
    at: Bar | None = None,
    older: Release | None = None,
    between: Sequence[Release] = (),
) -> bytes:
    style = files("corrigenda.differences").joinpath("resources", "changes.css").read_text("utf-8")
    place = address(release.publication.address, release)
    return page(
        "changes.html",
        release.lang,
        release=release,
        heading=heading,
        said=release.note if at else "",
        body=pointed(body),
        at=at,
        older=older,
        between=between,
        root=at.root if at else "../../",
        address=f"{place}changes/" if at and place else "",
        changes_style=Markup(style),
    )
