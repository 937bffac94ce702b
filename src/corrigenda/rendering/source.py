"""Reading the sources of a report: includes resolved, every line still knowing its file."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from corrigenda.errors import Problem, did_you_mean, quoted
from corrigenda.rendering.masking import Code, Masked, fence_after, prose

ENTRY = "report.qmd"
_INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(?P<target>.+?)\s*>\}\}\s*$")


@dataclass(frozen=True)
class Source:
    """The text of a report with its includes in place.

    Parameters
    ----------
    text
        What Pandoc reads.
    prose
        The same length, with code, comments and addresses blanked: what may be searched.
    places
        ``file:line`` of every line of the text.
    files
        The files that were read, ``report.qmd`` first, relative to the report.
    header
        The YAML header of ``report.qmd``; every scalar is text.
    body
        Where the text after the header starts.
    fences
        The fenced code blocks.
    masked
        The code, comments, addresses and escaped characters within the prose.
    """

    text: str
    prose: str
    places: tuple[str, ...]
    files: tuple[str, ...]
    header: dict
    body: int
    fences: tuple[Code, ...]
    masked: tuple[Masked, ...]
    starts: tuple[int, ...] = field(repr=False)

    def place(self, offset: int) -> str:
        """Return ``file:line`` of a character."""
        return self.places[bisect_right(self.starts, offset) - 1]

    def column(self, offset: int) -> int:
        """Return how many characters stand before a character on its line."""
        return offset - self.starts[bisect_right(self.starts, offset) - 1]


def read(folder: Path, name: str | None = None) -> tuple[Source, list[Problem]]:
    """Read ``report.qmd`` and everything that it includes.

    Parameters
    ----------
    folder
        The folder of the report, or its staged copy.
    name
        How messages name the folder; the path as given by default.

    Returns
    -------
    tuple
        The source, as far as it could be read, and what is wrong with it.
    """
    problems: list[Problem] = []
    reader = _Reader(folder, name if name is not None else str(folder), problems)
    reader.take(ENTRY, (), "")
    header, header_lines = _header(reader, problems)
    places = reader.places or [f"{reader.name}/{ENTRY}:1"]
    return _source(reader.lines, places, reader.files, header, header_lines), problems


def fragment(markdown: str, place: str = "") -> Source:
    """Make a source of Markdown that is no file of the report, such as an alternative text."""
    lines = markdown.split("\n")
    return _source(lines, [place] * len(lines), [], {}, 0)


def _source(
    lines: list[str], places: list[str], files: list[str], header: dict, body: int
) -> Source:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    blanked, fences, masked = prose(lines, starts)
    return Source(
        text="".join(f"{line}\n" for line in lines),
        prose=blanked,
        places=(*places, places[-1]),
        files=tuple(dict.fromkeys(files)),
        header=header,
        body=starts[body],
        fences=fences,
        masked=masked,
        starts=tuple(starts),
    )


class _Reader:
    """Collects the lines of a file and of what it includes."""

    def __init__(self, folder: Path, name: str, problems: list[Problem]):
        self.folder, self.name, self.problems = folder, name, problems
        self.lines: list[str] = []
        self.places: list[str] = []
        self.files: list[str] = []

    def take(self, file: str, above: tuple[str, ...], asked_at: str) -> None:
        text = self._text(file, asked_at)
        if text is None:
            return
        self.files.append(file)
        fence = ""
        for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
            place = f"{self.name}/{file}:{number}"
            if number == 1 and above and line.strip() == "---":
                self._problem(place, "an included file has a YAML header.", f"Move it to {ENTRY}.")
            fence = fence_after(fence, line)
            asked = None if fence else _INCLUDE.match(line)
            if asked:
                self._include(asked["target"].strip("\"'"), file, (*above, file), place)
                line = ""
            self.lines.append(line)
            self.places.append(place)

    def _include(self, target: str, file: str, above: tuple[str, ...], place: str) -> None:
        root = self.folder.resolve()
        path = (root / Path(file).parent / target).resolve()
        if target.startswith("/") or not path.is_relative_to(root):
            message = f"the include {quoted(target)} lies outside the folder of the report."
            return self._problem(place, message, "Move the file into the folder.")
        name = path.relative_to(root).as_posix()
        if name in above:
            message = (
                f"the include {quoted(target)} goes in a circle: {' > '.join((*above, name))}."
            )
            return self._problem(place, message, "Take one of them out.")
        self.take(name, above, place)
        self.lines.append("")  # the next line starts a new paragraph, as it does under Quarto
        self.places.append(place)

    def _text(self, file: str, asked_at: str) -> str | None:
        place = asked_at or f"{self.name}/{file}"
        try:
            return (self.folder / file).read_text(encoding="utf-8-sig")
        except (FileNotFoundError, IsADirectoryError):
            near = did_you_mean(file, sorted(p.name for p in self.folder.glob("*.qmd")))
            self._problem(place, f"there is no file {quoted(file)}.", near or "Create it.")
        except UnicodeDecodeError as error:
            self._problem(place, f"{file} is not UTF-8 ({error.reason}).", "Save it as UTF-8.")
        return None

    def _problem(self, place: str, message: str, advice: str) -> None:
        self.problems.append(Problem(place, message, advice))


def _header(reader: _Reader, problems: list[Problem]) -> tuple[dict, int]:
    """Parse the YAML header and return it with the number of lines that it takes."""
    lines = reader.lines
    if not lines or lines[0].rstrip() != "---":
        return {}, 0
    ends = (n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "..."))
    end = next(ends, None)
    if end is None:
        problems.append(
            Problem(reader.places[0], "the YAML header does not end.", "Close it with ---.")
        )
        return {}, len(lines)
    try:
        header = yaml.load("\n".join(lines[1:end]), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        message = f"the header is not valid YAML: {error.problem}."
        problems.append(Problem(reader.places[line], message, "Mind indent and quotes."))
        return {}, end + 1
    return header if isinstance(header, dict) else {}, end + 1
