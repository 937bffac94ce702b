"""The pages of one version, which never change once it is released."""

from corrigenda.citing import citations
from corrigenda.differences.parts import Difference
from corrigenda.releases.snapshot import Snapshot
from corrigenda.website.changed import CHANGES, released_changes
from corrigenda.website.dressing import dressed
from corrigenda.website.exhibits import exhibit_pages
from corrigenda.website.frame import Bar
from corrigenda.website.pointing import corrections

_REPORT = "report.html"


def released_pages(
    snapshot: Snapshot, previous: Snapshot | None, difference: Difference | None
) -> dict[str, bytes]:
    """Lay out the pages of one version.

    Parameters
    ----------
    snapshot
        The version; among its files is the rendered report, under ``report.html``.
    previous
        The version before; None for the first one.
    difference
        What differs between the two.

    Returns
    -------
    dict
        ``index.html``, ``<exhibit>/index.html`` of each exhibit, ``changes/index.html`` and the
        earlier pictures that it shows, by their names within the version.
    """
    release = snapshot.release
    before = previous.release.version if previous else ""
    cited = citations(release, release.publication.address)
    report = dressed(snapshot.files[_REPORT], Bar(release, "index.html", before), cited)
    changes = released_changes(snapshot, previous, difference)
    known = corrections(changes[CHANGES].decode())
    pages = exhibit_pages(snapshot, before, cited, known)
    return {"index.html": report, **pages, **changes}
