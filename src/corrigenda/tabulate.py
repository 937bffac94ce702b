"""Tabulation: who holds what, out of whom."""

import pandas as pd

from corrigenda.cells import YES
from corrigenda.codebook import Item
from corrigenda.study import Base

MISSING_STATES = ("not_asked", "unanswered")


def state_of(slice_: pd.DataFrame) -> pd.Series:
    """Return each respondent's state (index: respondent)."""
    return slice_.drop_duplicates("respondent").set_index("respondent")["state"]


def holders(slice_: pd.DataFrame, item: Item) -> pd.DataFrame:
    """Say which respondents hold which options.

    Parameters
    ----------
    slice_
        The item's slice.
    item
        A single, multiple or coded item.

    Returns
    -------
    pandas.DataFrame
        Booleans: one row for each respondent, one column for each option in the codebook's order.
    """
    options = [option.id for option in item.options]
    if item.per_option:
        respondents = slice_["respondent"].drop_duplicates()
        held = (slice_["value"] == YES).to_numpy().reshape(len(respondents), -1)
        order = slice_["option"].iloc[: held.shape[1]]
        return pd.DataFrame(held, index=pd.Index(respondents), columns=list(order))[options]
    values = slice_.set_index("respondent")["value"]
    return pd.DataFrame({option: values == option for option in options})


def numbers(slice_: pd.DataFrame) -> pd.Series:
    """Return the answered values of a number item (index: respondent; exact Decimals)."""
    from decimal import Decimal

    answered = slice_[slice_["state"] == "answered"].set_index("respondent")["value"]
    return answered.map(Decimal)


def in_base(slice_: pd.DataFrame, base: Base) -> pd.Series:
    """Say who is in the base of an item.

    Parameters
    ----------
    slice_
        The item's slice.
    base
        ``all`` respondents, those ``asked``, or those who ``answered``.

    Returns
    -------
    pandas.Series
        Booleans by respondent.
    """
    state = state_of(slice_)
    if base == "asked":
        return state != "not_asked"
    return state == "answered" if base == "answered" else state.notna()


def counts(slice_: pd.DataFrame, item: Item, base: Base) -> pd.DataFrame:
    """Count the respondents who hold each option, and those who have no answer.

    Parameters
    ----------
    slice_
        The item's slice.
    item
        A single, multiple or coded item.
    base
        Who makes up the denominator.

    Returns
    -------
    pandas.DataFrame
        Columns option, n, base: every option in the codebook's order, then the states
        ``not_asked`` and ``unanswered`` under these names.
    """
    among = in_base(slice_, base)
    held = holders(slice_, item)[among]
    state = state_of(slice_)[among]
    n = [int(held[option.id].sum()) for option in item.options]
    n += [int((state == missing).sum()) for missing in MISSING_STATES]
    rows = [option.id for option in item.options] + list(MISSING_STATES)
    return pd.DataFrame({"option": rows, "n": n, "base": len(held)})
