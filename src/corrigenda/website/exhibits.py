"""The pages of exhibits: each with its picture or table, its data, where it comes from."""

import json
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from markupsafe import Markup

from corrigenda.citing import Citation
from corrigenda.citing.linked import json_ld
from corrigenda.citing.naming import address
from corrigenda.releases.models import Shown
from corrigenda.releases.snapshot import Snapshot
from corrigenda.website.frame import Bar, page
from corrigenda.website.rows import laid_out

_SAYS = {
    "csv": ("CSV", "The numbers in it, for spreadsheets and programs"),
    "svg": ("SVG", "The picture, sharp at every size"),
    "png": ("PNG", "The picture, for slides and documents"),
    "html": ("HTML", "The table, to be put into a page"),
    "json": ("JSON", "Its record of provenance: what it was made from, with hashes"),
}
_SIZE = re.compile(r'<svg\b[^>]*?\bviewBox="0 0 ([\d.]+) ([\d.]+)"')


def exhibit_pages(
    snapshot: Snapshot,
    previous: str,
    citations: Mapping[str, Citation],
    corrections: AbstractSet[str],
) -> dict[str, bytes]:
    """Lay out the page of each exhibit of a version.

    Parameters
    ----------
    snapshot
        The version.
    previous
        The version before; empty for the first one.
    citations
        How to cite each exhibit.
    corrections
        The corrections that the version's page of changes tells of.

    Returns
    -------
    dict
        The pages by their names within the version.
    """
    release = snapshot.release
    shown, pages = release.exhibits, {}
    for before, one, after in zip([None, *shown], shown, [*shown[1:], None], strict=False):
        at = Bar(release, f"{one.id}/index.html", previous, one.id)
        pages[at.page] = page(
            "exhibit.html",
            release.lang,
            at=at,
            release=release,
            shown=one,
            before=before,
            after=after,
            address=address(release.publication.address, release, one),
            citation=citations[one.id],
            corrections=corrections,
            json_ld=Markup(json_ld(release, one)),
            **_content(snapshot, one),
        )
    return pages


def _content(snapshot: Snapshot, shown: Shown) -> dict:
    """Gather what is special to an exhibit: a table as markup, or a picture with its numbers."""
    content = {
        "files": [_file(snapshot, shown, name) for name in sorted(shown.files, key=_rank)],
        "facts": json.loads(snapshot.files[f"{shown.id}/facts.json"]),
        "picture": None,
        "table": None,
        "data": None,
    }
    if shown.kind == "table":
        fragment = snapshot.files[f"{shown.id}/{shown.id}.html"].decode()
        return content | {"table": Markup(fragment)}
    name = f"{shown.id}.svg"
    size = _SIZE.search(snapshot.files[f"{shown.id}/{name}"].decode())
    width, height = (round(float(number)) for number in size.groups()) if size else (360, 270)
    picture = {"name": name, "width": width, "height": height}
    return content | {"picture": picture, "data": laid_out(snapshot.rows(shown.id))}


def _rank(name: str) -> int:
    kind = name.rpartition(".")[2]
    return [*_SAYS, kind].index(kind)


def _file(snapshot: Snapshot, shown: Shown, name: str) -> dict[str, str]:
    suffix = name.rpartition(".")[2]
    kind, says = _SAYS.get(suffix, (suffix.upper(), ""))
    size = len(snapshot.files[f"{shown.id}/{name}"])
    return {"name": name, "kind": kind, "says": says, "size": sized(size)}


def sized(number: int) -> str:
    """Write the size of a file: ``812 bytes``, ``35 KB``."""
    return f"{number:,} bytes" if number < 1000 else f"{round(number / 1000):,} KB"
