"""Entries are put into declared files, of which every byte stays."""

import pytest

from corrigenda.renewing.placing import with_items, with_options, with_scalar

BLOCK = """\
items:
  a:
    kind: single
    options:
      x: X   # the first
      y: {label: Y,
          value: 2}   # two
      # no more
  b: {kind: open, column: B, label: B}
"""


def test_an_option_comes_below_the_last_one_and_its_remark():
    assert with_options(BLOCK, {"a": {"z": "Z: or zed"}}) == BLOCK.replace(
        "# two\n", "# two\n      z: 'Z: or zed'\n"
    )


def test_settings_of_an_option_stand_within_braces():
    placed = with_options(BLOCK, {"a": {"z": {"label": "Z", "value": 3}}})
    assert "      z: {label: Z, value: 3}\n" in placed


def test_options_within_braces_stay_there():
    text = "items:\n  a: {kind: single, options: {yes: Yes, no: No} }  # two\n"
    placed = with_options(text, {"a": {"maybe": "Well, maybe", "none": {"label": "}", "value": 1}}})
    assert placed == (
        "items:\n  a: {kind: single, options: "
        "{yes: Yes, no: No, maybe: 'Well, maybe', none: {label: '}', value: 1}} }  # two\n"
    )


def test_line_ends_and_a_missing_last_one_are_kept():
    text = "items:\r\n  a:\r\n    options:\r\n      x: X"
    assert with_options(text, {"a": {"y": "Y"}}) == text + "\r\n      y: Y\r\n"


@pytest.mark.parametrize("text", ["items:\n  a: {kind: open}\n", "items:\n  b: 1\n", "", "[]\n"])
def test_options_have_no_place_where_there_are_none(text):
    assert with_options(text, {"a": {"y": "Y"}}) is None


def test_an_item_comes_below_the_last_one():
    assert with_items(BLOCK, {"c": ["# New.", "c:", "  kind: open"]}) == (
        BLOCK + "  # New.\n  c:\n    kind: open\n"
    )


def test_an_item_is_set_apart_as_the_others_are():
    text = "items:\n    a: {kind: open}\n\n    # The second.\n    b: {kind: open}\n\n# The end.\n"
    assert with_items(text, {"c": ["c: {kind: open}"]}) == text.replace(
        "\n\n# The end", "\n\n    c: {kind: open}\n\n# The end"
    )


def test_an_item_comes_below_a_text_of_several_lines():
    text = "items:\n  a:\n    label: A\n    question: >-\n      Long\n      text\n\n# The end.\n"
    assert with_items(text, {"b": ["b: {}"]}) == text.replace("text\n", "text\n  b: {}\n")


@pytest.mark.parametrize("text", ["items: {}\n", "items: {a: {kind: open}}\n", "items:\n"])
def test_items_within_braces_are_left_alone(text):
    assert with_items(text, {"b": ["b: {}"]}) is None


def test_a_setting_is_replaced_and_quoted_where_it_must():
    text = "responses: {file: raw/a.csv, format: table}  # here\n"
    assert with_scalar(text, "raw/a.csv", "raw/b, c.csv", "responses", "file") == (
        "responses: {file: 'raw/b, c.csv', format: table}  # here\n"
    )


def test_a_setting_that_says_something_else_is_left_alone():
    assert (
        with_scalar("responses: {file: raw/a.csv}\n", "raw/b.csv", "x", "responses", "file") is None
    )
