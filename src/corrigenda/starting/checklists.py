"""The checklists for reporting: their points as comments, each where it belongs."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap

from corrigenda.declarations import load_yaml
from corrigenda.study import Method

FOLDER = Path(__file__).parent / "resources/checklists"
PARTS = (
    "summary",
    "background",
    "design",
    "population",
    "instrument",
    "collection",
    "ethics",
    "processing",
    "analysis",
    "response",
    "findings",
    "limitations",
    "declarations",
)


@dataclass(frozen=True)
class Checklist:
    """A checklist for reports of one kind of study.

    Parameters
    ----------
    name
        As it is known.
    for_
        The kind of studies.
    key
        Of its publication in references.bib.
    points
        Number, part of the report and what is to be said there, in the order of the checklist.
    """

    name: str
    for_: str
    key: str
    points: tuple[tuple[str, str, str], ...]

    def comment(self, part: str) -> str:
        """Write the points that belong to a part of the report.

        Parameters
        ----------
        part
            One of `PARTS`.

        Returns
        -------
        str
            A comment of Markdown with a blank line behind it; nothing where no point belongs there.
        """
        lines = [f"{self.name} {n}: {text}" for n, where, text in self.points if where == part]
        folded = [line for text in lines for line in wrap(text, 98, subsequent_indent="    ")]
        return "\n".join(["<!--", *folded, "-->", "", ""]) if folded else ""


@cache
def checklist(method: Method) -> Checklist:
    """Return the checklist of a method.

    Parameters
    ----------
    method
        How a study was made.

    Returns
    -------
    Checklist
        CROSS for surveys, CHERRIES for those on the web, COREQ for interviews, SRQR for qualitative
        research, RTARG for reflexive thematic analysis, GRAMMS for mixed methods.
    """
    data, _ = load_yaml(FOLDER / f"{method}.yaml", f"{method}.yaml")
    points = tuple((str(n), where, text) for n, (where, text) in data["points"].items())
    return Checklist(data["name"], data["for"], data["key"], points)
