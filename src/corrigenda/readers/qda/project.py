"""REFI-QDA as it stands in the file: users, codes, variables, cases, sources and selections."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SOURCES = frozenset({"TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource"})
TEXTS = frozenset({"Representation", "TextDescription", "Transcript"})  # of sources that are none
READ_OVER = frozenset({"Notes", "Links", "Graphs"})
SETS = "Sets"
VALUES = frozenset(
    {"TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue"}
)
NUMBERS = frozenset({"Integer", "Float"})
DATES = frozenset({"Date", "DateTime"})


def key(guid: str | None) -> str:
    """Return a GUID as comparisons see it: without braces, in small letters."""
    return (guid or "").strip().strip("{}").casefold()


@dataclass
class RawCode:
    """A code with the one above it."""

    guid: str
    name: str
    parent: "RawCode | None"
    colour: str
    codable: bool
    description: str = ""


@dataclass(slots=True)
class Coding:
    """The use of a code."""

    code: str
    user: str
    date: str


@dataclass(slots=True)
class Selection:
    """A stretch of a text, in the program's own way of counting; the whole text has no start."""

    guid: str
    start: int | None
    end: int | None
    name: str
    user: str
    codings: list[Coding] = field(default_factory=list)
    date: str = ""


@dataclass
class RawSource:
    """A source; pictures, sound and film may have a text beside them."""

    kind: str
    guids: list[str]
    name: str
    user: str
    path: str = ""
    rich: str = ""
    content: str | None = None
    selections: list[Selection] = field(default_factory=list)
    values: list[tuple[str, str]] = field(default_factory=list)
    unread: int = 0  # codings of areas, times, pages
    texts: int = 0


@dataclass
class RawCase:
    """A case, and what belongs to it."""

    guid: str
    name: str
    values: list[tuple[str, str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    selections: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


class Project:
    """Collects a project or a codebook from the events of its file."""

    wanted = frozenset({"Description", "PlainTextContent"}) | VALUES

    def __init__(self) -> None:
        self.title = self.origin = self.root = ""
        self.users: dict[str, str] = {}
        self.codes: list[RawCode] = []
        self.variables: dict[str, tuple[str, str]] = {}
        self.cases: list[RawCase] = []
        self.sources: list[RawSource] = []
        self.sets: list[tuple[str, list[str]]] = []
        self.empty_sets = 0
        self._sets = 0
        self._path: list[str] = []
        self._above: list[RawCode] = []
        self._selection: Selection | None = None
        self._coding: Coding | None = None
        self._variable = self._value = ""
        self._positions: dict[str, int | None] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        self._path.append(name)
        if len(self._path) == 1:
            self.root, self.title = name, attributes.get("name", "")
            self.origin = attributes.get("origin", "")
        elif not READ_OVER.isdisjoint(self._path):
            pass
        elif SETS in self._path:
            self._set(name, attributes)
        elif name in SOURCES:
            self._source(name, attributes)
        elif name in TEXTS:
            self._text(attributes)
        elif name.endswith("Selection"):
            self._select(name, attributes)
        elif reader := self._readers.get(name):
            reader(self, attributes)

    def end(self, name: str, text: str) -> None:
        """End an element."""
        self._path.pop()
        if not READ_OVER.isdisjoint((name, *self._path)):
            return
        if SETS in (name, *self._path):
            self.empty_sets += name == SETS and len(self.sets) == self._sets
            return
        if name == "Code" and self._above:
            self._above.pop()
        elif name == "Description" and self._path and self._path[-1] == "Code" and self._above:
            self._above[-1].description = text.strip()
        elif name == "PlainTextContent" and self._inside_text():
            self.sources[-1].content = text
        elif name == "Coding":
            self._coding = None
        elif name.endswith("Selection") and not any(
            part.endswith("Selection") for part in self._path
        ):
            self._selection = None
        elif name in VALUES:
            self._value = text.strip()
        elif name == "VariableValue":
            self._keep_value()

    @property
    def _outer(self) -> str:
        return self._path[-2] if len(self._path) > 1 else ""

    def _inside_text(self) -> bool:
        """Say whether an element belongs to the text of a source, and not to a page's or area's."""
        if not self.sources or not self._path:
            return False
        return self._path[-1] in SOURCES or (self._path[-1] in TEXTS and self._outer in SOURCES)

    def _set(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == SETS:
            self._sets = len(self.sets)
        elif name == "Set":
            self.sets.append((" ".join(attributes.get("name", "").split()), []))
        elif name == "MemberCode" and self.sets:
            # A project refers to the code, a codebook repeats its GUID.
            self.sets[-1][1].append(key(attributes.get("targetguid") or attributes.get("guid")))

    def _user(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("name", "").strip() or attributes.get("id", "").strip()
        self.users.setdefault(key(attributes.get("guid")), name)

    def _code(self, attributes: Mapping[str, str]) -> None:
        codable = attributes.get("iscodable", "true").strip().casefold() not in ("false", "0")
        code = RawCode(
            key(attributes.get("guid")),
            " ".join(attributes.get("name", "").split()),
            self._above[-1] if self._above else None,
            attributes.get("color", "").strip(),
            codable,
        )
        self.codes.append(code)
        self._above.append(code)

    def _declare(self, attributes: Mapping[str, str]) -> None:
        named = attributes.get("name", "").strip(), attributes.get("typeofvariable", "")
        self.variables.setdefault(key(attributes.get("guid")), named)

    def _case(self, attributes: Mapping[str, str]) -> None:
        self.cases.append(RawCase(key(attributes.get("guid")), attributes.get("name", "").strip()))

    def _source(self, kind: str, attributes: Mapping[str, str]) -> None:
        source = RawSource(
            kind,
            [key(attributes.get("guid"))],
            attributes.get("name", "").strip(),
            _maker(attributes),
        )
        self.sources.append(source)
        if kind == "TextSource":
            self._paths(source, attributes)

    def _paths(self, source: RawSource, attributes: Mapping[str, str]) -> None:
        source.texts += 1
        source.path = attributes.get("plaintextpath", "").strip()
        source.rich = attributes.get("richtextpath", "").strip()

    def _text(self, attributes: Mapping[str, str]) -> None:
        if self._outer not in SOURCES:
            return
        source = self.sources[-1]
        if source.texts:  # a further transcript of the same recording
            source = RawSource(source.kind, [], source.name, source.user, values=source.values)
            self.sources.append(source)
        source.guids.append(key(attributes.get("guid")))
        self._paths(source, attributes)

    def _select(self, kind: str, attributes: Mapping[str, str]) -> None:
        if not self.sources or self._selection is not None:  # of the excerpt of a page
            return
        start, end = (_number(attributes.get(name)) for name in ("startposition", "endposition"))
        if kind == "TranscriptSelection":
            start = self._positions.get(key(attributes.get("fromsyncpoint")))
            end = self._positions.get(key(attributes.get("tosyncpoint")))
        self._selection = Selection(
            key(attributes.get("guid")),
            start if start is not None else -1,
            end,
            attributes.get("name", ""),
            _maker(attributes) or self.sources[-1].user,
            date=_made(attributes),
        )
        if kind in ("PlainTextSelection", "TranscriptSelection"):
            self.sources[-1].selections.append(self._selection)

    def _point(self, attributes: Mapping[str, str]) -> None:
        self._positions[key(attributes.get("guid"))] = _number(attributes.get("position"))

    def _use(self, attributes: Mapping[str, str]) -> None:
        self._coding = Coding("", _maker(attributes), _made(attributes))

    def _refer_code(self, attributes: Mapping[str, str]) -> None:
        target = key(attributes.get("targetguid"))
        if "Case" in self._path:
            self.cases[-1].codes.append(target)
            return
        if not self.sources:
            return
        coding = self._coding or Coding("", "", "")
        coding.code = target
        selection, source = self._selection, self.sources[-1]
        if selection is None:
            if source.selections and source.selections[-1].start is None:
                source.selections[-1].codings.append(coding)
            else:
                source.selections.append(Selection("", None, None, "", source.user, [coding]))
            return
        selection.codings.append(coding)
        if not any(part in ("PlainTextSelection", "TranscriptSelection") for part in self._path):
            source.unread += 1

    def _refer_source(self, attributes: Mapping[str, str]) -> None:
        if "Case" in self._path:
            self.cases[-1].sources.append(key(attributes.get("targetguid")))

    def _refer_selection(self, attributes: Mapping[str, str]) -> None:
        if "Case" in self._path:
            self.cases[-1].selections.append(key(attributes.get("targetguid")))

    def _refer_variable(self, attributes: Mapping[str, str]) -> None:
        self._variable = key(attributes.get("targetguid"))

    def _keep_value(self) -> None:
        owner = self.cases if "Case" in self._path else self.sources
        if owner and self._variable and self._value:
            owner[-1].values.append((self._variable, self._value))
        self._variable = self._value = ""

    _readers = {
        "User": _user,
        "Code": _code,
        "Variable": _declare,
        "Case": _case,
        "SyncPoint": _point,
        "Coding": _use,
        "CodeRef": _refer_code,
        "SourceRef": _refer_source,
        "SelectionRef": _refer_selection,
        "VariableRef": _refer_variable,
    }


def _number(text: str | None) -> int | None:
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 19 else None


def _maker(attributes: Mapping[str, str]) -> str:
    return key(attributes.get("creatinguser")) or key(attributes.get("modifyinguser"))


def _made(attributes: Mapping[str, str]) -> str:
    return (attributes.get("creationdatetime") or attributes.get("modifieddatetime") or "")[:10]
