"""Differences: where a record is not what would be written now, and what that part tells of."""

import pytest

from corrigenda.provenance import (
    Code,
    CodingsOrigin,
    Declaration,
    ExhibitRecord,
    HashedFile,
    ItemOrigin,
    LeftOut,
    Lineage,
    Responses,
)
from corrigenda.verifying.counted import as_recorded
from corrigenda.verifying.differences import differences, kind


def hashed(file: str) -> dict[str, str]:
    return {"file": file, "sha256": "1"}


def a_record() -> ExhibitRecord:
    """Record a table of one coded item."""
    coded = CodingsOrigin(**hashed("build/codings/i.csv"), rows="2", codes=("a",), coders=("C1",))
    item = ItemOrigin(
        kind="coded",
        slice=HashedFile(**hashed("build/coded/i.csv")),
        columns=("Q1",),
        made_from=("open",),
        asked_if=(),
        codings=coded,
        corrections=(),
    )
    left_out = {"spam": LeftOut(n=1, rows="4")}
    used = {"exported": 2, "used": 1, "rows": "3", "left_out": left_out}
    lineage = Lineage(
        reads=("i",),
        items={"i": item},
        responses=Responses(**hashed("raw/a.csv"), **used),
        codings=HashedFile(**hashed("raw/codings.csv")),
        corrections=(),
    )
    return ExhibitRecord(
        id="s/tbl-a@1",
        study="s",
        release="unreleased",
        corrigenda="0.1.0",
        job="table tbl-a",
        exhibit="tbl-a",
        kind="table",
        declaration=Declaration(file="report/s/exhibits.yaml", digest="0" * 64),
        code=Code(function="f", sha256="1"),
        data="1",
        files={"tbl-a.csv": "1"},
        lineage=lineage,
    )


def changed(*way: str, to: object = "2") -> ExhibitRecord:
    """Return the record with one of its parts changed."""
    said = a_record().model_dump(mode="json")
    inner = said
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = to
    return ExhibitRecord.model_validate(said)


def test_equal_records_do_not_differ():
    assert differences(a_record(), a_record()) == []


@pytest.mark.parametrize(
    ("way", "of"),
    [
        (("id",), "record"),
        (("kind",), "record"),
        (("release",), "record"),
        (("corrigenda",), "code"),
        (("code", "sha256"), "code"),
        (("declaration", "digest"), "declaration"),
        (("data",), "edited"),
        (("files", "tbl-a.csv"), "edited"),
        (("lineage", "items", "i", "slice", "sha256"), "edited"),
        (("lineage", "items", "i", "codings", "sha256"), "edited"),
        (("lineage", "items", "i", "kind"), "declaration"),
        (("lineage", "responses", "sha256"), "raw"),
        (("lineage", "codings", "sha256"), "raw"),
        (("lineage", "responses", "file"), "declaration"),
    ],
    ids=".".join,
)
def test_each_part_tells_of_something(way, of):
    assert differences(a_record(), changed(*way)) == [way]
    assert kind(way) == of


def test_corrections_tell_of_the_ledger():
    ways = (("lineage", "corrections"), ("lineage", "items", "i", "corrections"))
    for way in ways:
        assert differences(a_record(), changed(*way, to=("C001",))) == [way]
        assert kind(way) == "ledger"


@pytest.mark.parametrize(
    ("way", "to", "of"),
    [
        (("lineage", "responses", "used"), 9, "responses"),
        (("lineage", "responses", "rows"), "", "responses"),
        (("lineage", "responses", "left_out", "spam", "n"), 2, "responses"),
        (("lineage", "items", "i", "codings", "rows"), "", "codings"),
        (("lineage", "items", "i", "codings", "coders"), (), "codings"),
    ],
)
def test_counted_rows_tell_of_what_was_imported(way, to, of):
    assert differences(a_record(), changed(*way, to=to)) == [way]
    assert kind(way) == of


def test_what_cannot_be_counted_is_taken_over():
    forged = changed("lineage", "responses", "used", to=9)
    assert as_recorded(a_record(), forged) == forged
    forged = changed("lineage", "items", "i", "codings", "coders", to=["C2"])
    assert as_recorded(a_record(), forged) == forged
    other = changed("lineage", "items", "i", "kind", to="single")
    assert as_recorded(a_record(), other) == a_record()
