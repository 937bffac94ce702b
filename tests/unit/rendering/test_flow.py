"""The figure of the flow of data: its counts, its words, and that it can be drawn."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from corrigenda.rendering.flow import Flow, flow_svg

FLOW = Flow(47, 40, 17, 74, 1830, 12, 8, 7, 1245, 312)


def texts(flow):
    root = ElementTree.fromstring(flow_svg(flow))
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def test_every_step_has_its_count():
    assert texts(FLOW) == [
        "47 responses",
        "in the raw export",
        "7 left out",
        "each by a rule",
        "40 responses",
        "used",
        "17 corrections",
        "from the ledger",
        "74 items",
        "corrected, one file each",
        "8",
        "tables",
        "7",
        "figures",
        "1,245",
        "statistics",
        "The report",
        "312 claims, each held against its statistic",
        "12 coded items",
        "from 1,830 codings",
    ]


def test_one_of_a_thing_is_no_plural():
    said = texts(Flow(1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
    assert {"1 response", "0 left out", "1 correction", "1 item", "1 coded item"} <= set(said)
    assert {"from 1 coding", "table", "figure", "statistic"} <= set(said)
    assert "1 claim, held against its statistic" in said


def test_a_study_without_coding_has_no_step_of_it():
    said = texts(replace(FLOW, codings=None, coded=0))
    assert not any("cod" in text for text in said)


@pytest.mark.parametrize("codings", [None, 1830])
def test_it_is_the_same_for_the_same_counts_and_stays_within_its_frame(codings):
    drawn = flow_svg(replace(FLOW, codings=codings))
    assert drawn == flow_svg(replace(FLOW, codings=codings))
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
    width, height = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn).groups())
    for x, y, wide, high in re.findall(
        r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', drawn
    ):
        assert float(x) + float(wide) <= width - 9
        assert float(y) + float(high) <= height - 9
