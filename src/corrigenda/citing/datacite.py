"""datacite.json: the metadata that a repository asks for when it registers a DOI."""

from corrigenda.authors import Author
from corrigenda.citing import naming
from corrigenda.errors import Problem, ReleaseError
from corrigenda.files import canonical_json
from corrigenda.releases.models import Release
from corrigenda.releases.numbers import parse

DATACITE = "datacite.json"
_SCHEMA = "http://datacite.org/schema/kernel-4"
_UNKNOWN = ":unav"  # DataCite's word for a value that cannot be given


def datacite(release: Release) -> str:
    """Write the metadata of a release for DataCite, in the schema 4.5.

    A version gets its own DOI when it is deposited, so ``datacite.json`` has none: the one of the
    study names the report in all its versions, and is a related identifier.

    Parameters
    ----------
    release
        The release.

    Returns
    -------
    str
        JSON.

    Raises
    ------
    ReleaseError
        When the metadata do not fit the schema.
    """
    told = _described(release) | _identified(release)
    told = {name: value for name, value in told.items() if value}
    if problems := _problems(told):
        raise ReleaseError(problems)
    return canonical_json(told)


def _described(release: Release) -> dict:
    licence, publication = release.publication.licence, release.publication
    language = naming.language(release)
    subtitle = {"title": release.subtitle, "titleType": "Subtitle", "lang": language}
    titles = [{"title": release.title, "lang": language}, *([subtitle] if release.subtitle else [])]
    notice = {"description": release.notice, "descriptionType": "Other", "lang": language}
    abstract = {"description": release.abstract, "descriptionType": "Abstract", "lang": language}
    return {
        "schemaVersion": _SCHEMA,
        "types": {"resourceTypeGeneral": "Report", "resourceType": "Report of a study"},
        "titles": titles,
        "creators": [_creator(a) for a in release.authors] or [{"name": _UNKNOWN}],
        "publisher": {"name": publication.publisher or _UNKNOWN},
        "publicationYear": str(release.year),
        "dates": [{"date": release.date, "dateType": "Issued"}],
        "language": language,
        "version": release.version,
        "subjects": [{"subject": word} for word in dict.fromkeys(publication.keywords)],
        "descriptions": [each for each in (abstract, notice) if each["description"].strip()],
        "rightsList": [_rights(licence)] if licence else [],
        "formats": ["text/html", "application/pdf", "text/csv", "application/json"],
    }


def _creator(author: Author) -> dict:
    affiliations = [{"name": name} for name in dict.fromkeys(author.affiliations)]
    orcid = naming.orcid(author)
    identifier = {
        "nameIdentifier": orcid,
        "nameIdentifierScheme": "ORCID",
        "schemeUri": "https://orcid.org/",
    }
    turned = (author.family, author.given, naming.suffix(author))
    told = {
        "name": ", ".join(filter(None, turned)) if author.family else author.name,
        # A name that is not parted may be a person's or an organisation's.
        "nameType": "Personal" if author.family or orcid else "",
        "familyName": author.family,
        "givenName": author.given,
        "nameIdentifiers": [identifier] if orcid else [],
        "affiliation": affiliations,
    }
    return {name: value for name, value in told.items() if value}


def _rights(licence: str) -> dict[str, str]:
    return {
        "rights": licence,
        "rightsIdentifier": licence,
        "rightsIdentifierScheme": "SPDX",
        "rightsUri": f"https://spdx.org/licenses/{licence}.html",
        "schemeUri": "https://spdx.org/licenses/",
    }


def _identified(release: Release) -> dict:
    site, doi = release.publication.address, release.publication.doi
    place = naming.address(site, release)
    related = [_related("IsVersionOf", "DOI", doi)] if doi else []
    if site and (earlier := sorted(release.earlier, key=parse)):
        before = release.model_copy(update={"version": earlier[-1]})
        related.append(_related("IsNewVersionOf", "URL", naming.address(site, before)))
    own = [(place, "URL"), (release.record, "Record of provenance"), (release.id, "Local version")]
    named = [{"alternateIdentifier": v, "alternateIdentifierType": t} for v, t in own if v]
    return {"url": place, "alternateIdentifiers": named, "relatedIdentifiers": related}


def _related(relation: str, kind: str, identifier: str) -> dict[str, str]:
    return {
        "relatedIdentifier": identifier,
        "relatedIdentifierType": kind,
        "relationType": relation,
        "resourceTypeGeneral": "Report",
    }


def _problems(told: dict) -> list[Problem]:
    from datacite.schema45 import validator

    places = sorted({".".join(map(str, error.path)) for error in validator.iter_errors(told)})
    advice = "Mend the header of the report, or publication in study.yaml."
    return [
        Problem(DATACITE, f"{place or 'it'} does not fit DataCite's schema 4.5.", advice)
        for place in places
    ]
