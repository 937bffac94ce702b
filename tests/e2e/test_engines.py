"""The built page in a real browser, and the report under real Quarto, where these are found."""

import pytest
from folders import Folder

from corrigenda.rendering import quarto

WIDTHS = (360, 768, 1440)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_and_asks_for_nothing(built, browser, width, scheme):
    folder, run = built
    assert run.code == 0, run.output
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True
    )
    page, complaints, requests = context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((folder.path / "build/tiny/report.html").as_uri())
    scroll = page.evaluate("document.documentElement.scrollWidth")
    assert scroll <= width
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert page.locator(".gt_table").count() == 3
    assert page.locator("img[alt*='went to court']").count() == 1
    context.close()


@pytest.mark.e2e
@pytest.mark.skipif(not quarto.version(), reason="Quarto is not installed")
def test_real_quarto_renders_the_same_source(project: Folder):
    result = project.run("corrigenda", "build", engine="quarto")
    assert result.returncode == 0, result.stderr
    page = (project.path / "build/tiny/report.html").read_text(encoding="utf-8")
    assert "Table&nbsp;1" in page or "Table\u00a01" in page
    assert "50% (3)" in page
    assert (project.path / "build/tiny/report.pdf").read_bytes().startswith(b"%PDF")
