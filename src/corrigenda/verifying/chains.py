"""Chains: files and jobs linked from the raw cells to the report, and the links that are broken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corrigenda.errors import Problem


@dataclass(frozen=True)
class Break:
    """A link that does not hold.

    Parameters
    ----------
    kind
        What happened, in one word for programs (``edited``, ``ledger``).
    problem
        Where, what, and what to do.
    """

    kind: str
    problem: Problem


@dataclass(frozen=True)
class Finding:
    """A broken link, and what hangs on it.

    Parameters
    ----------
    broken
        The link.
    hangs
        The exhibits, statistics and reports at the ends of the chains that go through it.
    """

    broken: Break
    hangs: tuple[str, ...]


class Chains:
    """What was made from what; nodes are named files and jobs."""

    def __init__(self) -> None:
        self._after: dict[str, list[str]] = defaultdict(list)
        self._ends: dict[str, str] = {}
        self._broken: dict[str, Break] = {}

    def link(self, before: Iterable[str], after: str) -> None:
        """Note that one node depends on others."""
        for node in before:
            self._after[node].append(after)

    def end(self, node: str, name: str) -> None:
        """Note that a chain ends in a node, and what it is called."""
        self._ends[node] = name

    def only(self, nodes: Iterable[str]) -> None:
        """Look at the chains that end in some nodes, and at no others."""
        self._ends = {node: node for node in nodes}

    def break_at(self, node: str, kind: str, problem: Problem) -> None:
        """Note that a link is broken; what was noted of it first counts."""
        self._broken.setdefault(node, Break(kind, problem))

    def holds(self, node: str) -> bool:
        """Say whether nothing is wrong with a node itself."""
        return node not in self._broken

    def findings(self) -> tuple[list[Finding], list[Finding]]:
        """Tell the broken links that come first in a chain from those further along.

        Returns
        -------
        tuple
            The links before which none is broken, then the others; in the order of their finding.
        """
        reached = {node: set(self._beyond(node)) for node in self._broken}
        further = {node for beyond in reached.values() for node in beyond & self._broken.keys()}
        parts: tuple[list[Finding], list[Finding]] = ([], [])
        for node, broken in self._broken.items():
            ends = (name for end, name in self._ends.items() if end in reached[node] | {node})
            parts[node in further].append(Finding(broken, tuple(dict.fromkeys(ends))))
        return parts

    def _beyond(self, node: str) -> Iterator[str]:
        seen = {node}
        ahead = [node]
        while ahead:
            for after in self._after.get(ahead.pop(), ()):
                if after not in seen:
                    seen.add(after)
                    ahead.append(after)
                    yield after
