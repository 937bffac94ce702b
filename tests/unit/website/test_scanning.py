import time

import pytest

from corrigenda.website.scanning import places
from unit.website.versions import QUARTO, REPORT

BOTH = frozenset({"tbl-court", "fig-court"})


def behind(page: str, place: int) -> str:
    return page[place : place + 40].split("\n")[0]


def test_the_places_of_an_embedded_page():
    found = places(REPORT, BOTH)
    start, end = found.policy
    assert REPORT[start:end] == "default-src 'none'; script-src 'sha256-AAAA='"
    assert behind(REPORT, found.head) == "</head>"
    assert REPORT[: found.body].endswith("Skip to the report</a>")
    assert behind(REPORT, found.foot) == '<footer class="colophon">The foot</foote'
    assert REPORT[: found.exhibits["tbl-court"]].endswith("<p>the table</p>")
    assert REPORT[: found.exhibits["fig-court"]].endswith("<div>the picture</div>")


def test_the_places_of_quartos_page():
    found = places(QUARTO, BOTH)
    assert found.policy is None
    assert QUARTO[: found.charset].endswith('<meta charset="utf-8">')
    assert QUARTO[: found.body].endswith('<body class="fullcontent quarto-light">')
    assert behind(QUARTO, found.foot) == "</main>"
    assert QUARTO[: found.exhibits["tbl-court"]].endswith("</figure>")
    assert found.exhibits.keys() == {"tbl-court"}


@pytest.mark.parametrize(
    "page",
    ["", "<", "<figure id='tbl-court'><figure>", "<!-- <body>", "</figure>", "<script><body>"],
)
def test_what_is_not_there_is_not_found(page):
    found = places(page, BOTH)
    assert (found.head, found.body, found.foot) == (None, None, None)
    assert found.exhibits == {}


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<script>", '<a b="', "<template", "<a b='c", "<"]
)
def test_a_hostile_page_takes_no_long_time(piece):
    started = time.process_time()
    places(piece * 20_000, BOTH)
    assert time.process_time() - started < 5
