"""What belongs to what in a project: coders to codings, variables to cases, texts to cases."""

from dataclasses import dataclass, field

from corrigenda.readers.coded import Case, Code, Passage, Path, Text
from corrigenda.readers.qda.positions import Laid
from corrigenda.readers.qda.project import Coding, Project, RawSource, Selection
from corrigenda.readers.qda.sources import Folder
from corrigenda.readers.qda.telling import Told

UNNAMED = "Unnamed coder"


@dataclass
class Names:
    """Names of a kind of thing, which stand in for those that the file lacks."""

    word: str
    made: int = 0

    def __call__(self, name: str) -> str:
        """Return the name, or one that is made up."""
        if name:
            return name
        self.made += 1
        return f"{self.word} {self.made}"


@dataclass
class Assembly:
    """What is known while a project is put together.

    Parameters
    ----------
    project
        As it stands in the file.
    folder
        Its texts.
    """

    project: Project
    folder: Folder
    told: Told = field(default_factory=Told)
    coders: dict[str, str] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    codes: dict[Path, Code] = field(default_factory=dict)
    texts: list[tuple[RawSource, Laid]] = field(default_factory=list)
    cases: dict[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cases = {case.guid: set() for case in self.project.cases if case.guid}

    def of_case(self, target: str, text: int) -> bool:
        """Say whether a "code" is a case, to which the text then belongs."""
        if target not in self.cases or target in self.paths:
            return False
        self.cases[target].add(text)
        return True

    def coder(self, coding: Coding, selection: Selection) -> str:
        """Name who coded; without a mark, the only user."""
        guid = coding.user or selection.user
        if not guid and len(self.coders) == 1:
            return next(iter(self.coders.values()))
        if guid not in self.coders:
            self.told.without_coder += 1
            self.coders[guid] = UNNAMED
        return self.coders[guid]

    def code(self, target: str) -> Path:
        """Find a code by its GUID, or by its name; one that is not defined is made up."""
        if target not in self.paths:
            self.told.undefined += 1
            path = (f"Undefined code {self.told.undefined}",)
            self.paths[target] = path
            self.codes[path] = Code(path, guid=target)
        return self.paths[target]


def cases_of(work: Assembly) -> tuple[Case, ...]:
    """Return the cases of a project with their variables.

    Parameters
    ----------
    work
        The project.

    Returns
    -------
    tuple of Case
        In the order of the file.
    """
    names = Names("Case")
    cases = tuple(
        Case(names(raw.name), _values(work, raw.values), raw.guid) for raw in work.project.cases
    )
    work.told.names["cases"] = names.made
    return cases


def _values(work: Assembly, values: list[tuple[str, str]]) -> dict[str, str]:
    named: dict[str, str] = {}
    for guid, value in values:
        name = work.project.variables.get(guid, ("", ""))[0] or f"Variable {len(named) + 1}"
        named.setdefault(name, value)
    return named


def texts_of(work: Assembly, passages: tuple[Passage, ...]) -> tuple[Text, ...]:
    """Return the texts of a project, each with the cases that it belongs to.

    Parameters
    ----------
    work
        The project, its texts read.
    passages
        Its coded passages: a case may be told by a code.

    Returns
    -------
    tuple of Text
        In the order of the file.
    """
    names = Names("Text")
    belongs = _memberships(work, passages)
    texts = tuple(
        Text(
            names(source.name or _file_name(source)),
            text.text,
            next((guid for guid in source.guids if guid), ""),
            tuple(belongs.get(position, ())),
            _values(work, source.values),
        )
        for position, (source, text) in enumerate(work.texts)
    )
    work.told.names["texts"] = names.made
    return texts


def _file_name(source: RawSource) -> str:
    return source.path.rpartition("/")[2]


def _memberships(work: Assembly, passages: tuple[Passage, ...]) -> dict[int, dict[str, None]]:
    """Say to which cases each text belongs: by itself, by a selection in it, or by a code."""
    texts, selections = {}, {}
    for position, (source, _) in enumerate(work.texts):
        texts |= dict.fromkeys(source.guids, position)
        selections |= {selection.guid: position for selection in source.selections}
    by_code: dict[Path, set[int]] = {}
    for passage in passages:
        by_code.setdefault(passage.code, set()).add(passage.text)
    belongs: dict[int, dict[str, None]] = {}
    names = Names("Case")
    for raw in work.project.cases:
        name = names(raw.name)
        own = {texts[guid] for guid in raw.sources if guid and guid in texts}
        own = own or {selections[guid] for guid in raw.selections if guid and guid in selections}
        own = own or work.cases.get(raw.guid, set())
        if not own:
            codes = [work.paths[guid] for guid in raw.codes if guid in work.paths]
            own = set().union(*(by_code.get(path, set()) for path in codes))
        for position in own:
            belongs.setdefault(position, {})[name] = None
    return belongs
