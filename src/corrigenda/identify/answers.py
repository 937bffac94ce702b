"""Answers: what a file is, for people and for programs."""

from dataclasses import asdict, dataclass

from corrigenda.errors import quoted
from corrigenda.identity import Identity

KINDS = {"fig": "figure", "tbl": "table"}


@dataclass(frozen=True)
class Identified:
    """What a file is.

    Parameters
    ----------
    file
        The file, as the user names it.
    identity
        What it says of itself.
    state
        ``current``, ``otherwise`` (today's data, other bytes), ``outdated``, ``behind`` (the study
        changed since it was built), ``released`` (of a release), ``gone`` (no such exhibit today),
        ``elsewhere`` (another study), ``unbuilt``, ``alone`` (no project to ask), ``unknown``.
    current
        Whether it is today's or a release's of today's data, byte for byte; None where that cannot
        be said.
    says
        The answer, as a sentence.
    advice
        What to do.
    today
        The id of today's record.
    """

    file: str
    identity: Identity | None
    state: str
    current: bool | None
    says: str
    advice: str = ""
    today: str | None = None

    @property
    def text(self) -> str:
        """The answer for people."""
        head = f"{quoted(self.file)[1:-1]}: {self._what}"
        said = asdict(self.identity) if self.identity else {}
        fields = [f"  {name:<8} {said[name]}" for name in ("record", "release", "data") if said]
        return "\n".join(
            filter(None, [head, *fields, self.says, self.advice and f"  {self.advice}"])
        )

    @property
    def _what(self) -> str:
        if not self.identity:
            return "it carries no identity."
        name = named(self.identity)
        kind = KINDS.get(name.partition("-")[0])
        return f"the {f'{kind} {name}' if kind else name} of the study {self.identity.study}."

    @property
    def plain(self) -> dict:
        """The answer for programs."""
        return asdict(self)


def named(identity: Identity) -> str:
    """Return what the record of an identity is of: an exhibit's id, or ``report``."""
    return identity.record.rpartition("@")[0].rpartition("/")[2]
