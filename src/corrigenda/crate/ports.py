"""Ports of the tools of a run: what each reads and writes, by kind, and what feeds what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

WHOLE = "workflow"  # the tool that holds all others


@dataclass(frozen=True)
class Port:
    """One kind of file that a tool reads or writes; the profile calls it a formal parameter."""

    tool: str
    way: str
    slot: str

    @property
    def id(self) -> str:
        """Its name in the crate."""
        return f"#parameter/{self.tool}/{self.way}/{self.slot}"


class Ports:
    """The ports of all tools, and the files that went through them.

    Parameters
    ----------
    slots
        The kind of each file under its place.
    """

    def __init__(self, slots: Mapping[str, str]):
        self.slots = slots
        self.files: dict[Port, dict[str, None]] = {}

    def add(self, tool: str, way: str, places: Iterable[str]) -> None:
        """Let files go through a tool: ``input`` or ``output``."""
        for place in places:
            self.files.setdefault(Port(tool, way, self.slots[place]), {})[place] = None

    def of(self, tool: str, way: str) -> list[Port]:
        """List the ports of a tool."""
        return [port for port in self.files if (port.tool, port.way) == (tool, way)]

    def through(self) -> dict[str, list[Port]]:
        """List the ports that each file went through."""
        found: dict[str, list[Port]] = {}
        for port, places in self.files.items():
            for place in places:
                found.setdefault(place, []).append(port)
        return found

    def feeds(self) -> Iterator[tuple[Port, Port]]:
        """Yield source and target where a file left one port and entered another."""
        for target, entering in self.files.items():
            for source, leaving in self.files.items():
                if _fits(source, target) and entering.keys() & leaving.keys():
                    yield source, target


def _fits(source: Port, target: Port) -> bool:
    """Say whether data can flow: into a tool, or out of the whole workflow."""
    if source.slot != target.slot or source.tool == target.tool:
        return False
    if WHOLE in (source.tool, target.tool):
        return source.way == target.way == ("input" if source.tool == WHOLE else "output")
    return (source.way, target.way) == ("output", "input")
