"""study.yaml: one data collection."""

from datetime import date

import pytest

from builders import a_study, refused
from corrigenda.errors import StudyError
from corrigenda.study import load_study

PLACE = "data/tiny/study.yaml"
NEEDED = "id: tiny\ntitle: Tiny\nrespondent: RID\nresponses: {file: raw/export.csv}\n"


@pytest.fixture
def loaded(tmp_path):
    """Load a study.yaml that begins with what every study needs."""

    def load(more: str, needed: str = NEEDED):
        path = tmp_path / "study.yaml"
        path.write_text(needed + more)
        return load_study(path, PLACE)

    return load


def test_a_study_says_least_and_the_rest_is_usual(loaded):
    study = loaded("")
    assert (study.id, study.respondent, study.responses.file) == ("tiny", "RID", "raw/export.csv")
    assert (study.rounding, study.base, study.codings) == ("half-up", "all", None)
    assert study.exclude == ("preview", "test", "spam", "duplicate_start", "unfinished")


def test_fieldwork_is_read_as_days(loaded):
    study = loaded(
        "",
        NEEDED.replace("export.csv", "export.csv, fieldwork: {from: 2024-03-01, to: 2024-03-31}"),
    )
    assert study.responses.fieldwork.first == date(2024, 3, 1)
    assert study.responses.fieldwork.last == date(2024, 3, 31)


def test_fieldwork_may_last_one_day():
    days = {"from": "2024-03-01", "to": "2024-03-01"}
    study = a_study(responses={"file": "raw/export.csv", "fieldwork": days})
    assert study.responses.fieldwork.first == study.responses.fieldwork.last


@pytest.mark.parametrize("cell", ["", "  ", "\n", "N/A", " n/a "])
def test_blank_cells_and_declared_words_mean_no_answer(cell):
    assert a_study(missing=["N/A"]).is_missing(cell)


@pytest.mark.parametrize("cell", ["-", "NA", "0", "none"])
def test_other_cells_are_answers(cell):
    assert not a_study(missing=["N/A"]).is_missing(cell)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "rounding: up",
            "rounding: it must be 'half-up', 'half-even' or 'half-odd' (found \"up\").",
        ),
        ("base: everyone", "base: it must be 'all', 'asked' or 'answered' (found \"everyone\")."),
        ("exclude: preview", 'exclude: it must be a list, as [one, two] (found "preview").'),
        (
            "exclude: [tests]",
            "exclude.0: it must be 'preview', 'test', 'spam', 'duplicate_start' or 'unfinished' "
            '(found "tests").',
        ),
        (
            "codings: coded/codings.csv",
            "codings.file: it must be a file under raw/, where the register watches over it "
            '(found "coded/codings.csv").',
        ),
        (
            "published: {file: ../tables.csv, tables: {}}",
            "published.file: it must be a path inside the study's folder, with forward slashes "
            '(found "../tables.csv").',
        ),
        ("colour: red", "colour: no such setting.\n  Mind its spelling."),
    ],
)
def test_a_setting_that_cannot_be_used_is_explained(loaded, line, problem):
    with refused(StudyError, f"{PLACE}:5: {problem}"):
        loaded(line)


@pytest.mark.parametrize("file", ["/etc/passwd", "raw/../../x.csv", "raw\\x.csv", "export.csv"])
def test_the_export_must_lie_among_the_registered_raw_files(loaded, file):
    with pytest.raises(StudyError, match=r"study.yaml:4: responses.file: it must be a "):
        loaded("", NEEDED.replace("raw/export.csv", file))


def test_fieldwork_that_ends_before_it_begins_is_refused(loaded):
    fieldwork = "export.csv, fieldwork: {from: 2024-03-31, to: 2024-03-01}"
    with refused(
        StudyError,
        f"{PLACE}:4: responses.fieldwork: fieldwork ends (2024-03-01) before it begins "
        "(2024-03-31).",
    ):
        loaded("", NEEDED.replace("export.csv", fieldwork))


def test_all_that_is_wrong_is_told_at_once(loaded):
    with refused(
        StudyError,
        f"{PLACE}:1: id: it must begin with a small letter, and hold only small letters, digits "
        'and joining signs (found "Tiny Study").',
        f"{PLACE}:1: responses: it is missing.\n  Add it.",
        f"{PLACE}:4: titel: no such setting.\n  Mind its spelling.",
    ):
        loaded("", "id: Tiny Study\ntitle: Tiny\nrespondent: RID\ntitel: Tiny\n")


def test_a_publication_is_optional_and_ends_its_address_with_a_slash(loaded):
    assert loaded("").publication.address == ""
    said = loaded(
        "publication: {licence: CC-BY-4.0, doi: 10.5281/zenodo.12, address: https://a.org/x}"
    )
    assert said.publication.address == "https://a.org/x/"
    assert (said.publication.licence, said.publication.doi) == ("CC-BY-4.0", "10.5281/zenodo.12")


@pytest.mark.parametrize(
    "address",
    ["http://localhost:8000/", "https://a.org/~b/c%20d/", "https://xn--bcher-kva.org/(1)/"],
)
def test_what_an_address_may_hold(loaded, address):
    assert loaded(f"publication: {{address: {address!r}}}").publication.address == address


@pytest.mark.parametrize("doi", ["10.5281/zenodo.12", "10.1000.10/a_b-(c);d:e/f+g"])
def test_what_a_doi_may_hold(loaded, doi):
    assert loaded(f"publication: {{doi: {doi!r}}}").publication.doi == doi


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("licence", "CC BY 4.0", "an SPDX identifier, such as CC-BY-4.0"),
        ("address", "reports.example.org", "an address, such as https://reports.example.org/"),
        ("address", "javascript:alert(1)", "an address, such as"),
        ("address", "https://a.org/?q=1", "an address, such as"),
        ("address", "https://a.org/<b>", "with the code of every character"),
        ("address", "https://a.org/a b", "such as %20"),
        ("address", "https://a.org/%2", "an address, such as"),
        ("address", 'https://a.org/"x', "an address, such as"),
        ("address", "https://a@b.org/", "an address, such as"),
        ("address", "https://a.org:port/", "an address, such as"),
        ("address", "https://a.org/\u00fc", "an address, such as"),
        ("doi", "https://doi.org/10.5281/x", "a DOI without its resolver"),
        ("doi", "10.5281/a<b>", "a DOI without its resolver"),
        ("doi", '10.5281/a"b', "a DOI without its resolver"),
        ("doi", "10.5281/{a}", "a DOI without its resolver"),
        ("doi", "10.5281/a\\b", "a DOI without its resolver"),
        ("doi", "10.5281/", "a DOI without its resolver"),
    ],
)
def test_what_a_publication_may_not_say(loaded, field, value, expected):
    with pytest.raises(StudyError) as error:
        loaded(f"publication:\n  {field}: {value!r}\n")
    [problem] = error.value.problems
    assert problem.place == f"{PLACE}:6"
    assert expected in problem.message


def test_formats_that_cannot_tell_exclude_nothing_of_themselves(loaded):
    spss = NEEDED.replace("export.csv", "export.sav, format: spss")
    assert loaded("", spss).exclude == ()
    finished = "export.csv, format: table, finished: {column: done, values: [1, Yes]}"
    study = loaded("", NEEDED.replace("export.csv", finished))
    assert study.exclude == ("duplicate_start", "unfinished")
    assert study.responses.finished.values == ("1", "Yes")


def test_an_exclusion_that_a_format_cannot_tell_is_refused(loaded):
    needed = NEEDED.replace("export.csv", "export.sav, format: spss")
    problem = f"{PLACE}:1: exclude: spam cannot be told from format: spss."
    with refused(StudyError, problem):
        loaded("exclude: [spam]\n", needed)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("format: table, dictionary: raw/d.csv", "dictionary is for an export of REDCap"),
        ("finished: {column: a, values: [1]}", "finished is not for format: qualtrics"),
        ("format: excel", "it must be 'qualtrics', 'spss', 'redcap', 'table' or 'refi-qda'"),
        ("format: table, finished: {column: a, values: []}", "it must not be empty"),
    ],
)
def test_settings_of_another_format_are_refused(loaded, settings, message):
    with pytest.raises(StudyError, match=message):
        loaded("", NEEDED.replace("export.csv", f"export.csv, {settings}"))


def test_codings_may_be_a_file_alone_or_say_who_wrote_it_and_whose_a_source_is(loaded):
    assert loaded("codings: raw/codings.csv\n").codings.format == "table"
    codings = loaded(
        "codings: {file: raw/a.qdpx, format: refi-qda, respondents: {Interview 1: 7}}\n"
    ).codings
    assert (codings.file, codings.format) == ("raw/a.qdpx", "refi-qda")
    assert codings.respondents == {"Interview 1": "7"}


def test_a_study_may_name_no_column_of_respondents_and_its_method(loaded):
    study = loaded("method: interviews\n", NEEDED.replace("respondent: RID\n", ""))
    assert (study.respondent, study.method) == (None, "interviews")
