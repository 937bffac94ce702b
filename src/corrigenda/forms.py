"""Forms: exact statistics, and the ways in which prose prints them."""

from collections.abc import Mapping
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
    if isinstance(value, Share):
        return _printed_share(value, study)
    return _printed_number(value, study)


def _printed_share(share: Share, study: Study) -> dict:
    percent = printed_percent(share.n, share.base, study.rounding)
    forms = {
        "n": f"{share.n:,}",
        "base": f"{share.base:,}",
        "n-of-base": f"{share.n:,} of {share.base:,}",
        **_words(share.n),
    }
    if percent:
        forms |= {
            "percent": f"{percent}%",
            "percent-n": f"{percent}% ({share.n:,})",
            "percent-n-eq": f"{percent}% (n = {share.n:,})",
            **_words(int(percent), "percent-words", " percent"),
        }
    return {
        "n": share.n,
        "base": share.base,
        "percent": None if share.percent is None else str(share.percent),
        "forms": forms,
        "text": forms.get("percent", forms["n-of-base"]),
    }


def _printed_number(value: Decimal | Fraction, study: Study) -> dict:
    number = Fraction(value)
    whole = number.denominator == 1
    text = f"{rounded(number, study.rounding, 0 if whole else 1):,f}"
    forms = {"value": text} | (_words(int(number)) if whole else {})
    return {"value": str(number), "forms": forms, "text": text}


def _words(number: int, name: str = "words", unit: str = "") -> dict[str, str]:
    words = number_words(number) + unit
    return {name: words, name.capitalize(): words.capitalize()}


@cache
def number_words(number: int) -> str:
    """Write a whole number in English words ("forty-seven")."""
    from num2words import num2words

    return num2words(number, lang="en").replace(",", "")
