"""CITATION.cff: how to cite a release, in the Citation File Format 1.2.0."""

import re

import yaml

from corrigenda.authors import Author
from corrigenda.citing import naming
from corrigenda.releases.models import Release

_MESSAGE = "If you use this report or its data, please cite this version of the report."
_LICENCE_REFERENCE = "LicenseRef-"  # valid in SPDX, and not in the Citation File Format
_DOI = re.compile(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


def cff(release: Release) -> str:
    """Write CITATION.cff for a release.

    The released folder is a data set with its report, so the file describes it as a data set, and
    the report stands in it as the preferred citation.

    Parameters
    ----------
    release
        The release.

    Returns
    -------
    str
        YAML.
    """
    told = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        **_work(release),
        "keywords": list(dict.fromkeys(filter(None, release.publication.keywords))),
        "license": _licence(release),
        "commit": release.commit if _COMMIT.fullmatch(release.commit) else "",
        "preferred-citation": {"type": "report", **_work(release), **_report(release)},
    }
    # A wide page: what YAML folds, simple readers break.
    return yaml.safe_dump(_filled(told), sort_keys=False, allow_unicode=True, width=10**6)


def _work(release: Release) -> dict:
    """Describe what the data set and the report have in common."""
    return {
        "title": naming.title(release),
        "authors": [_author(a) for a in release.authors] or [{"name": naming.ANONYMOUS}],
        "version": release.version,
        "date-released": release.date,
        "url": naming.address(release.publication.address, release),
        "abstract": naming.about(release),
        "identifiers": _identifiers(release),
    }


def _report(release: Release) -> dict:
    name = release.publication.publisher
    return {
        "year": release.year,
        "publisher": {"name": name} if name else {},
        "languages": [naming.language(release).partition("-")[0].lower()],
    }


def _author(author: Author) -> dict[str, str]:
    orcid = naming.orcid(author)
    if not author.family:
        return _filled({"name": author.name, "orcid": orcid})
    particle = naming.particle(author)
    told = {
        "family-names": author.family,
        "given-names": author.given.removesuffix(particle).rstrip(),
        "name-particle": particle,
        "name-suffix": naming.suffix(author),
        "orcid": orcid,
        "affiliation": "; ".join(author.affiliations),
    }
    return _filled(told)


def _identifiers(release: Release) -> list[dict[str, str]]:
    doi = release.publication.doi
    found = [{"type": "other", "value": release.record, "description": "The record of the report"}]
    if _DOI.fullmatch(doi):
        said = "The report in all its versions"
        found.insert(0, {"type": "doi", "value": doi, "description": said})
    return [identifier for identifier in found if identifier["value"]]


def _licence(release: Release) -> str:
    name = release.publication.licence
    return "" if name.startswith(_LICENCE_REFERENCE) else name


def _filled(told: dict) -> dict:
    """Leave out what is empty."""
    inner = {name: _filled(v) if isinstance(v, dict) else v for name, v in told.items()}
    return {name: value for name, value in inner.items() if value}
