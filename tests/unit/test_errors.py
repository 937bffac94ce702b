"""User errors: what they say, and the exit code of each kind."""

import pytest

from builders import EXIT_CODES
from corrigenda.errors import (
    CodingsError,
    LedgerError,
    Problem,
    UserError,
    did_you_mean,
    quoted,
    together,
    told,
)


@pytest.mark.parametrize(("kind", "code"), EXIT_CODES.items())
def test_each_kind_has_its_own_exit_code(kind, code):
    assert kind(Problem("a.csv:1", "wrong.")).exit_code == code


def test_every_kind_of_error_is_in_the_table_of_codes():
    assert {*UserError.__subclasses__()} == {*EXIT_CODES}
    assert len({*EXIT_CODES.values()}) == len(EXIT_CODES)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.csv:7", "found this.", "Do that."), "a.csv:7: found this.\n  Do that."),
        (Problem("a.csv:7", "found this."), "a.csv:7: found this."),
        (Problem("", "found this.", "Do that."), "found this.\n  Do that."),
    ],
)
def test_a_problem_reads_place_then_message_then_advice(problem, text):
    assert str(problem) == text


def test_an_error_carries_all_its_problems_in_their_order():
    error = UserError([Problem("a:1", "one."), Problem("a:2", "two.")])
    assert str(error) == "a:1: one.\na:2: two."
    assert [problem.place for problem in error.problems] == ["a:1", "a:2"]


def test_an_error_may_be_made_of_a_generator():
    assert len(UserError(Problem("a", str(n)) for n in range(3)).problems) == 3


def failing(kind, *places):
    def step():
        raise kind(Problem(place, "wrong.") for place in places)

    return step


def test_steps_that_succeed_together_return_their_results():
    assert together(lambda: 1, lambda: 2) == [1, 2]


def test_steps_that_fail_together_tell_all_problems_under_the_first_kind():
    with pytest.raises(LedgerError) as caught:
        together(
            lambda: 1,
            failing(LedgerError, "a:1", "a:2"),
            lambda: 2,
            failing(CodingsError, "b:1"),
        )
    assert [problem.place for problem in caught.value.problems] == ["a:1", "a:2", "b:1"]


def test_a_step_that_fails_for_another_reason_is_not_taken_for_a_users_mistake():
    with pytest.raises(ZeroDivisionError):
        together(failing(LedgerError, "a:1"), lambda: 1 / 0)


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("seting", 'Did you mean "setting"?'),
        ("court", 'Did you mean "courts" or "court_text"?'),
        ("zzz", ""),
    ],
)
def test_advice_names_the_nearest_known_words(word, advice):
    assert did_you_mean(word, ["setting", "courts", "court_text"]) == advice


def test_a_quoted_value_stands_on_one_line():
    assert quoted(" two\n  lines\t") == '"two lines"'


def test_very_many_problems_are_told_by_their_first():
    said = told([Problem(f"a.csv:{n}", "wrong.") for n in range(1, 53)]).splitlines()
    assert (said[0], said[49], said[-1]) == ("a.csv:1: wrong.", "a.csv:50: wrong.", "… and 2 more.")


def test_a_quoted_value_cannot_move_the_cursor():
    assert quoted("a\x1b[2Jb\nc") == '"a\ufffd[2Jb c"'
