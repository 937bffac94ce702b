"""Uniting the releases of a project with what is published."""

import pytest

from builders import refused
from corrigenda.errors import ReleaseError
from corrigenda.publishing.uniting import unite
from publishing.conftest import Site, read

OWN = "Publish to a place of its own, or move what is there."
RENUMBER = "A released version never changes. Release yours under a new number."
RESTORE = "Bring the released file back there, and publish again."


@pytest.fixture
def there(tmp_path) -> Site:
    """A published site of the same study, with a version that the project does not have."""
    made = Site(tmp_path / "there")
    made.release("1.0.0")
    made.release("0.9.0")
    return made


def test_what_is_not_there_becomes_the_site(site, tmp_path):
    united = unite(site.path, tmp_path / "www", "www")
    assert read(tmp_path / "www") == read(site.path)
    assert united.said("www") == "Published tiny 1.0.0 to www."


def test_releases_of_both_are_united_and_the_pages_made_anew(site, there):
    site.release("1.1.0")
    kept = read(there.path / "tiny/0.9.0")
    united = unite(site.path, there.path, "www")
    assert united.said("www") == "Published tiny 1.1.0 to www. It keeps tiny 0.9.0, tiny 1.0.0."
    assert read(there.path / "tiny/0.9.0") == kept
    assert read(there.path / "tiny/1.1.0") == read(site.path / "tiny/1.1.0")
    assert (there.path / "tiny/latest/index.html").read_text() == "1.1.0"


def test_a_newer_version_there_stays_the_latest(site, there):
    there.release("2.0.0")
    site.release("1.1.0")
    unite(site.path, there.path, "www")
    assert (there.path / "tiny/index.html").read_text() == "2.0.0"


def test_studies_of_other_projects_stay(site, there):
    there.release("3.0.0", study="others")
    unite(site.path, there.path, "www")
    assert (there.path / "index.html").read_text() == "others tiny"


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
    message = "it holds another release of this number: index.html differs."
    unchanged(site, there, f"www/tiny/1.1.0: {message}\n  {RENUMBER}")


@pytest.mark.parametrize("name", ["tiny/1.0.0/more.txt", "tiny/1.0.0/SHA256SUMS"])
def test_a_file_more_or_changed_in_a_release_is_refused(site, there, name):
    (there.path / name).write_text("x")
    file = name.rpartition("/")[2]
    message = f"it holds another release of this number: {file} differs."
    unchanged(site, there, f"www/tiny/1.0.0: {message}\n  {RENUMBER}")


def test_a_release_that_is_kept_must_be_as_it_was_released(site, there):
    (there.path / "tiny/0.9.0/index.html").write_text("Better.")
    message = "index.html is not as it was released."
    unchanged(site, there, f"www/tiny/0.9.0: {message}\n  {RESTORE}")
    (there.path / "tiny/0.9.0/SHA256SUMS").unlink()
    message = "SHA256SUMS is not as it was released."
    unchanged(site, there, f"www/tiny/0.9.0: {message}\n  {RESTORE}")


def test_a_published_release_that_is_missing_is_told(site, there):
    (there.path / "tiny/0.9.0").rename(there.path / "away")
    unchanged(site, there, f"www/tiny/0.9.0: it was published, and is missing.\n  {RESTORE}")


@pytest.mark.parametrize(("versions", "page"), [("versions.json", ""), ("tiny/versions.json", "")])
def test_someone_elses_pages_are_not_replaced(site, there, versions, page):
    (there.path / versions).write_text(page)
    place = f"www/{versions.replace('versions.json', 'index.html')}"
    message = "it is not a page of Corrigenda's, and would be replaced."
    unchanged(site, there, f"{place}: {message}\n  {OWN}")


def test_a_link_in_the_place_of_a_study_is_refused(site, tmp_path):
    elsewhere, www = tmp_path / "elsewhere", Site(tmp_path / "www")
    elsewhere.mkdir()
    www.path.mkdir(parents=True)
    (www.path / "tiny").symlink_to(elsewhere)
    message = "it is no folder; a study would stand there."
    unchanged(site, www, f"www/tiny: {message}\n  {OWN}")
    assert not any(elsewhere.iterdir())
