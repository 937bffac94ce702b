from markupsafe import Markup

from corrigenda.website.pointing import corrections, fact, pointed

CHANGES = Markup(
    '<li class="diff-entry" id="diff-C018"><p class="diff-hint">C019 follows from C018.</p></li>'
    '<h3 id="diff-C020">C018</h3><p class="diff-hint">By C018, C0181 and C020 &amp; C018.</p>'
    '<p class="diff-hint">See <a href="#x">C018</a>.</p>'
)
LINK = '<a href="#diff-C018">C018</a>'


def test_only_rows_of_the_ledger_are_corrections():
    assert corrections(CHANGES) == {"C018"}


def test_causes_lead_to_the_corrections_that_the_page_tells_of():
    told = pointed(CHANGES)
    assert f"C019 follows from {LINK}." in told
    assert f"By {LINK}, C0181 and C020 &amp; {LINK}." in told
    assert told.count(LINK) == 3
    assert '<h3 id="diff-C020">C018</h3>' in told and '<a href="#x">C018</a>' in told


def test_a_page_without_corrections_stays_as_it_is():
    page = Markup('<p class="diff-hint">Nothing of C018.</p>')
    assert pointed(page) == page


def test_facts_about_other_things_are_only_escaped():
    assert fact("a & b (2024-02-03)", {"a"}, "x") == "a &amp; b (2024-02-03)"
