"""Uniting the releases of a project with what is published."""

import shutil

import pytest

from builders import refused
from corrigenda.errors import ReleaseError
from corrigenda.publishing.uniting import unite
from corrigenda.releases import sums
from publishing.conftest import Site, read

OWN = "Publish to a place of its own, or move what is there."
RENUMBER = "A released version never changes. Release yours under a new number."
RESTORE = "A released version never changes: bring the folder back, from git or from a copy."
CHANGED = "it was changed after the release: its SHA-256 is another one."
FOLLOW = (
    "Bring the published versions back into site/ (guide: Publish a version), and release under a "
    "new number."
)


@pytest.fixture
def there(site, tmp_path) -> Site:
    """A published site with the release of the project, and one of another study."""
    made = Site(tmp_path / "there")
    unite(site.path, made.path, "www")
    made.release("0.9.0", study="others")
    return made


def test_what_is_not_there_becomes_the_site(site, tmp_path):
    united = unite(site.path, tmp_path / "www", "www")
    assert read(tmp_path / "www") == read(site.path)
    assert united.said("www") == "Published tiny 1.0.0 to www."


def test_releases_of_both_are_united_and_the_pages_made_anew(site, there):
    site.release("1.1.0")
    kept = read(there.path / "others/0.9.0")
    united = unite(site.path, there.path, "www")
    keeps = "It keeps others 0.9.0, tiny 1.0.0."
    assert united.said("www") == f"Published tiny 1.1.0 to www. {keeps}"
    assert read(there.path / "others/0.9.0") == kept
    assert read(there.path / "tiny/1.1.0") == read(site.path / "tiny/1.1.0")
    assert (there.path / "tiny/latest/index.html").read_text() == "1.1.0"
    assert (there.path / "index.html").read_text() == "others tiny"


def test_a_newer_version_there_stays_the_latest(site, there):
    there.release("2.0.0")
    united = unite(site.path, there.path, "www")
    assert united.said("www").startswith("www already held every release")
    assert (there.path / "tiny/index.html").read_text() == "2.0.0"


def test_nothing_new_is_said_so(site, tmp_path):
    unite(site.path, tmp_path / "www", "www")
    again = unite(site.path, tmp_path / "www", "www")
    assert again.said("www") == "www already held every release; its pages were made anew."


def test_files_that_are_not_of_a_sites_making_stay_and_old_pages_go(site, there):
    (there.path / "CNAME").write_text("reports.example.org\n")
    (there.path / "tiny/notes.txt").write_text("Ours.\n")
    (there.path / "tiny/latest/gone.html").write_text("Of an exhibit that is gone.\n")
    unite(site.path, there.path, "www")
    assert (there.path / "CNAME").read_text() == "reports.example.org\n"
    assert (there.path / "tiny/notes.txt").exists()
    assert not (there.path / "tiny/latest/gone.html").exists()


def test_what_is_published_shares_no_file_with_the_project(site, tmp_path):
    unite(site.path, tmp_path / "www", "www")
    page = "tiny/1.0.0/index.html"
    assert not (site.path / page).samefile(tmp_path / "www" / page)


def unchanged(site, there, *problems: str) -> None:
    """Expect a refusal that changes nothing."""
    before = read(there.root)
    with refused(ReleaseError, *problems):
        unite(site.path, there.path, "www")
    assert read(there.root) == before


def test_a_release_with_other_bytes_is_refused(site, there):
    site.release("1.1.0")
    there.release("1.1.0", "Another report.")
    message = "another release has this number: index.html differs."
    unchanged(site, there, f"www/tiny/1.1.0: {message}\n  {RENUMBER}")


def test_a_release_goes_not_back_behind_a_published_one(site, there):
    there.release("1.1.0")
    site.release("1.0.5")
    message = "it goes back behind 1.1.0, which is published."
    unchanged(site, there, f"www/tiny/1.0.5: {message}\n  {FOLLOW}")


def test_a_release_vouches_for_every_published_one(site, there, tmp_path):
    there.release("1.1.0")
    clone = Site(tmp_path / "clone")
    clone.release("1.2.0")
    message = "it does not vouch for 1.0.0, 1.1.0, as published."
    unchanged(clone, there, f"www/tiny/1.2.0: {message}\n  {FOLLOW}")
    site.release("1.2.0")
    message = "it does not vouch for 1.1.0, as published."
    unchanged(site, there, f"www/tiny/1.2.0: {message}\n  {FOLLOW}")


def test_a_release_that_vouches_for_another_one_of_a_number_is_refused(site, there):
    site.release("1.1.0", "Ours.")
    site.release("1.2.0")
    shutil.rmtree(site.path / "tiny/1.1.0")
    there.release("1.1.0", "Theirs.")
    message = "it does not vouch for 1.1.0, as published."
    unchanged(site, there, f"www/tiny/1.2.0: {message}\n  {FOLLOW}")


@pytest.mark.parametrize("gone", ["1.0.0", "1.1.0"])
def test_a_published_release_that_is_lost_there_is_brought_back(site, there, gone):
    site.release("1.1.0")
    unite(site.path, there.path, "www")
    whole = read(there.path)
    shutil.rmtree(there.path / "tiny" / gone)
    united = unite(site.path, there.path, "www")
    assert united.said("www").startswith(f"Published tiny {gone} to www.")
    assert read(there.path) == whole


@pytest.mark.parametrize("gone", ["1.0.0", "1.1.0"])
def test_no_other_release_takes_the_place_of_one_that_is_lost_there(site, there, tmp_path, gone):
    site.release("1.1.0")
    unite(site.path, there.path, "www")
    shutil.rmtree(there.path / "tiny" / gone)
    other = Site(tmp_path / "other")
    other.release("1.0.0", "Another report." if gone == "1.0.0" else "A report.")
    other.release("1.1.0", "Another report.")
    with pytest.raises(ReleaseError, match="another release has this number: SHA256SUMS differs"):
        unite(other.path, there.path, "www")
    assert not (there.path / "tiny" / gone).exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("tiny/1.0.0/more.txt", "it was not released."),
        ("tiny/1.0.0/index.html", "it was changed after the release: its SHA-256 is another one."),
        (
            "others/0.9.0/index.html",
            "it was changed after the release: its SHA-256 is another one.",
        ),
    ],
)
def test_a_published_release_must_be_as_it_was_released(site, there, name, message):
    (there.path / name).write_text("x")
    advice = "Take it away: a released version never changes." if "more" in name else RESTORE
    unchanged(site, there, f"www/{name}: {message}\n  {advice}")


@pytest.mark.parametrize("release", ["tiny/1.0.0", "others/0.9.0"])
def test_a_published_release_needs_its_checksums(site, there, release):
    (there.path / release / "SHA256SUMS").unlink()
    with pytest.raises(ReleaseError, match=f"www/{release}/SHA256SUMS: the checksums are missing"):
        unite(site.path, there.path, "www")
    (there.path / release / "SHA256SUMS").write_text("x")
    with pytest.raises(ReleaseError, match=f"www/{release}/SHA256SUMS:1: "):
        unite(site.path, there.path, "www")


def test_a_release_that_was_changed_with_its_checksums_is_not_laundered(site, there):
    folder = there.path / "others/0.9.0"
    (folder / "index.html").write_text("Better.")
    files = {name: content for name, content in read(folder).items() if name != "SHA256SUMS"}
    (folder / "SHA256SUMS").write_bytes(sums.written(files))
    site.release("1.1.0")
    message = "the checksums were changed: versions.json lists other ones."
    unchanged(site, there, f"www/others/0.9.0/SHA256SUMS: {message}\n  {RESTORE}")


def test_a_published_release_that_is_missing_is_told(site, there):
    there.release("0.9.1", study="others")
    (there.path / "others/0.9.0").rename(there.root / "away")
    place = "www/others/0.9.0: the release is missing;"
    unchanged(
        site,
        there,
        f"{place} versions.json lists it.\n  {RESTORE}",
        f"{place} 0.9.1 knows it.\n  {RESTORE}",
    )


def test_a_published_study_that_is_missing_is_told(site, there):
    (there.path / "others").rename(there.root / "away")
    unchanged(site, there, f"www/others: the study is missing; it is listed.\n  {RESTORE}")


@pytest.mark.parametrize(
    "page", ["index.html", "tiny/versions.js", "others/latest/report.pdf", "tiny/versions.json"]
)
def test_pages_that_are_made_anew_need_not_be_as_they_were(site, there, page):
    before, told = read(there.path), '{"study": "tiny", "versions": []}'
    (there.path / page).write_text(told if page.endswith(".json") else "Edited.")
    unite(site.path, there.path, "www")
    assert read(there.path) == before


def test_another_name_for_a_study_is_left(site, there):
    (there.path / "current").symlink_to("others")
    unite(site.path, there.path, "www")
    assert (there.path / "current").is_symlink()


@pytest.mark.parametrize("page", ["feed.xml", "versions.json", "tiny/feed.xml", "tiny/versions.js"])
def test_pages_of_others_beside_no_index_are_not_replaced(site, tmp_path, page):
    www = Site(tmp_path / "www")
    (www.path / page).parent.mkdir(parents=True)
    (www.path / page).write_text("<feed>Mine</feed>")
    message = "it is not of Corrigenda's making, and would be replaced."
    unchanged(site, www, f"www/{page}: {message}\n  {OWN}")


@pytest.mark.parametrize(("versions", "page"), [("versions.json", ""), ("tiny/versions.json", "")])
def test_someone_elses_pages_are_not_replaced(site, there, versions, page):
    (there.path / versions).write_text(page)
    place = f"www/{versions.replace('versions.json', 'index.html')}"
    message = "it is not of Corrigenda's making, and would be replaced."
    unchanged(site, there, f"{place}: {message}\n  {OWN}")


def test_a_link_in_the_place_of_a_study_is_refused(site, tmp_path):
    elsewhere, www = tmp_path / "elsewhere", Site(tmp_path / "www")
    elsewhere.mkdir()
    www.path.mkdir(parents=True)
    (www.path / "tiny").symlink_to(elsewhere)
    message = "it is no folder; a study would stand there."
    unchanged(site, www, f"www/tiny: {message}\n  {OWN}")
    assert not any(elsewhere.iterdir())
