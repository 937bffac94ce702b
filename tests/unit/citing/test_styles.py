"""Citations as readers paste them."""

import pytest

from citing.examples import DROPPED, JUNIOR, PERSON, SITE, TEAM, a_release, a_shown
from corrigenda.authors import Author
from corrigenda.citing import Citation, citations
from corrigenda.rendering import pandoc

WHOLE = "What clinicians say of court"
PLACE = f"{SITE}tiny/1.1.0/"
BIBTEX = f"""\
@techreport{{tiny-1.1.0,
  author = {{{{Clinic Study Team}} and van Berg, Ann}},
  institution = {{University of Exampleshire}},
  title = {{What Clinicians Say of Court}},
  year = {{2026}},
  month = {{nov}},
  note = {{Version 1.1.0}},
  url = {{{PLACE}}}
}}"""


def report(site: str = SITE, **settings) -> Citation:
    """Return the citation of a report."""
    return citations(a_release(exhibits=(), **settings), site)[""]


def apa(site: str = SITE, **settings) -> str:
    """Return the citation of a report in APA style."""
    return report(site, **settings).apa_text


def test_a_report_is_cited_with_its_version_and_permanent_address():
    told = "Clinic Study Team, & van Berg, A. (2026). "
    assert apa() == (f"{told}{WHOLE} (Version 1.1.0) [Report]. University of Exampleshire. {PLACE}")


def test_the_page_gets_the_same_words_with_the_title_in_italics_and_a_link():
    cited = report().apa
    assert f"<em>{WHOLE}</em> (Version 1.1.0)" in cited
    assert f'<a href="{PLACE}">{PLACE}</a>' in cited
    assert "&amp; van Berg" in cited


def test_bibtex_names_what_its_styles_print():
    assert report().bibtex == BIBTEX


def test_an_exhibit_is_cited_as_a_part_of_its_report():
    cited = citations(a_release(), SITE)
    assert list(cited) == ["", "tbl-court", "fig-court"]
    assert cited["tbl-court"].apa_text == (
        "Clinic Study Team, & van Berg, A. (2026). Table 1: Effect of court [Table]. "
        f"In {WHOLE} (Version 1.1.0). University of Exampleshire. {PLACE}tbl-court/"
    )
    assert "Figure 1: Effect of court [Figure]. In" in cited["fig-court"].apa_text
    entry = cited["fig-court"].bibtex
    assert entry.startswith("@incollection{tiny-1.1.0-fig-court,\n")
    assert f"  booktitle = {{{WHOLE}}},\n" in entry
    assert f"  url = {{{PLACE}fig-court/}}\n" in entry


def test_works_of_one_year_are_not_told_apart_by_letters():
    cited = citations(a_release(), SITE)
    assert all("(2026)" in each.apa_text for each in cited.values())


def test_pandoc_is_called_once_for_each_style(monkeypatch):
    calls, convert = [], pandoc.convert
    monkeypatch.setattr(pandoc, "convert", lambda *a: calls.append(a) or convert(*a))
    shown = tuple(a_shown(f"tbl-{n}", f"Table {n}", "Cases") for n in range(30))
    assert len(citations(a_release(exhibits=shown), SITE)) == 31
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("authors", "told", "bibtex"),
    [
        ((TEAM,), "Clinic Study Team. (2026). ", "{{Clinic Study Team}}"),
        ((PERSON,), "van Berg, A. (2026). ", "{van Berg, Ann}"),
        ((JUNIOR,), "de Meer, G., Jr. (2026). ", "{de Meer, Jr., Gerard}"),
        ((DROPPED,), "Humboldt, A. von. (2026). ", "{Humboldt, Alexander von}"),
        ((Author(name="Sukarno", family="Sukarno"),), "Sukarno. (2026). ", "{{Sukarno}}"),
    ],
)
def test_an_organisation_stays_whole_and_a_person_is_turned(authors, told, bibtex):
    cited = report(authors=authors)
    assert cited.apa_text.startswith(told)
    assert f"author = {bibtex}," in cited.bibtex


def test_without_an_author_the_title_comes_first():
    assert apa(authors=()).startswith(f"{WHOLE} (Version 1.1.0). (2026). [Report]")


def test_a_subtitle_follows_a_colon_unless_the_title_asks():
    assert "court: Interviews (Version" in apa(subtitle="Interviews")
    assert "Why? Interviews (Version" in apa(title="Why?", subtitle="Interviews")


def test_without_an_address_the_doi_leads_to_the_report():
    publication = {"doi": "10.5281/zenodo.1234567"}
    assert apa("", publication=publication).endswith(" https://doi.org/10.5281/zenodo.1234567")
    assert apa("", publication={}).endswith("[Report].")


def test_a_version_is_cited_by_its_own_address_before_the_doi_of_all_versions():
    publication = {"doi": "10.5281/zenodo.1234567"}
    assert apa(publication=publication).endswith(f"{PLACE}")


def test_bibtex_has_the_doi_of_a_study_that_has_nothing_else():
    publication = {"doi": "10.5281/zenodo_1(2)"}
    cited = citations(a_release(publication=publication), "")
    for each in cited.values():
        assert each.bibtex.endswith(",\n  doi = {10.5281/zenodo_1(2)}\n}")
        assert each.apa_text.endswith(" https://doi.org/10.5281/zenodo_1(2)")
    assert "doi" not in report(publication=publication).bibtex


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("de-DE", "{{Was Kliniker über das Gericht sagen}}"),
        ("en", "{Was {Kliniker} Über Das {Gericht} Sagen}"),
    ],
)
def test_english_titles_alone_get_capitals(lang, title):
    cited = report(lang=lang, title="Was Kliniker über das Gericht sagen")
    assert f"  title = {title},\n" in cited.bibtex


def test_signs_of_markup_are_read_as_signs():
    cited = report(title="<b>5 < 6</b> & _h_ $x$ {y} 50%", authors=(), publication={})
    assert cited.apa_text.startswith("<b>5 < 6</b> & _h_ $x$ {y} 50% (Version")
    assert "&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp; _h_" in cited.apa
    assert r"\textless{}B\textgreater5 \textless{} 6\textless{}/b\textgreater" in cited.bibtex
    assert r"\& \_h\_ \$x\$ \{y\} 50\%" in cited.bibtex
    assert "\ue000" not in cited.apa + cited.apa_text + cited.bibtex


def test_no_mark_is_left_of_a_suffix():
    cited = report(authors=(JUNIOR,))
    assert "\ue001" not in cited.apa + cited.apa_text + cited.bibtex


@pytest.mark.parametrize(
    ("lang", "version"), [("de", "Version"), ("pt-BR", "Versão"), ("no language", "Version")]
)
def test_citations_speak_the_language_of_the_report(lang, version):
    assert f"({version} 1.1.0)" in apa(lang=lang)
