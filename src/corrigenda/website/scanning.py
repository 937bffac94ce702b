"""Places in a rendered page, found without changing a byte of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z][^\s<>/]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE,
)
# What stands inside these is text, or not shown, though it may look like tags.
_RAW = ("script", "style", "title", "textarea", "template", "noscript")
_CLOSE = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _RAW}
_ATTRIBUTE = re.compile(r"([^\s\"'=/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


@dataclass
class Places:
    """Where things can be put into a page; a place that was not found is None.

    Parameters
    ----------
    policy
        Where the content of the policy begins and ends.
    charset
        The end of the first ``meta`` element.
    head, body, foot
        The end of the head, the first place of the body behind the skip link, and the place before
        its footer, or else before the end of ``main``.
    exhibits
        The end of what is inside of each exhibit.
    """

    policy: tuple[int, int] | None = None
    charset: int | None = None
    head: int | None = None
    body: int | None = None
    foot: int | None = None
    exhibits: dict[str, int] = field(default_factory=dict)


def places(page: str, exhibits: frozenset[str]) -> Places:
    """Find the places of a page.

    Parameters
    ----------
    page
        The page as an engine wrote it.
    exhibits
        The ids of the exhibits that it shows.

    Returns
    -------
    Places
        Those that were found.
    """
    found, opened = Places(), {}
    for tag in _tags(page):
        if not tag["close"]:
            _opens(page, tag, found)
            if (name := _attributes(tag).get("id")) in exhibits - opened.keys():
                opened[name] = (tag["name"].lower(), 0)
        _ends(tag, found)
        _inside(tag, opened, found)
    return found


def _tags(page: str) -> Iterator[re.Match]:
    place = 0
    while (place := page.find("<", place)) >= 0:
        if page.startswith("<!--", place):
            place = page.find("-->", place)
        elif tag := _TAG.match(page, place):
            place, name = tag.end(), tag["name"].lower()
            if name not in _RAW:
                yield tag
            elif not tag["close"]:
                end = _CLOSE[name].search(page, place)
                place = end.end() if end else -1
        else:
            place += 1
        if place < 0:  # a comment or script that never ends
            return


def _attributes(tag: re.Match) -> dict[str, str]:
    if "=" not in tag["rest"]:
        return {}
    return {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag["rest"])}


def _opens(page: str, tag: re.Match, found: Places) -> None:
    name = tag["name"].lower()
    if name == "meta" and found.head is None:
        found.charset = found.charset or tag.end()
        said = _attributes(tag)
        if said.get("http-equiv", "").lower() == "content-security-policy":
            start = page.index(said["content"], tag.start(), tag.end())
            found.policy = (start, start + len(said["content"]))
    elif name == "body":
        found.body = tag.end()
    elif name == "a" and _attributes(tag).get("class") == "skip":
        found.body = page.index("</a>", tag.end()) + len("</a>")
    elif name == "footer" and "colophon" in _attributes(tag).get("class", "").split():
        found.foot = tag.start()


def _ends(tag: re.Match, found: Places) -> None:
    if not tag["close"]:
        return
    if (name := tag["name"].lower()) == "head":
        found.head = tag.start()
    elif name == "main" and found.foot is None:
        found.foot = tag.start()


def _inside(tag: re.Match, opened: dict[str, tuple[str, int]], found: Places) -> None:
    """Follow the elements that are open, to find where each ends."""
    name = tag["name"].lower()
    for exhibit, (element, depth) in opened.items():
        if element != name or exhibit in found.exhibits:
            continue
        depth += -1 if tag["close"] else 1
        opened[exhibit] = (element, depth)
        if not depth:
            found.exhibits[exhibit] = tag.start()
