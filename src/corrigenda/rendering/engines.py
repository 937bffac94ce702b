"""Choosing the engine that renders a report."""

import os
from types import ModuleType

from corrigenda.errors import EngineError, Problem, did_you_mean, quoted
from corrigenda.rendering import quarto

NAMES = ("quarto", "embedded")
VARIABLE = "CORRIGENDA_ENGINE"


def find() -> str:
    """Name the engine: the one that ``CORRIGENDA_ENGINE`` asks for, else Quarto where it runs.

    Returns
    -------
    str
        ``quarto`` or ``embedded``.

    Raises
    ------
    EngineError
        When the one that is asked for is unknown or missing.
    """
    wanted = os.environ.get(VARIABLE, "")
    if wanted and wanted not in NAMES:
        advice = did_you_mean(wanted, NAMES) or f"It is one of: {', '.join(NAMES)}."
        raise EngineError(Problem(VARIABLE, f"no engine is called {quoted(wanted)}.", advice))
    if wanted == "quarto" and not quarto.version():
        raise EngineError(
            Problem(VARIABLE, "Quarto does not run here.", "Install it, or unset it.")
        )
    return wanted or ("quarto" if quarto.version() else "embedded")


def engine(name: str | None = None) -> ModuleType:
    """Import an engine; each has ``render_html``, ``render_pdf`` and ``version``.

    Parameters
    ----------
    name
        ``quarto`` or ``embedded``; that of `find` by default.

    Returns
    -------
    ModuleType
        The engine.
    """
    if (name or find()) == "quarto":
        return quarto
    from corrigenda.rendering import embedded

    return embedded
