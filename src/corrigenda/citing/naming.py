"""How a release is named wherever it is cited: titles, addresses, people."""

import re

from corrigenda.authors import Author
from corrigenda.releases.models import Release, Shown

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ANONYMOUS = "anonymous"  # as the Citation File Format asks for


def title(release: Release) -> str:
    """Return the title of a report with its subtitle."""
    joint = "" if release.title.endswith((":", "?", "!")) else ":"
    return f"{release.title}{joint} {release.subtitle}" if release.subtitle else release.title


def shown_title(shown: Shown) -> str:
    """Return the title of an exhibit: its label and caption, without the last full stop."""
    told = ": ".join(part for part in (shown.label, shown.caption) if part)
    return told.removesuffix(".") or shown.id


def kind(shown: Shown) -> str:
    """Say what an exhibit is: ``Table`` or ``Figure``."""
    return "Figure" if shown.id.startswith("fig-") else "Table"


def address(site: str, release: Release, shown: Shown | None = None) -> str:
    """Return the permanent address of a release or of one of its exhibits.

    Parameters
    ----------
    site
        The address of the site; empty where it has none.
    release
        The release.
    shown
        One of its exhibits.

    Returns
    -------
    str
        The address with its last slash, or an empty string.
    """
    if not site:
        return ""
    folder = f"{site.rstrip('/')}/{release.study}/{release.version}/"
    return f"{folder}{shown.id}/" if shown else folder


def orcid(author: Author) -> str:
    """Return an author's ORCID iD as an address, or an empty string."""
    return f"https://orcid.org/{author.orcid}" if author.orcid else ""


def suffix(author: Author) -> str:
    """Return what follows a person's given and family name, such as ``Jr.``."""
    told = f"{author.given} {author.family} ".lstrip()
    known = author.family and author.name.startswith(told)
    return author.name.removeprefix(told) if known else ""


def particle(author: Author) -> str:
    """Return what stands between the names and is dropped before the family name: ``von``."""
    words = author.given.split() if author.family else []
    first = next((n for n in range(len(words), 0, -1) if not words[n - 1].islower()), len(words))
    return " ".join(words[first:])


def language(release: Release) -> str:
    """Return the language of a report as a tag that programs understand."""
    return release.lang if _LANGUAGE.fullmatch(release.lang) else "en"


def about(release: Release) -> str:
    """Return the abstract of a report and the notice that its data ask for."""
    parts = (" ".join(part.split()) for part in (release.abstract, release.notice))
    return " ".join(part for part in parts if part)
