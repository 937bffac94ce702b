"""The files of a release by which others cite it."""

from corrigenda.releases.models import Release


def citing_files(release: Release) -> dict[str, bytes]:
    """Write how to cite a release, for programs.

    Parameters
    ----------
    release
        The release.

    Returns
    -------
    dict
        ``CITATION.cff``, ``citation.bib`` and ``datacite.json``.

    Raises
    ------
    ReleaseError
        When what the study says of itself fits no archive.
    """
    from corrigenda.citing import citations
    from corrigenda.citing.cff import cff
    from corrigenda.citing.datacite import datacite

    texts = {
        "CITATION.cff": cff(release),
        "citation.bib": citations(release, release.publication.address)[""].bibtex + "\n",
        "datacite.json": datacite(release),
    }
    return {name: text.encode() for name, text in texts.items()}
