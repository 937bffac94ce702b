"""Redirects: addresses under ``latest/`` that always lead to the newest version."""

from collections.abc import Sequence

from markupsafe import Markup

from corrigenda.releases.models import Release
from corrigenda.website.changed import CHANGES
from corrigenda.website.frame import part, script
from corrigenda.website.policy import policy


def redirects(releases: Sequence[Release]) -> dict[str, bytes]:
    """Lay out the redirects of a study.

    Parameters
    ----------
    releases
        Its releases, the oldest first.

    Returns
    -------
    dict
        The pages by their names within the study. An exhibit that the newest version no longer
        shows leads to the newest one that does; its page says so.
    """
    latest = releases[-1]
    showing = {shown.id: release for release in releases for shown in release.exhibits}
    targets = {"index.html": latest, CHANGES: latest}
    targets |= {f"{name}/index.html": release for name, release in sorted(showing.items())}
    return {f"latest/{name}": _redirect(name, release) for name, release in targets.items()}


def _redirect(name: str, release: Release) -> bytes:
    own = script("redirect.js")
    back = "../" * (name.count("/") + 1)
    return part(
        "redirect.html",
        target=f"{back}{release.version}/{name}",
        title=release.title,
        version=release.version,
        lang=release.lang,
        script=Markup(own),
        policy=policy([own]),
    ).encode()
