"""Releases that git holds: which are there, and whether they are here as they were committed."""

import re
import subprocess
from pathlib import Path

from corrigenda.releases.git import differing, entries
from corrigenda.releases.layout import SITE
from corrigenda.releases.models import SUMS
from corrigenda.releases.numbers import number

_RELEASE = re.compile(rf"{SITE}/(?P<study>[^/]+)/(?P<version>[^/]+)/{SUMS}")


def kept(root: Path) -> dict[tuple[str, str], bool]:
    """Ask the commit of a project for the releases that it holds.

    Parameters
    ----------
    root
        The project folder.

    Returns
    -------
    dict
        Under the study and the version whether its checksums are here as the commit holds them;
        nothing where there is no commit, or no git.
    """
    try:
        found = {name: match for name in entries(root, SITE) if (match := _RELEASE.fullmatch(name))}
        sums = f":(glob){SITE}/*/*/{SUMS}"
        other = {name for _, name in differing(root, sums, untracked=False)} if found else ()
    except (OSError, subprocess.CalledProcessError):
        return {}
    return {
        (match["study"], match["version"]): name not in other
        for name, match in found.items()
        if number(match["version"])
    }
