"""Figures of what an export may hold: scales of five, dollars, letters that no SVG can hold."""

from xml.etree import ElementTree

import pytest
from small_study import ITEMS, STUDY, single

from corrigenda.charts import Answers, Bars
from corrigenda.figures import draw, to_svg
from corrigenda.figures.answers import RAMP, SCALES
from corrigenda.frames import exhibit_frame
from corrigenda.items import Item


def drawn(chart, *items):
    named = ITEMS | {item.id: item for item in items}
    slices = {item.id: single("o0", "o1", "o2", "o0", "o1", "o0") for item in items}
    return to_svg(draw(exhibit_frame(chart, named, slices, STUDY), chart, named, STUDY), chart)


def scaled(name, size):
    options = {f"o{n}": f"Option {n}" for n in range(size)}
    return Item(id=name, kind="single", column=name, label=name, options=options)


@pytest.mark.parametrize("size", [5, 6, 7])
def test_a_scale_has_a_colour_for_each_option(size):
    assert len(set(SCALES[size])) == size
    chart = Answers(id="fig-a", chart="answers", items=["x", "y"], alt="x")
    svg = drawn(chart, scaled("x", size), scaled("y", size)).decode()
    assert all(colour in svg for colour in SCALES[size])


def test_up_to_four_options_keep_their_colours():
    chart = Answers(id="fig-a", chart="answers", items=["x", "y"], alt="x")
    svg = drawn(chart, scaled("x", 4), scaled("y", 4)).decode()
    assert all(colour in svg for colour in RAMP)


@pytest.mark.parametrize("label", ["$x$ and $\\alpha$", "$5 or $6", "\\$", "bell \x07", "$$ {"])
def test_a_label_is_drawn_as_it_stands(label):
    options = {"o0": label, "o1": "b", "o2": "c"}
    item = Item(id="x", kind="single", column="x", label=label, options=options)
    chart = Bars(id="fig-a", chart="bars", item="x", alt="x")
    ElementTree.fromstring(drawn(chart, item))
