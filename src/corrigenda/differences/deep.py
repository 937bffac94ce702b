"""Deep: where two nested values differ, with DeepDiff."""

from typing import Any

Path = tuple[Any, ...]
ABSENT = object()  # where one of the two has nothing


def deep(old: Any, new: Any) -> list[tuple[Path, Any, Any]]:
    """List where two nested values differ.

    Parameters
    ----------
    old, new
        Dictionaries of dictionaries, lists and plain values.

    Returns
    -------
    list of tuple
        The keys that lead to each difference, and what stands there before and after, or `ABSENT`.
    """
    if old == new:
        return []
    from deepdiff import DeepDiff
    from deepdiff.helper import notpresent

    # Otherwise dictionaries of which most differs would be told as a whole, and __names not at all.
    found = DeepDiff(
        old, new, view="tree", threshold_to_diff_deeper=0, ignore_private_variables=False
    )
    pairs = [
        (
            tuple(level.path(output_format="list")),
            *(_side(s, notpresent) for s in (level.t1, level.t2)),
        )
        for kind in found.values()
        for level in kind
    ]
    return sorted(pairs, key=lambda pair: [str(key) for key in pair[0]])


def _side(value: Any, notpresent: Any) -> Any:
    return ABSENT if value is notpresent else value
