"""The reference study from raw export to report: what it prints is what was published."""

import re
import shutil

import pytest
from folders import REPOSITORY, Folder

pikepdf = pytest.importorskip("pikepdf")
pytestmark = pytest.mark.e2e

STUDY = "clinician-interviews"


def test_the_build_says_where_the_report_is_and_who_made_it(report):
    _, said = report
    assert f"build/{STUDY}/report.html" in said
    assert f"build/{STUDY}/report.pdf" in said
    assert "embedded engine" in said
    assert "109 of 110 published cells match" in said


def test_all_published_cells_are_listed_and_one_contradicts_itself(report):
    folder, _ = report
    result = folder.run("corrigenda", "reconcile")
    assert result.returncode == 0, result.stderr
    assert len(re.findall(r"^match ", result.stdout, re.MULTILINE)) == 109
    mismatches = re.findall(r"^MISMATCH .*", result.stdout, re.MULTILINE)
    assert len(mismatches) == 1
    assert "Dialectical Behavioral Therapy (DBT)" in mismatches[0]
    assert "7 (4) of 40" in mismatches[0]
    assert "7 (3) of 40" in mismatches[0]


def test_without_the_ledger_the_published_cells_do_not_come_out(report, tmp_path):
    folder, _ = report
    shutil.copytree(folder.path, tmp_path / "project")
    raw = Folder(tmp_path / "project")
    ledger = raw.path / f"data/{STUDY}/corrections.csv"
    ledger.write_text(ledger.read_text(encoding="utf-8").partition("\n")[0], encoding="utf-8")
    result = raw.run("corrigenda", "stage", "clean")
    assert result.returncode == 12  # three raw values are not permitted as they stand
    assert "interview_date" in result.stderr
    assert "last_therapy" in result.stderr


def test_the_tracked_exhibits_are_what_the_data_give(report):
    folder, _ = report
    tracked, built = (root / "figures" / STUDY for root in (REPOSITORY, folder.path))
    names = {path.name for path in built.iterdir()}
    assert names == {path.name for path in tracked.iterdir()}
    for name in sorted(name for name in names if not name.endswith((".svg", ".png"))):
        assert (built / name).read_bytes() == (tracked / name).read_bytes(), name


def test_every_exhibit_stands_in_the_page_with_its_number(report):
    folder, _ = report
    page = (folder.path / f"build/{STUDY}/report.html").read_text(encoding="utf-8")
    tables = [
        "recruitment",
        "sample",
        "experience",
        "assessment",
        "treatment",
        "circumstances",
        "reactions",
        "resources",
    ]
    positions = [page.index(f'id="tbl-{name}"') for name in tables]
    assert positions == sorted(positions)
    for number in range(1, 9):
        assert re.search(rf"Table\s*(?:&nbsp;|\u00a0)?{number}\b", page)
        assert re.search(rf"Figure\s*(?:&nbsp;|\u00a0)?{number}\b", page)
    assert "Reconstructed data" in page
    assert 'of="' not in page.replace('data-of="', "")
    assert not re.search(r"<span[^>]*class=\"claim\"[^>]*></span>", page)
    assert not re.search(r"""(?:src|href)=["']https?://(?!doi\.org|github\.com)""", page)


def test_the_pdf_is_tagged_and_says_what_it_is(report):
    folder, _ = report
    with pikepdf.open(folder.path / f"build/{STUDY}/report.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).lower().startswith("en")
        assert "Treating clients" in str(pdf.docinfo["/Title"])
        assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()
        assert len(pdf.pages) > 10
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root][-1] == "References"
