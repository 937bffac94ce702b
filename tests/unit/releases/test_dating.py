"""The date in a header gives way to that of the release, however it is written."""

import pytest

from corrigenda.errors import ReleaseError
from corrigenda.releases.dating import dated

DAY = '"2024-07-09"'
HEADERS = {
    "plain": ("title: T\ndate: 2020-01-01\nlang: en\n", f"title: T\ndate: {DAY}\nlang: en\n"),
    "words": ("date: last-modified\n", f"date: {DAY}\n"),
    "quoted value": ("date: '2020' # then\n", f"date: {DAY} # then\n"),
    "quoted key": ('"date": 2020\n', f"date: {DAY}\n"),
    "blank before the colon": ("date : 2020\n", f"date: {DAY}\n"),
    "nothing": ("date:\ntitle: T\n", f"date: {DAY}\ntitle: T\n"),
    "on the next line": ("date:\n  2020\ntitle: T\n", f"date: {DAY}\ntitle: T\n"),
    "folded": ("date: >-\n  1 May\n  2020\ntitle: T\n", f"date: {DAY}\ntitle: T\n"),
    "folded at the end": ("title: T\ndate: |\n  2020\n", f"title: T\ndate: {DAY}\n"),
    "two lines": ("date: 1 May\n  2020\ntitle: T\n", f"date: {DAY}\ntitle: T\n"),
    "a table": ("date:\n  a: 1\n  b: [2]\ntitle: T\n", f"date: {DAY}\ntitle: T\n"),
    "a flow table": ("date: {a: 1}\ntitle: T\n", f"date: {DAY}\ntitle: T\n"),
    "twice": ("date: 1\ntitle: T\ndate: 2\n", f"date: {DAY}\ntitle: T\ndate: {DAY}\n"),
    "of something else": (
        "date-format: long\nabstract: |\n  date: 1\nother:\n  date: 2\n",
        f"date: {DAY}\ndate-format: long\nabstract: |\n  date: 1\nother:\n  date: 2\n",
    ),
    "in a list": ("a:\n- date: 1\n", f"date: {DAY}\na:\n- date: 1\n"),
    "all on one line": ("{title: T, date: 2020}\n", f"{{title: T, date: {DAY}}}\n"),
    "none on one line": ("{title: T}\n", f"{{date: {DAY}, title: T}}\n"),
    "none": ("title: T\n", f"date: {DAY}\ntitle: T\n"),
    "no words at all": ("", f"date: {DAY}\n"),
}


@pytest.mark.parametrize(("before", "after"), HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("end", ["---", "..."])
def test_the_date_is_that_of_the_release(before, after, end):
    body = f"{end}\n\ndate: 1999\n"
    assert dated(f"---\n{before}{body}", "2024-07-09") == f"---\n{after}{body}"


@pytest.mark.parametrize("text", ["", "# A report\n", "---\nnot closed\n"])
def test_a_report_without_a_header_gets_one(text):
    assert dated(text, "2024-07-09") == f"---\ndate: {DAY}\n---\n\n{text}"


@pytest.mark.parametrize("header", ["? date\n: 2020\n", "date: &d 2020\nother: *d\n", "- a\n"])
def test_what_cannot_be_replaced_is_refused(header):
    with pytest.raises(ReleaseError, match="cannot be replaced"):
        dated(f"---\n{header}---\n", "2024-07-09")
