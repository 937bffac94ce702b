"""The colours of the page: text stands out by WCAG 2.2 AA, by day and by night."""

import re
from importlib.resources import files

import pytest

CSS = files("corrigenda.rendering").joinpath("resources", "report.css").read_text("utf-8")
TEXT_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "band"),
    ("ink", "raised"),
    ("ink", "claim"),
    ("ink", "notice-band"),
    ("quiet", "paper"),
    ("quiet", "band"),
    ("quiet", "raised"),
    ("accent", "paper"),
    ("accent", "band"),
    ("accent", "raised"),
    ("accent-strong", "paper"),
    ("notice", "notice-band"),
]


def colours(scheme):
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[0]))
    dark = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[1]))
    return found if scheme == "light" else found | dark


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_contrast(scheme, text, ground):
    found = colours(scheme)
    dark, light = sorted((luminance(found[text]), luminance(found[ground])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
