"""Tables: their cells, and the markup that is printed."""

import subprocess
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest
import typst
from small_study import ITEMS, SLICES, STUDY

from corrigenda.blocks import TableSpec
from corrigenda.tables import table_frame, to_html, to_typst

GOLDEN = Path(__file__).parents[1] / "golden"
MISSING = {"state": "not_asked", "label": "Missing (only asked if yes)"}


def table(*blocks, note=None):
    spec = TableSpec.model_validate({"id": "tbl-small", "blocks": list(blocks), "note": note})
    assert not list(spec.faults(ITEMS))
    return spec.resolved(ITEMS)


def framed(exhibit):
    return table_frame(exhibit, ITEMS, SLICES, STUDY)


COURT = table("court", {"item": "impact", "rows": ["good", "bad", MISSING]})
HOSTILE = table("setting", "methods", note='<b>"*Note*" #[x] \\ $')
BASES = table("court", {"item": "impact", "base": "asked", "note": "after court"})


def test_cells_stand_in_printed_order_with_the_rounding_of_the_study():
    assert framed(COURT).to_csv(index=False).splitlines() == [
        "block,row,n,base,percent",
        "Went to court,Yes,4,6,67",
        "Went to court,No,1,6,17",
        "Went to court,Don't know,1,6,17",
        "Impact of court,Good,1,6,17",
        "Impact of court,Bad,3,6,50",
        "Impact of court,Missing (only asked if yes),2,6,33",
    ]


@pytest.mark.parametrize(
    ("name", "exhibit"), [("court", COURT), ("hostile", HOSTILE), ("bases", BASES)]
)
@pytest.mark.parametrize(("kind", "printed"), [("html", to_html), ("typ", to_typst)])
def test_markup_is_as_approved(name, exhibit, kind, printed):
    markup = printed(framed(exhibit), exhibit, STUDY)
    assert markup == (GOLDEN / f"table-{name}.{kind}").read_text(encoding="utf-8")


def test_the_base_stands_in_the_head_or_where_blocks_differ_with_each():
    shared, different = (to_html(framed(e), e, STUDY) for e in (COURT, BASES))
    assert "n = 6<br>% (n)" in shared
    assert shared.count("n = ") == 1
    assert "(n = 6)" in different
    assert "(n = 4; after court)" in different


def test_check_all_is_noted_by_itself():
    assert to_html(framed(HOSTILE), HOSTILE, STUDY).count("check all that apply") == 1
    assert "check all that apply" not in to_html(framed(COURT), COURT, STUDY)


def test_no_percentage_is_printed_of_nobody():
    nobody = framed(COURT).assign(n=0, base=0, percent="")
    assert "– <span" in to_html(nobody, COURT, STUDY)
    assert "[– #box" in to_typst(nobody, COURT, STUDY)


class Cells(HTMLParser):
    """The ids, scopes and header references of a table."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.scopes, self.headers = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "th":
            self.scopes.append(attributes["scope"])
        if "headers" in attributes:
            self.headers.append(attributes["headers"].split())


def test_every_cell_has_its_headers():
    cells = Cells(to_html(framed(HOSTILE), HOSTILE, STUDY))
    assert len(cells.ids) == len(set(cells.ids))
    assert "tbl-small" not in cells.ids, "the float around the table bears that id"
    assert set(cells.scopes) == {"col", "colgroup", "row"}
    assert [len(headers) for headers in cells.headers] == [3] * 5
    assert {name for headers in cells.headers for name in headers} <= set(cells.ids)


def test_html_is_light_and_leaves_the_page_its_colours():
    html = to_html(framed(COURT), COURT, STUDY)
    assert 'data-quarto-disable-processing="true"' in html
    assert "color:" not in html
    assert "#FFFFFF" not in html
    assert len(html) < 5_000


@pytest.mark.parametrize("exhibit", [COURT, HOSTILE, BASES])
def test_typst_makes_an_accessible_pdf(exhibit, tmp_path):
    source = (
        '#set document(title: "Test")\n#set page(height: 6cm)\n#set text(lang: "en")\n= Head\n'
        f"#figure(kind: table, caption: [Table])[\n{to_typst(framed(exhibit), exhibit, STUDY)}]\n"
    )
    path = tmp_path / "table.typ"
    path.write_text("#show figure: set block(breakable: true)\n" + source, encoding="utf-8")
    fonts = [Path(find_spec("font_source_sans_pro").submodule_search_locations[0]) / "files"]
    pdf = typst.compile(path, pdf_standards=["ua-1"], font_paths=fonts)
    assert pdf.startswith(b"%PDF")


def test_tables_need_nothing_that_draws():
    code = "import sys, corrigenda.tables; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert not {"matplotlib", "plotnine"} & set(loaded.stdout.split())
