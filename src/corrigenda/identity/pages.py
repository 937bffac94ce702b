"""The identity of HTML: ``meta`` elements in the head of a page, attributes of a fragment's root.

Nothing is moved or written anew, so scripts and the hashes of them in the page's policy still fit.
"""

from itertools import takewhile

from corrigenda.identity.fields import FIELDS, written
from corrigenda.identity.markup import Tag, tags, without

_METAS = {f"corrigenda:{name}": name for name in FIELDS}
_ATTRIBUTES = {f"data-corrigenda-{name}": name for name in FIELDS}
_BEFORE_TITLE = ("html", "head", "meta")
_HEAD = (*_BEFORE_TITLE, "title", "base", "link", "style", "script", "noscript", "template")


def stamped(content: bytes, identity: dict[str, str]) -> bytes:
    """Return a page or a fragment with an identity."""
    if _is_page(content):
        return _page(content, identity)
    first = next(tags(content))
    content = without(content, [first.spans[key] for key in _ATTRIBUTES if key in first.spans])
    said = (f' {key}="{written(identity[name])}"' for key, name in _ATTRIBUTES.items())
    return _put(content, next(tags(content)).inside, "".join(said))


def _page(content: bytes, identity: dict[str, str]) -> bytes:
    earlier = [(tag.start, tag.end) for tag in _metas(content)]
    # With the end of the line that each had to itself.
    earlier = [(start, end + content.startswith(b"\n", end)) for start, end in earlier]
    content = without(content, earlier)
    place = next((tag.start for tag in tags(content) if tag.name not in _BEFORE_TITLE), None)
    if place is None:
        raise ValueError("a page in which nothing stands")
    lines = [f'<meta name="{key}" content="{written(identity[_METAS[key]])}">' for key in _METAS]
    return _put(content, place, "".join(f"{line}\n" for line in lines))


def _put(content: bytes, place: int, text: str) -> bytes:
    return content[:place] + text.encode() + content[place:]


def read(content: bytes) -> dict[str, str]:
    """Return the fields of a page or fragment; what is shown inside a page does not count."""
    found: dict[str, str] = {}
    if _is_page(content):
        for tag in _metas(content):
            found.setdefault(_METAS[tag.attributes["name"]], tag.attributes.get("content", ""))
    elif first := next(tags(content), None):
        held = first.attributes
        found = {name: held[key] for key, name in _ATTRIBUTES.items() if key in held}
    return found


def _is_page(content: bytes) -> bool:
    if b"<!doctype" in content[:1024].lower():
        return True
    first = next(tags(content), None)
    return first is not None and first.name in _HEAD


def _metas(content: bytes) -> list[Tag]:
    head = takewhile(lambda tag: tag.name in _HEAD, tags(content))
    return [tag for tag in head if tag.name == "meta" and tag.attributes.get("name") in _METAS]
