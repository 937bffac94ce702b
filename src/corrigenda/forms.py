"""Forms: exact statistics, and the ways in which prose prints them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from corrigenda.rounding import printed_percent, rounded
from corrigenda.study import Study


@dataclass(frozen=True)
class Share:
    """A number of respondents (or of what they counted) out of a base."""

    n: int
    base: int

    @property
    def percent(self) -> Fraction | None:
        """The exact percentage; there is none of nobody."""
        return Fraction(100 * self.n, self.base) if self.base else None


Value = Share | Decimal | Fraction


def exact(entry: Mapping) -> Value:
    """Read a statistic back from what statistics.json holds of it.

    Parameters
    ----------
    entry
        What `printed` returned.

    Returns
    -------
    Share or Fraction
        The exact value.
    """
    return Fraction(entry["value"]) if "value" in entry else Share(entry["n"], entry["base"])


def printed(value: Value, study: Study) -> dict:
    """Print a statistic in every form that an empty claim may take.

    Parameters
    ----------
    value
        A share, or an exact number.
    study
        Its rounding rule.

    Returns
    -------
    dict
        ``text`` (the form that an empty claim prints), ``forms``, and ``n``, ``base`` and
        ``percent`` (an exact fraction) or ``value``.
    """
    forms = {name: form() for name, form in _forms(value, study).items()}
    entry = {"forms": forms, "text": forms[_default(forms)]}
    if not isinstance(value, Share):
        return {"value": str(Fraction(value)), **entry}
    percent = None if value.percent is None else str(value.percent)
    return {"n": value.n, "base": value.base, "percent": percent, **entry}


def forms(value: Value, study: Study) -> tuple[str, ...]:
    """Name the forms that a statistic has."""
    return tuple(_forms(value, study))


def form(value: Value, study: Study, name: str | None = None) -> str | None:
    """Print a statistic in one form.

    Parameters
    ----------
    value
        A share, or an exact number.
    study
        Its rounding rule.
    name
        The form; what an empty claim prints by default.

    Returns
    -------
    str or None
        None if the statistic has no such form.
    """
    known = _forms(value, study)
    chosen = known.get(_default(known) if name is None else name)
    return chosen() if chosen else None


def _default(forms: Iterable[str]) -> str:
    return next(name for name in ("percent", "n-of-base", "value") if name in forms)


def _forms(value: Value, study: Study) -> dict[str, Callable[[], str]]:
    """Prepare every form; words are only looked up when they are asked for."""
    return _share_forms(value, study) if isinstance(value, Share) else _number_forms(value, study)


def _share_forms(share: Share, study: Study) -> dict[str, Callable[[], str]]:
    percent = printed_percent(share.n, share.base, study.rounding)
    found = {
        "n": lambda: f"{share.n:,}",
        "base": lambda: f"{share.base:,}",
        "n-of-base": lambda: f"{share.n:,} of {share.base:,}",
        **_words(share.n),
    }
    if percent:
        found |= {
            "percent": lambda: f"{percent}%",
            "percent-n": lambda: f"{percent}% ({share.n:,})",
            "percent-n-eq": lambda: f"{percent}% (n = {share.n:,})",
            **_words(int(percent), "percent-words", " percent"),
        }
    return found


def _number_forms(value: Decimal | Fraction, study: Study) -> dict[str, Callable[[], str]]:
    number = Fraction(value)
    whole = number.denominator == 1
    text = f"{rounded(number, study.rounding, 0 if whole else 1):,f}"
    return {"value": lambda: text} | (_words(int(number)) if whole else {})


def _words(number: int, name: str = "words", unit: str = "") -> dict[str, Callable[[], str]]:
    return {
        name: lambda: number_words(number) + unit,
        name.capitalize(): lambda: (number_words(number) + unit).capitalize(),
    }


def exactly(value: Value | None, study: Study, places: int = 2) -> str:
    """Show an exact value to people: ``16 of 39 (41.03%)``, ``16.73``.

    Parameters
    ----------
    value
        A share, an exact number, or nothing.
    study
        Its rounding rule.
    places
        Decimals at most.

    Returns
    -------
    str
        ``none`` for nothing.
    """
    if value is None:
        return "none"
    if not isinstance(value, Share):
        return _decimal(Fraction(value), study, places)
    share = f"{value.n:,} of {value.base:,}"
    if value.percent is None:
        return share
    return f"{share} ({_decimal(value.percent, study, places)}%)"


def _decimal(number: Fraction, study: Study, places: int) -> str:
    text = f"{rounded(number, study.rounding, places):,f}"
    return text.rstrip("0").rstrip(".")


@cache
def number_words(number: int) -> str:
    """Write a whole number in English words ("forty-seven")."""
    from num2words import num2words

    return num2words(number, lang="en").replace(",", "")
