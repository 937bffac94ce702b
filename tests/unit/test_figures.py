"""Figures: the data behind them, what stands on their face, and their bytes."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from small_study import ITEMS, SLICES, STUDY

from corrigenda import figures
from corrigenda.charts import CHARTS
from corrigenda.figures.fonts import text_width, wrapped
from corrigenda.frames import exhibit_frame

DECLARED = {
    "bars": {"item": "methods", "emphasis": ["play"]},
    "units": {"item": "setting", "order": "codebook", "note": "each dot is one person"},
    "crossed": {"item": "setting", "by": "court"},
    "distribution": {"item": "clients", "marks": ["median", "mean"]},
    "answers": {"items": ["trained", "court"]},
    "timeline": {"item": "court", "steps": ["yes", "no"], "apart": ["unsure"]},
    "path": {"items": ["court", "impact"], "emphasis": ["bad"]},
}


def figure(chart):
    declared = {"id": f"fig-{chart}", "chart": chart, "alt": "x", **DECLARED[chart]}
    exhibit = CHARTS[chart].model_validate(declared)
    assert not list(exhibit.faults(ITEMS))
    return exhibit


def framed(chart):
    return exhibit_frame(figure(chart), ITEMS, SLICES, STUDY)


def rows(chart, *columns):
    return [tuple(row) for row in framed(chart)[list(columns)].to_numpy().tolist()]


def drawn(chart, items=ITEMS):
    plot = figures.draw(framed(chart), figure(chart), items, STUDY)
    figures.to_png(plot, figure(chart))
    return plot


def words(plot):
    return [t for t in plot.figure.findobj(lambda a: hasattr(a, "get_text")) if t.get_text()]


def test_bars_put_the_largest_first():
    columns = ("option", "n", "base", "percent")
    assert rows("bars", *columns) == [("talk", 5, 6, "83"), ("play", 2, 6, "33")]
    assert [option for (option,) in rows("units", "option")] == ["clinic", "home", "none"]


def test_crossed_items_are_counted_in_pairs_and_by_themselves():
    counted = {(o, by): n for o, by, n in rows("crossed", "option", "by_option", "n")}
    assert counted["clinic", "yes"] == 3
    assert counted["home", "no"] == 1
    assert counted["clinic", ""] == 3
    assert counted["", "yes"] == 4
    assert counted["", ""] == 6


def test_a_distribution_keeps_every_value_and_computes_its_marks_exactly():
    assert rows("distribution", "mark", "value", "n", "base") == [
        ("respondents", "1", 1, 5),
        ("respondents", "2", 2, 5),
        ("respondents", "10", 1, 5),
        ("respondents", "35", 1, 5),
        ("median", "2", 5, 5),
        ("mean", "10", 5, 5),
    ]


def test_answers_stand_by_the_share_of_the_first_option():
    assert [item for (item,) in rows("answers", "item")] == ["court"] * 3 + ["trained"] * 3


def test_a_path_counts_out_of_those_who_came_that_way():
    assert rows("path", "from", "option", "n", "base") == [
        ("", "yes", 4, 6),
        ("", "no", 1, 6),
        ("", "unsure", 1, 6),
        ("yes", "good", 1, 4),
        ("yes", "bad", 3, 4),
    ]


def test_a_timeline_keeps_the_declared_order():
    assert rows("timeline", "option", "n") == [("yes", 4), ("no", 1), ("unsure", 1)]


@pytest.mark.parametrize("chart", CHARTS)
def test_n_and_the_notice_stand_on_the_face(chart):
    face = " ".join(t.get_text() for t in words(drawn(chart)))
    assert f"n = {5 if chart == 'distribution' else 6}" in face
    assert "Made up" in face


LONG = "A label so long that it runs over the whole breadth of the figure and has to be broken "


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("long", [False, True])
def test_labels_neither_meet_nor_leave_the_page(chart, long):
    longer = {
        k: item.model_copy(
            update={
                "label": LONG + item.label,
                "by_id": {
                    o.id: o.model_copy(update={"label": LONG[:40] + o.label}) for o in item.options
                },
            }
        )
        for k, item in ITEMS.items()
    }
    items = longer if long else ITEMS
    exhibit = figure(chart)
    plot = figures.draw(exhibit_frame(exhibit, items, SLICES, STUDY), exhibit, items, STUDY)
    figures.to_png(plot, exhibit)
    renderer = FigureCanvasAgg(plot.figure).get_renderer()
    page = plot.figure.bbox
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in words(plot)]
    for text, box in boxes:
        assert page.x0 <= box.x0 and box.x1 <= page.x1, text
        assert page.y0 <= box.y0 and box.y1 <= page.y1, text
    for (one, a), (other, b) in combinations(boxes, 2):
        # Descenders may reach into the line below.
        apart = a.x1 <= b.x0 or b.x1 <= a.x0 or a.y0 >= b.y1 - 3 or b.y0 >= a.y1 - 3
        assert apart, (one, other)


@pytest.mark.parametrize("chart", CHARTS)
def test_svg_is_lean_and_whole(chart):
    svg = figures.to_svg(drawn(chart), figure(chart))
    root = ElementTree.fromstring(svg)
    ids = [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
    used = [e.attrib["href"][1:] for e in root.iter() if "href" in e.attrib]
    assert len(ids) == len(set(ids))
    assert set(used) == set(ids)
    assert all(name.startswith(f"fig-{chart}-") for name in ids)
    assert b"<style" not in svg
    assert b"metadata" not in svg
    assert len(svg) < 60_000


def test_png_has_the_resolution_of_print_and_says_nothing_of_its_maker():
    png = Image.open(BytesIO(figures.to_png(drawn("bars"), figure("bars"))))
    assert png.size[0] == 1000
    assert set(png.info) == {"dpi"}


DIGEST = """
import sys; sys.path.insert(0, {folder!r})
import hashlib, test_figures as t
for chart in t.CHARTS:
    plot = t.drawn(chart)
    for write in (t.figures.to_svg, t.figures.to_png):
        print(hashlib.sha256(write(plot, t.figure(chart))).hexdigest())
"""


def test_bytes_are_the_same_in_another_process_locale_and_configuration(tmp_path):
    (tmp_path / "matplotlibrc").write_text("savefig.dpi: 50\nsvg.fonttype: none\n")
    other = {"PYTHONHASHSEED": "99", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    run = subprocess.run(
        [sys.executable, "-c", DIGEST.format(folder=str(Path(__file__).parent))],
        env=os.environ | other | {"MPLCONFIGDIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    here = [
        hashlib.sha256(write(plot, figure(chart))).hexdigest()
        for chart in CHARTS
        for plot in [drawn(chart)]
        for write in (figures.to_svg, figures.to_png)
    ]
    assert run.stdout.split() == here, run.stderr


def test_words_are_broken_where_they_no_longer_fit():
    lines = wrapped("one two three four", text_width("one two"))
    assert lines.split("\n") == ["one two", "three", "four"]
    assert wrapped("unbreakable", 1) == "unbreakable"
    assert text_width("wide", bold=True) > text_width("wide") > text_width("wide", 8)


def test_figures_need_no_table_library():
    code = "import sys, corrigenda.figures; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "great_tables" not in loaded.stdout.split()
