"""Declared files: YAML that remembers its lines, checked into frozen models."""

import pytest
from pydantic import ValidationError

from builders import refused
from corrigenda.declarations import Frozen, load_yaml, validated
from corrigenda.errors import ExhibitError, StudyError

PLACE = "data/tiny/study.yaml"


@pytest.fixture
def loaded(tmp_path):
    """Load a YAML text."""

    def load(text: str | bytes):
        path = tmp_path / "study.yaml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return load_yaml(path, PLACE)

    return load


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("2013-10-21", "2013-10-21"),
        ("1:30", "1:30"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("12", 12),
        ("-3", -3),
        ("2.5", 2.5),
        ("1e3", "1e3"),
        (".nan", ".nan"),
        ("~", None),
        ("'12'", "12"),
    ],
)
def test_a_plain_word_means_what_a_reader_takes_it_for(loaded, word, value):
    data, _ = loaded(f"a: {word}")
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_every_value_knows_its_line_and_maps_keep_their_order(loaded):
    data, lines = loaded("b: 1\na:\n  - x\n  - y: 2\n")
    assert list(data) == ["b", "a"]
    assert [lines("b"), lines("a"), lines("a", 0), lines("a", 1, "y")] == [1, 2, 3, 4]


def test_what_is_not_in_the_file_has_the_line_of_its_parent(loaded):
    _, lines = loaded("a: 1\nb:\n  c: 2\n")
    assert lines("b", "missing", "deeper") == 2
    assert lines("missing") == 1


def test_an_empty_file_holds_nothing(loaded):
    data, lines = loaded("# only a comment\n")
    assert data is None
    assert lines("a") == 1


def test_a_byte_order_mark_is_forgiven(loaded):
    assert loaded("\ufeffa: 1\n")[0] == {"a": 1}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "a: 1\na: 2\n",
            ':2: "a" stands twice (first on line 1).\n  Keep one of them.',
        ),
        (
            "a: &x [1]\nb: *x\n",
            ":1: anchors and aliases are not read.\n  Repeat it.",
        ),
        (
            "a: 1\nb: !!python/object:os.system x\n",
            ":2: tags (!!python/object:os.system) are not read.\n  Remove it.",
        ),
        ("a: !!int many\n", ":1: tags (!!int) are not read.\n  Remove it."),
        (
            "a:\n  ? [x, y]\n  : 1\n",
            ":2: a name before a colon must be a plain word.\n  Put quotes around the text.",
        ),
        (
            "a:\n\tb: 1\n",
            ":2: not valid YAML: found character that cannot start any token.\n"
            "  Mind indent and quotes.",
        ),
        (
            "a: 1\n---\nb: 2\n",
            ":2: not valid YAML: but found another document.\n  Mind indent and quotes.",
        ),
        (
            "a: \"open\nb: 'x'\n",
            ":3: not valid YAML: found unexpected end of stream.\n  Mind indent and quotes.",
        ),
        (b"a: \xff\n", ": not UTF-8 (invalid start byte).\n  Save it as UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_says_where(loaded, text, problem):
    with refused(StudyError, PLACE + problem):
        loaded(text)


def test_every_key_that_stands_twice_is_reported(loaded):
    with refused(
        StudyError,
        f'{PLACE}:4: "c" stands twice (first on line 3).\n  Keep one of them.',
        f'{PLACE}:5: "a" stands twice (first on line 1).\n  Keep one of them.',
    ):
        loaded("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n")


def test_aliases_cannot_fill_the_memory(loaded):
    bomb = "a: &a [x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(StudyError, match="aliases are not read"):
        loaded(bomb)


def test_a_missing_file_is_named(tmp_path):
    with refused(StudyError, f"{PLACE}: the file is missing.\n  Create it."):
        load_yaml(tmp_path / "none.yaml", PLACE)


class Inner(Frozen):
    kind: str


class Outer(Frozen):
    name: str
    size: int = 1
    share: float = 0.5
    open: bool = True
    parts: tuple[str, ...] = ()
    inner: Inner | None = None


@pytest.fixture
def checked(loaded):
    """Load a YAML text and check it as `Outer`."""

    def check(text: str) -> Outer:
        data, lines = loaded(text)
        return validated(Outer, data, lines, PLACE, ExhibitError)

    return check


def test_a_declaration_cannot_be_changed(checked):
    declared = checked("name: ' x '")
    assert declared.name == "x"
    with pytest.raises(ValidationError, match="frozen"):
        declared.name = "y"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("nome: x", "nome: no such setting.\n  Mind its spelling."),
        ("size: many", 'size: it must be a whole number (found "many").'),
        ("size: 1.5", 'size: it must be a whole number (found "1.5").'),
        ("share: half", 'share: it must be a number (found "half").'),
        ("share: nan", 'share: it must be a number (found "nan").'),
        ("open: perhaps", 'open: it must be true or false (found "perhaps").'),
        ("parts: one", 'parts: it must be a list, as [one, two] (found "one").'),
        (
            "parts: [a, 2]",
            'parts.1: it must be text; quote a number that is meant as text (found "2").',
        ),
        ("inner: [a]", "inner: it must hold settings (name: value)."),
        ("inner: {}", "inner.kind: it is missing.\n  Add it."),
    ],
)
def test_a_setting_of_the_wrong_shape_is_explained(checked, line, problem):
    with refused(ExhibitError, f"{PLACE}:2: {problem}"):
        checked(f"name: x\n{line}\n")


def test_all_problems_of_a_file_are_told_in_the_order_of_its_lines(checked):
    with refused(
        ExhibitError,
        f"{PLACE}:1: name: it is missing.\n  Add it.",
        f'{PLACE}:2: size: it must be a whole number (found "many").',
        f"{PLACE}:4: inner.kynd: no such setting.\n  Mind its spelling.",
        f"{PLACE}:5: colour: no such setting.\n  Mind its spelling.",
    ):
        checked("open: true\nsize: many\ninner:\n  {kind: a, kynd: b}\ncolour: red\n")


@pytest.mark.parametrize("text", ["- a\n", "word\n"])
def test_a_file_that_holds_no_settings_is_refused(checked, text):
    with pytest.raises(ExhibitError, match=r"study.yaml:1: it must hold settings \(name: value\)"):
        checked(text)
