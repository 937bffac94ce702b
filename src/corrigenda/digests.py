"""Digests: of what is declared, of the code of a stage, of the libraries that it uses."""

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
# A syntax tree would say the same (a test compares), and take half the time of a whole command.
_IMPORT = re.compile(r"^\s*from corrigenda\.?([\w.]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)


def digest(value: Any) -> str:
    """Digest declared values; the order of options and blocks is declared too.

    Parameters
    ----------
    value
        Models, texts, numbers, and lists or dictionaries of them.

    Returns
    -------
    str
        Equal for equal declarations.
    """
    text = json.dumps(value, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value):
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    return sorted(value) if isinstance(value, frozenset) else str(value)


@cache
def code_digest(*modules: str) -> str:
    """Digest the source of modules, of the package's modules that they import, and of what lies
    beside them as data.

    Parameters
    ----------
    modules
        Names within the package (``tables``, ``rendering.embedded``).

    Returns
    -------
    str
        Equal for equal code, wherever and whenever it was installed.
    """
    files = {path for module in _reached(modules) for path in _files(module)}
    return digest([[f.relative_to(PACKAGE).as_posix(), _hash(f)] for f in sorted(files)])


def _reached(modules: Iterable[str]) -> set[str]:
    """Follow imports; whatever is no module of the package has no files."""
    found: set[str] = set()
    ahead = list(modules)
    while ahead:
        module = ahead.pop()
        if module not in found:
            found.add(module)
            ahead += [name for path in _files(module)[:1] for name in _imports(path)]
    return found


@cache
def _files(module: str) -> tuple[Path, ...]:
    """Return the file of a module, then what lies beside it as data."""
    stem = PACKAGE.joinpath(*module.split("."))
    if not stem.is_dir():
        path = stem.with_suffix(".py")
        return (path,) if path.is_file() else ()
    path = stem / "__init__.py"
    beside = (p for p in (stem / "resources").rglob("*") if p.is_file())
    return (path, *beside) if path.is_file() else ()


@cache
def _imports(path: Path) -> frozenset[str]:
    names = set()
    for module, imported in _IMPORT.findall(path.read_text(encoding="utf-8")):
        names.add(module)
        names.update(f"{module}.{name}".lstrip(".") for name in re.findall(r"\w+", imported))
    return frozenset(names - {""})


@cache
def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def versions(*libraries: str) -> list[str]:
    """Name the installed versions of libraries."""
    return [f"{library} {version(library)}" for library in libraries]
