"""Declaring: declarations that differ, sorted and said in words that readers know."""

import pytest

from corrigenda.differences.declaring import kind, plain, sentence
from corrigenda.differences.naming import Names

NAMES = Names(
    {
        "codebook.yaml": {"items": {"court": {"label": "Court", "options": {"yes": "Yes"}}}},
        "coding.yaml": {
            "items": {"impact": {"label": "Impact", "codes": {"bad": {"label": "Bad"}}}}
        },
    }
)


@pytest.mark.parametrize(
    ("expected", "file", "path"),
    [
        ("method", "study.yaml", "rounding"),
        ("method", "study.yaml", "exclude"),
        ("method", "study.yaml", "base"),
        ("method", "codebook.yaml", "items court kind"),
        ("method", "codebook.yaml", "items court asked_if"),
        ("method", "coding.yaml", "items impact codes bad definition"),
        ("method", "statistics.yaml", "statistics court.most any"),
        ("method", "quantifiers.yaml", "phrases half"),
        ("method", "exhibits.yaml", "exhibits tbl-court blocks court base"),
        ("shown", "exhibits.yaml", "exhibits tbl-court"),
        ("shown", "exhibits.yaml", "exhibits tbl-court blocks"),
        ("shown", "codebook.yaml", "items order"),
        ("shown", "study.yaml", "discloses"),
        ("wording", "study.yaml", "title"),
        ("wording", "codebook.yaml", "items court label"),
        ("wording", "codebook.yaml", "items court options yes"),
        ("wording", "exhibits.yaml", "exhibits fig-court alt"),
        ("method", "new.yaml", ""),
    ],
)
def test_what_is_counted_by_is_a_method(expected, file, path):
    assert kind(file, path.split(), both=True) == expected


def test_an_option_that_comes_is_more_than_its_wording():
    assert kind("codebook.yaml", ["items", "court", "options", "maybe"], both=False) == "method"


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        (
            "study.yaml rounding",
            "half-up",
            "half-odd",
            "Halves are now rounded to the nearest odd number; before, up.",
        ),
        (
            "study.yaml exclude",
            "preview, unfinished",
            "preview",
            "Abandoned starts are no longer left out.",
        ),
        (
            "study.yaml exclude",
            "preview",
            "spam, test",
            "Entries that look like spam and test entries are now left out. "
            "Previews of the form are no longer left out.",
        ),
        (
            "study.yaml base",
            "all",
            "asked",
            "Shares are now of those who were asked; before, of all respondents.",
        ),
        (
            "exhibits.yaml exhibits tbl-court blocks court base",
            "asked",
            "all",
            "Shares of “Court” are now of all respondents; before, of those who were asked.",
        ),
        (
            "codebook.yaml items court label",
            "Court",
            "At court",
            "“Court” is now called “At court”.",
        ),
        ("codebook.yaml items court options yes", "Yes", "Y", "“Yes” is now called “Y”."),
        (
            "coding.yaml items impact codes bad definition",
            "It hurt.",
            "It harmed.",
            "The code “Bad” is defined in other words.",
        ),
        (
            "statistics.yaml statistics court.at_all",
            None,
            "any: court.yes",
            "“Court, at all” is now derived from other statistics.",
        ),
        (
            "statistics.yaml statistics court.at_all any",
            "court.yes",
            "court.no",
            "“Court, at all” is derived in another way.",
        ),
        ("study.yaml missing", "a", "b", ""),
    ],
)
def test_known_declarations_are_said_in_a_sentence(path, before, after, said):
    file, *keys = path.split()
    assert sentence(file, keys, before, after, NAMES) == said


def test_claims_are_told_in_their_words():
    text = 'In all, [57%]{of="court.yes"} said so, []{of="court.no" as="percent"} did not.'
    assert plain(text) == "In all, 57% said so, … did not."
