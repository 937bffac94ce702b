"""Citations as readers paste them: APA by Pandoc's citeproc, BibTeX by Pandoc's writer."""

import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from markupsafe import Markup

from corrigenda.authors import Author
from corrigenda.citing import naming
from corrigenda.releases.models import Release, Shown
from corrigenda.rendering import pandoc

_STYLE = Path(__file__).parent / "resources/apa.csl"
_ENTRY = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>\n(.*?)\n</div>', re.DOTALL)
_BIBTEX = re.compile(r"^@\w+\{([^,]+),\n.*?^\}$", re.DOTALL | re.MULTILINE)
# Pandoc reads <b> in a title as bold; a mark behind the sign keeps it a sign.
_TAG, _MARK = re.compile(r"<(?=[/A-Za-z])"), "\ue000"
# Pandoc writes a suffix without the comma by which BibTeX knows it.
_SUFFIX = "\ue001"


@dataclass(frozen=True)
class Citation:
    """How to cite a release or one of its exhibits.

    ``apa`` is HTML to be put into a page; ``apa_text`` is the same as plain text; ``bibtex`` is an
    entry without a last line end.
    """

    apa: Markup
    apa_text: str
    bibtex: str


def citations(release: Release, address: str) -> dict[str, Citation]:
    """Say how to cite a release and each of its exhibits.

    Pandoc is called twice for all of them, so ask once for each release: the report's own citation
    is ``citations(…)[""]``, that of an exhibit ``citations(…)["tbl-treatment"]``.

    Parameters
    ----------
    release
        The release.
    address
        The address of the site (``release.publication.address``), as ``https://…/``; empty where
        it has none, and then the citations lead to the DOI, if there is one: it names the report in
        all its versions, and the address names this one.

    Returns
    -------
    dict of str to Citation
        By exhibit id, and the report's under the empty string.
    """
    shown = {"": None} | {each.id: each for each in release.exhibits}
    keys = {
        name: "-".join([release.study, release.version, *filter(None, [name])]) for name in shown
    }
    items = [{"id": keys[n]} | _item(release, each, address) for n, each in shown.items()]
    apa, bibtex = _apa(items, naming.language(release)), _bibtex(items)
    if doi := items[0].get("DOI"):
        bibtex = {key: _with_doi(entry, doi) for key, entry in bibtex.items()}
    return {name: Citation(apa[k], _plain(apa[k]), bibtex[k]) for name, k in keys.items()}


def _item(release: Release, shown: Shown | None, site: str) -> dict:
    """Describe what is cited in the terms of the Citation Style Language."""
    place = naming.address(site, release, shown)
    doi = "" if place else release.publication.doi
    told = {
        "author": [_name(author) for author in release.authors],
        "issued": {"date-parts": [[int(part) for part in release.date.split("-")]]},
        "language": naming.language(release),  # English titles alone get capitals in BibTeX
        "version": release.version,
        "note": f"Version {release.version}",  # BibTeX has no field for a version
        "publisher": release.publication.publisher,
        "URL": place,
        "DOI": doi,
    } | _titles(release, shown)
    return {name: _safe(value) for name, value in told.items() if value}


def _titles(release: Release, shown: Shown | None) -> dict[str, str]:
    whole = naming.title(release)
    if shown is None:
        return {"type": "report", "genre": "Report", "title": whole}
    part = {"title": naming.shown_title(shown), "container-title": whole}
    return {"type": "chapter", "genre": naming.kind(shown)} | part


def _name(author: Author) -> dict[str, str]:
    if not (author.family and author.given):
        return {"literal": _safe(author.name)}  # an organisation stays whole
    parts = {"family": _safe(author.family), "given": _safe(author.given)}
    suffix = naming.suffix(author)
    return parts | ({"suffix": f"{_SUFFIX}{_safe(suffix)}"} if suffix else {})


def _safe(value):
    return _TAG.sub(f"<{_MARK}", value) if isinstance(value, str) else value


def _convert(items: list[dict], arguments: list[str]) -> str:
    options = ["--from=csljson", "--wrap=none", *arguments]
    return pandoc.convert(json.dumps(items), options, _STYLE.parent)


def _apa(items: list[dict], language: str) -> dict[str, Markup]:
    options = ["--to=html", "--citeproc", f"--csl={_STYLE}", f"--metadata=lang:{language}"]
    html = _convert(items, options).replace(_MARK, "").replace(_SUFFIX, "")
    return {key: Markup(entry) for key, entry in _ENTRY.findall(html)}


def _plain(apa: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", apa))


def _bibtex(items: list[dict]) -> dict[str, str]:
    # The mark parts \\textless from the letter behind it.
    written = _convert(items, ["--to=bibtex"]).replace(_MARK, "{}").replace(f" {_SUFFIX}", ", ")
    return {found[1]: _fitted(found[0]) for found in _BIBTEX.finditer(written)}


def _with_doi(entry: str, doi: str) -> str:
    """Add the DOI, for which Pandoc's BibTeX has no field; no sign of a DOI is one of BibTeX."""
    return entry.removesuffix("\n}") + f",\n  doi = {{{doi}}}\n}}"


def _fitted(entry: str) -> str:
    """Name what BibTeX's own styles print otherwise than Pandoc does."""
    if entry.startswith("@inbook"):  # its styles leave the title of the whole out
        return entry.replace("@inbook", "@incollection", 1)
    return entry.replace("\n  publisher = ", "\n  institution = ", 1)
