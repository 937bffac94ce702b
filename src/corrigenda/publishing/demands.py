"""What a site must be before it is published."""

from pathlib import Path

from corrigenda.errors import Problem, ReleaseError
from corrigenda.releases.layout import SITE, studies
from corrigenda.releases.proof import prove
from corrigenda.releases.writing import tidy


def demand_site(root: Path) -> Path:
    """Find the site of a project, whose releases must be as they were released.

    Parameters
    ----------
    root
        The project folder.

    Returns
    -------
    Path
        The site.

    Raises
    ------
    ReleaseError
        When nothing has been released, or a release was changed.
    """
    site = root / SITE
    tidy(site)
    if not studies(site):
        advice = "Release a version first: corrigenda release 1.0.0 --note …"
        raise ReleaseError(Problem(SITE, "nothing has been released yet.", advice))
    if not prove(root, None).sound:
        advice = "Run corrigenda verify --releases: it names the files and says what to do."
        raise ReleaseError(Problem(SITE, "a released file is not as it was released.", advice))
    return site
