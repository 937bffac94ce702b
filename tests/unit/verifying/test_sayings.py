"""Sayings: each broken link in words."""

import pytest

from corrigenda.verifying import sayings
from corrigenda.workflow import Job

TABLES = [Job("table", f"tbl-{n}") for n in "abcde"]


@pytest.mark.parametrize(
    ("jobs", "said"),
    [
        ([Job("import")], "the imported responses were made"),
        ([Job("clean")], "the slices were made"),
        ([Job("compose")], "the report was made"),
        (TABLES[:1], "tbl-a was made"),
        (TABLES[:2], "tbl-a and tbl-b were made"),
        (TABLES[:4], "tbl-a, tbl-b, tbl-c and tbl-d were made"),
        (TABLES, "tbl-a, tbl-b, tbl-c and 2 more were made"),
    ],
)
def test_what_jobs_make_is_named(jobs, said):
    assert sayings.were_made(jobs) == said


def test_jobs_that_depend_on_all_others_are_named_only_where_they_are_alone():
    gathering = [Job("history"), Job("records"), Job("compose")]
    assert sayings.were_made([*gathering, TABLES[0]]) == "tbl-a was made"
    assert sayings.were_made(gathering).startswith("the history of the ledger, the records and")


@pytest.mark.parametrize(
    ("one", "many"),
    [
        (sayings.edited("a").message, "they were edited by hand: the build wrote something else."),
        (
            sayings.missing("a", "the record").message,
            "the records are missing: the build wrote them.",
        ),
        (sayings.foreign("a").advice, "Remove them, or run corrigenda build."),
        (
            sayings.elsewhere("a", "s/r@1").message,
            "they were replaced by that of another build, as they say themselves (s/r@1).",
        ),
        (
            sayings.misrecorded("a", "other code").message,
            "the records were edited by hand: they tell of other code.",
        ),
        (sayings.RAW, sayings.RAW.replace("file", "files")),
        ("with its item", "with its item"),
    ],
)
def test_several_files_are_told_in_the_plural(one, many):
    assert sayings.plural(one) == many


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ("1", "2", "the source changed since the report was made."),
        (None, "2", "the source is new; it was not there when the report was made."),
        ("1", None, "the source is missing; it was there when the report was made."),
    ],
)
def test_a_file_that_people_write_changed_is_new_or_is_missing(then, now, said):
    problem = sayings.changed("a.qmd", "the source", then, now, "the report was made")
    assert (problem.place, problem.message) == ("a.qmd", said)
