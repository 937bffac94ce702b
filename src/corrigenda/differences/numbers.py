"""Numbers: which statistics differ, exactly or in print."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from corrigenda.codebook import STATES
from corrigenda.differences.changes import Statistic
from corrigenda.differences.naming import Names
from corrigenda.differences.parts import LEDGER
from corrigenda.differences.saying import ARROW
from corrigenda.forms import Share, Value, exact
from corrigenda.rounding import rounded

Entry = Mapping[str, object]
MOST_PLACES = 12
SLIGHT = {
    "rule": "the same number, printed by another rule",
    "base": "nobody as before, of another base",
}


def statistics(
    old: Mapping[str, Entry], new: Mapping[str, Entry], names: Names
) -> tuple[Statistic, ...]:
    """Compare all statistics.

    Parameters
    ----------
    old, new
        What statistics.json holds of each version.
    names
        What their items and options are called.

    Returns
    -------
    tuple of Statistic
        Those that differ, item by item, options before counts of who answered.
    """
    items = dict.fromkeys(name.partition(".")[0] for name in (*new, *old))
    places = {item: at for at, item in enumerate(items)} | {LEDGER: len(items)}
    differing = [name for name in dict.fromkeys([*new, *old]) if old.get(name) != new.get(name)]
    differing.sort(key=lambda name: (places[name.partition(".")[0]], *_rank(name)))
    told: dict[str, dict] = {}
    return tuple(_statistic(name, old.get(name), new.get(name), names, told) for name in differing)


def _rank(name: str) -> tuple:
    """Put options first, as the counts of who answered often follow from them."""
    option = name.partition(".")[2]
    return option in STATES or option == "n", option


def _statistic(
    name: str, old: Entry | None, new: Entry | None, names: Names, told: dict[str, dict]
) -> Statistic:
    values = [exact(entry) if entry else None for entry in (old, new)]
    before, after = (entry and _printed(entry) for entry in (old, new))
    mirrored = _mirrored(name, *values, told.setdefault(name.partition(".")[0], {}))
    slight = _slight(*values) if old and new else ""
    exactly = SLIGHT.get(slight) or (_exactly(old, new, *values) if old and new else "")
    group, label = names.group(name), names.label(name)
    return Statistic(name, group, label, before, after, exactly, mirrored, slight)


def _slight(before: Value, after: Value) -> str:
    """Say whether the same number prints otherwise, or nobody is counted of another base."""
    if before == after:
        return "rule"
    shares = isinstance(before, Share) and isinstance(after, Share)
    return "base" if shares and before.n == after.n == 0 else ""


def _printed(entry: Entry) -> str:
    forms = entry["forms"]
    if "value" in entry:
        return forms["value"]
    share = forms["n-of-base"]
    return f"{forms['percent']} ({share})" if "percent" in forms else share


def _exactly(old: Entry, new: Entry, before: Value, after: Value) -> str:
    """Say what tells two statistics apart that print the same."""
    if isinstance(before, Share) or isinstance(after, Share):
        return ""  # what is printed of a share gives its exact count and base
    if _printed(old) != _printed(new):
        return ""
    return f"exactly {ARROW.join(_apart(before, after))}"


def _apart(*numbers: Fraction) -> list[str]:
    """Write numbers with as many decimals as tell them apart."""
    for places in range(2, MOST_PLACES):
        texts = [f"{rounded(Fraction(n), 'half-even', places):,f}" for n in numbers]
        if texts[0] != texts[1]:
            return texts
    return [str(number) for number in numbers]


def _mirrored(name: str, before: Value | None, after: Value | None, told: dict[tuple, str]) -> str:
    """Return the statistic of the same item that says the same already, or its complement."""
    if not (isinstance(before, Share) and isinstance(after, Share)):
        return ""
    found = told.get((before, after)) or told.get((_rest(before), _rest(after)), "")
    if not found:
        told[before, after] = name
    return found


def _rest(share: Share) -> Share:
    return Share(share.base - share.n, share.base)


def by_item(found: tuple[Statistic, ...]) -> Iterator[tuple[str, str, list[Statistic]]]:
    """Group statistics.

    Parameters
    ----------
    found
        Statistics, those of an item beside each other.

    Yields
    ------
    tuple
        The item, its label, and its statistics.
    """
    items = dict.fromkeys(one.item for one in found)
    for item in items:
        group = [one for one in found if one.item == item]
        yield item, group[0].group, group
