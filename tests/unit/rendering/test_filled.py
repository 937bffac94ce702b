"""Divs that the build fills: what is wrong with them, and where."""

import pytest

from .conftest import HEADER_LINES


@pytest.fixture
def problem(sample):
    """Say what is wrong with a body that has one fault, without its place."""

    def judge(body: str) -> str:
        sample.body(body)
        place, _, said = sample.problem().partition(": ")
        assert place.startswith("report/report.qmd:")
        return said

    return judge


def test_what_can_be_filled_is_accepted(sample):
    sample.body(
        "::: {#tbl-words .quantifiers}\nPhrases\n:::\n\n"
        '::: {.excerpts code="impact.bad"}\n<!-- of the bank -->\n:::\n\n'
        "[17]{.fixed} years, see @tbl-words.\n"
    )
    assert sample.problems() == []


def test_a_problem_has_its_line(sample):
    sample.body("Words.\n\n::: {.excerpts}\n:::\n")
    place = f"report/report.qmd:{HEADER_LINES + 3}"
    assert sample.problem().startswith(f"{place}: the excerpts are of no code.")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("impact.bda", '"impact.bda" is no code or theme.\n  Did you mean "impact.bad"'),
        ("court.yes", '"court.yes" has no excerpt.\n  Add an excerpt to excerpts.yaml.'),
    ],
)
def test_a_code_has_excerpts(problem, code, said):
    assert problem(f'::: {{.excerpts code="{code}"}}\n:::\n').startswith(said)


def test_excerpts_hold_no_text(problem):
    said = problem('::: {.excerpts code="impact.bad"}\nMy own words.\n:::\n')
    assert said.startswith("the excerpts hold text of their own.")


def test_the_table_of_phrases_has_the_id_of_a_table(problem):
    said = problem("::: {#words .quantifiers}\nPhrases\n:::\n")
    assert said.startswith("the table of phrases needs the id of a table.")


def test_the_table_of_phrases_has_a_caption(problem):
    said = problem("::: {#tbl-words .quantifiers}\n:::\n")
    assert said.startswith('the exhibit "tbl-words" has no caption.')


def test_a_study_without_phrases_has_no_table_of_them(sample, problem):
    sample.quantifiers = []
    said = problem("::: {#tbl-words .quantifiers}\nPhrases\n:::\n")
    assert said.startswith("the table of phrases is empty")


def test_a_mistyped_class_or_key_is_refused(problem):
    assert "Did you mean" in problem("::: {#tbl-words .quantifers}\nPhrases\n:::\n")
    assert "Did you mean" in problem('::: {.exerpts code="impact.bad"}\n:::\n')
    assert '"cod" on this div' in problem('::: {.excerpts code="impact.bad" cod="x"}\n:::\n')


MADE = "# How it was made\n\n::: {.provenance}\n<!-- filled -->\n:::\n"


def test_how_the_report_was_made_stands_in_a_chapter_of_its_own(sample, problem):
    sample.body(MADE)
    assert sample.problems() == []
    said = "the div .provenance does not stand in a chapter of its own."
    assert problem(MADE.partition("\n")[2]).startswith(said)
    assert problem(MADE.replace("made\n", "made {.unnumbered}\n")).startswith(said)
    assert problem(MADE.replace("\n\n:::", "\n\n## Files\n\n:::")).startswith(said)


def test_how_the_report_was_made_is_told_once(sample, problem):
    said = problem(MADE + "\n# Again\n\n::: {.provenance}\n:::\n")
    first = f"report/report.qmd:{HEADER_LINES + 3}"
    assert said.startswith(f"how the report was made is told twice (first at {first}).")


def test_the_div_of_provenance_holds_no_text(problem):
    said = problem(MADE.replace("<!-- filled -->", "My own words."))
    assert said.startswith("the div .provenance holds text of its own.")


def test_the_div_of_provenance_stands_in_no_other_div(sample, problem):
    def within(div):
        return MADE.replace("::: {.provenance}", f"{div}\n\n::: {{.provenance}}") + "\n:::\n"

    said = problem(within("::: {.callout-note}"))
    assert said.startswith("the div .provenance stands in another div.")
    sample.body(within('::: {.content-visible when-format="html"}'))
    assert sample.problems() == []


def test_the_build_gives_its_own_ids(sample, problem):
    said = problem(MADE + "\n## Files {#sec-made-files}\n")
    assert said.startswith('the id "sec-made-files" begins like those that the build gives.')
    sample.body("# Files {#sec-made-files}\n")
    assert sample.problems() == []
