"""Every point of a checklist stands once in the report, where it belongs."""

import re
from typing import get_args

import pytest
from starter import a_draft, an_item

from corrigenda.forms import Share
from corrigenda.rendering.header import _ENTRY
from corrigenda.starting.checklists import PARTS, checklist
from corrigenda.starting.declared import declared_study
from corrigenda.starting.facts import Facts
from corrigenda.starting.report import report_files
from corrigenda.study import Method, Responses

POINTS = {
    "survey": 40,
    "web_survey": 30,
    "interviews": 32,
    "qualitative": 21,
    "reflexive": 27,
    "mixed": 18,
}


@pytest.mark.parametrize("method", get_args(Method))
def test_a_method_has_its_checklist(method):
    found = checklist(method)
    numbers = [number for number, *_ in found.points]
    assert len(numbers) == len(set(numbers)) == POINTS[method]
    assert {part for _, part, _ in found.points} <= set(PARTS)
    assert not [text for *_, text in found.points if "--" in text or ">" in text]


@pytest.mark.parametrize("method", get_args(Method))
def test_all_points_stand_in_the_report_as_comments(method):
    draft = a_draft(an_item("sex"), method=method)
    study = declared_study(draft, "small", Responses(file="raw/export.csv"), None)
    seen = {"sex.yes": Share(1, 2), "sex.no": Share(1, 2), "sex.answered": Share(2, 2)}
    files = report_files(draft, study, Facts(draft.items, seen), None)
    name = checklist(method).name
    comments = "\n".join(
        comment for text in files.values() for comment in re.findall(r"<!--.*?-->", text, re.DOTALL)
    )
    found = re.findall(rf"^{name} (\w+):", comments, re.MULTILINE)
    assert sorted(found) == sorted(number for number, *_ in checklist(method).points)
    keys = [entry["key"] for entry in _ENTRY.finditer(files["references.bib"])]
    assert checklist(method).key in keys


def test_a_part_without_points_has_no_comment():
    assert checklist("mixed").comment("ethics") == ""
