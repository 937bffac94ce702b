"""Listing: cells that hold several options, taken apart."""

import pytest

from builders import a_study, an_item
from corrigenda.listing import taking_apart

STUDY = a_study(missing=["N/A"])
OPTIONS = {
    "mail": "Mail",
    "other": "Another way, if needed",
    "other_known": "Another way, if needed, that I know",
    "needed": "If needed",
}


def apart(cell, separator=",", **settings):
    """Return the options and the other texts of a cell."""
    separate = {"separator": separator} if separator else {}
    item = an_item(
        "ways", "multiple", listed_in=["W"], **{"options": OPTIONS} | separate | settings
    )
    found = taking_apart(item, STUDY)(cell)
    return " ".join(sorted(found.options)), found.others


@pytest.mark.parametrize(
    ("cell", "options", "others"),
    [
        ("Mail", "mail", ()),
        ("mail, MAIL", "mail", ()),
        ("Mail,Another way, if needed", "mail other", ()),
        ("Another way, if needed, that I know,Mail", "mail other_known", ()),
        ("Another way, if needed, that I forgot", "other", ("that I forgot",)),
        ("ANOTHER way,  if needed", "other", ()),
        ("If needed,Another way", "needed", ("Another way",)),
        ("Fax, Pager,Mail,Drum", "mail", ("Fax, Pager", "Drum")),
        ("Mail,N/A,,other", "mail other", ()),
        ("n/a", "", ()),
        (" , ,", "", ()),
    ],
)
def test_the_longest_label_is_found_first_and_neighbouring_unknown_parts_stay_together(
    cell, options, others
):
    assert apart(cell) == (options, others)


@pytest.mark.parametrize(
    ("separator", "cell"),
    [("; ", "Mail;If needed"), (";", "Mail ; if needed"), (" | ", "Mail|If needed")],
)
def test_blanks_around_a_separator_do_not_matter(separator, cell):
    assert apart(cell, separator) == ("mail needed", ())


def test_without_a_separator_a_cell_is_one_option_or_none():
    assert apart("Another way, if needed", None) == ("other", ())
    assert apart("Mail,\nIf needed", None) == ("", ("Mail, If needed",))


def test_values_stand_for_options_and_programs_may_write_them_as_decimals():
    options = {"one": {"label": "Mail", "value": 1}, "two": {"label": "Fax", "value": 2}}
    assert apart("1;2.0;3", ";", options=options) == ("one two", ("3",))


def test_what_means_nothing_is_left_out():
    settings = {"unticked": ["none"], "missing": [99, {"from": -9, "to": -1}]}
    assert apart("Mail, None,99.0,-3,-10", **settings) == ("mail", ("-10",))
    assert apart("99", **settings) == ("", ())


def test_a_very_long_list_is_read_in_time():
    options, others = apart("Mail,x," * 100_000)
    assert (options, len(others)) == ("mail", 100_000)
