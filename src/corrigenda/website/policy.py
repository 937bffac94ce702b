"""The Content-Security-Policy of a page: nothing from outside, only the scripts it came with."""

import base64
import hashlib
import re
from collections.abc import Iterable

_HASHES = re.compile(r"'sha256-[A-Za-z0-9+/]+=*'")
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_RUN = ("", "module", "text/javascript", "application/javascript")  # others are data, as JSON-LD is
_HANDLER = re.compile(r"<[a-z][^<>]*?\son[a-z]+\s*=\s*\"([^\"]*)\"", re.IGNORECASE)


def policy(scripts: Iterable[str] = (), known: str = "", data: bool = False) -> str:
    """Write the policy of a page.

    Parameters
    ----------
    scripts
        The text of each inline script that may run.
    known
        An earlier policy; the scripts that it lets run still may.
    data
        Whether styles, fonts and scripts may be embedded as ``data:``, as Quarto does.

    Returns
    -------
    str
        What stands in the ``meta`` element.
    """
    hashes = [*_HASHES.findall(known), *(f"'{digest(text)}'" for text in scripts)]
    embedded = " data:" if data else ""
    parts = [
        "default-src 'none'",
        "img-src 'self' data:",
        f"style-src 'unsafe-inline'{embedded}",
        *(["font-src data:"] if data else []),
        " ".join([f"script-src 'self'{embedded}", *dict.fromkeys(hashes)]),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(parts)


def policy_of(page: str, added: Iterable[str]) -> str:
    """Write the policy of a page that came without one, by what it holds.

    Parameters
    ----------
    page
        The page, whose inline scripts and handlers were written by its engine.
    added
        The scripts that are put into it.

    Returns
    -------
    str
        What stands in the ``meta`` element.
    """
    own = [text for attributes, text in _SCRIPT.findall(page) if _runs(attributes)]
    handlers = [text for text in dict.fromkeys(_HANDLER.findall(page)) if text]
    written = policy([*own, *handlers, *added], data=True)
    return written.replace("script-src ", "script-src 'unsafe-hashes' ") if handlers else written


def _runs(attributes: str) -> bool:
    kind = _TYPE.search(attributes)
    return not kind or kind[1].lower() in _RUN


def digest(script: str) -> str:
    """Return the hash by which a policy names an inline script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
