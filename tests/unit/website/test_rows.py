import pytest

from corrigenda.website.rows import Column, Group, laid_out


def rows(header: str, *lines: str) -> list[dict[str, str]]:
    return [dict(zip(header.split(","), line.split(","), strict=True)) for line in lines]


def test_ids_are_left_to_programs_and_blocks_are_headings():
    data = laid_out(
        rows(
            "item,option,block,row,n,base,percent",
            "court,yes,Court,Yes,3,4,75",
            "court,no,Court,No,1,4,25",
            "policy,yes,Policy,Yes,0,4,0",
        )
    )
    assert data.columns == (
        Column("Answer", False),
        Column("n", True),
        Column("Base", True),
        Column("%", True),
    )
    assert data.groups == (
        Group("Court", (("Yes", "3", "4", "75"), ("No", "1", "4", "25"))),
        Group("Policy", (("Yes", "0", "4", "0"),)),
    )
    assert data.rows == 3


def test_crossed_items_stand_under_the_first_one():
    data = laid_out(rows("item,row,column,n", "a,Hospital,Short,1", "a,Hospital,Long,2"))
    assert [column.title for column in data.columns] == ["By", "n"]
    assert data.groups == (Group("Hospital", (("Short", "1"), ("Long", "2"))),)


def test_unknown_columns_keep_their_names():
    data = laid_out(rows("mark,some_value", "mean,1.5", "median,-2"))
    assert data.columns == (Column("Mark", False), Column("Some value", True))
    assert data.groups[0].title == ""


def test_empty_cells_and_dashes_leave_a_column_of_numbers_one():
    assert laid_out(rows("row,n", "a,", "b,−1,000".replace(",000", ""))).columns[1].number
    assert not laid_out(rows("row,n", "a,", "b,")).columns[1].number


def test_only_ids_are_shown_all_the_same():
    assert [c.title for c in laid_out(rows("item,option", "a,b")).columns] == ["Item", "Option"]


@pytest.mark.parametrize("given", [[], ()])
def test_no_rows(given):
    assert laid_out(given).rows == 0
