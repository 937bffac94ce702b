"""YAML that a person likes to read, and that reads back as it was meant."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from textwrap import wrap
from typing import Any

import yaml

from corrigenda.declarations import resolvers

WIDTH = 100
_UNREADABLE = re.compile("[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def _dumper() -> type[yaml.SafeDumper]:
    """Make a dumper that quotes what the reader of declarations would not take for text."""

    class Dumper(yaml.SafeDumper):
        pass

    Dumper.yaml_implicit_resolvers = resolvers()
    return Dumper


@lru_cache(maxsize=50_000, typed=True)  # 1, 1.0 and true are three things
def scalar(value: Any, flow: bool = False) -> str:
    """Write one value on one line.

    Parameters
    ----------
    value
        Text, a number, a truth value or nothing.
    flow
        Whether it stands between brackets or braces, where commas need quotes.

    Returns
    -------
    str
        The value as YAML.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str):
        value = value.encode("utf-8", "replace").decode()
    odd = isinstance(value, str) and (_UNREADABLE.search(value) or "\n" in value)
    written = yaml.dump(
        [value],
        Dumper=_dumper(),
        default_flow_style=flow,
        default_style='"' if odd else None,
        width=float("inf"),
        allow_unicode=True,
    ).removesuffix("\n")
    return written[1:-1] if flow else written.removeprefix("- ")


def comment(text: str, indent: int = 0) -> list[str]:
    """Write a remark as lines that begin with ``#``.

    Parameters
    ----------
    text
        The remark; line ends in it do not count.
    indent
        Blanks before each line.

    Returns
    -------
    list of str
        The lines.
    """
    lead = " " * indent + "# "
    readable = " ".join(_UNREADABLE.sub(" ", text).split())
    return wrap(readable, WIDTH, initial_indent=lead, subsequent_indent=lead)


def entries(
    settings: Mapping[str, Any], indent: int = 0, open_: Sequence[str] = ()
) -> Iterable[str]:
    """Write settings, one below the other.

    Parameters
    ----------
    settings
        Names and values: scalars, lists, and settings again.
    indent
        Blanks before each line.
    open_
        The names whose settings always stand below each other, and never within braces.

    Yields
    ------
    str
        Lines.
    """
    for name, value in settings.items():
        yield from _entry(scalar(name), value, indent, name in open_, open_)


def _entry(key: str, value: Any, indent: int, opened: bool, open_: Sequence[str]) -> Iterable[str]:
    lead = " " * indent
    short = f"{lead}{key}: {_inline(value)}"
    if isinstance(value, Mapping) and value and (opened or len(short) > WIDTH):
        yield f"{lead}{key}:"
        yield from entries(value, indent + 2, open_)
    elif isinstance(value, list | tuple) and value and len(short) > WIDTH:
        yield f"{lead}{key}:"
        for one in value:
            yield from _listed(one, indent + 2, open_)
    elif isinstance(value, str) and len(short) > WIDTH and _foldable(value):
        yield f"{lead}{key}: >-"
        yield from wrap(
            value,
            WIDTH - indent - 2,
            initial_indent=" " * (indent + 2),
            subsequent_indent=" " * (indent + 2),
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield short


def _listed(one: Any, indent: int, open_: Sequence[str]) -> Iterable[str]:
    lead = " " * indent
    short = f"{lead}- {_inline(one)}"
    if isinstance(one, Mapping) and len(short) > WIDTH:
        first, *others = entries(one, indent + 2, open_)
        yield f"{lead}- {first.lstrip()}"
        yield from others
    else:
        yield short


def _inline(value: Any) -> str:
    return _flow(value) if isinstance(value, Mapping | list | tuple) else scalar(value)


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = (f"{scalar(k, True)}: {_flow(v)}" for k, v in value.items())
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    return scalar(value, True)


def _foldable(text: str) -> bool:
    """Say whether folding and unfolding gives the same text."""
    return text == " ".join(text.split(" ")).strip() and not re.search(
        rf"[^\S ]|  |{_UNREADABLE.pattern}", text
    )
