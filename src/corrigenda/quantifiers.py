"""Quantifiers: how a file declares phrases, opposites and exemptions."""

from fractions import Fraction

from pydantic import field_validator, model_validator

from corrigenda.declarations import Frozen
from corrigenda.phrases import Phrase

LIMITS = ("at_least", "above", "at_most", "below")


class DeclaredPhrase(Frozen):
    """An entry of quantifiers.yaml; what a study leaves out of it stays as it is shipped."""

    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None
    also: tuple[str, ...] | None = None
    everyday: bool | None = None

    @model_validator(mode="after")
    def _one_of_each(self):
        for inside, outside in (LIMITS[:2], LIMITS[2:]):
            if getattr(self, inside) is not None and getattr(self, outside) is not None:
                raise ValueError(f"{inside} and {outside} do not stand together")
        return self

    @property
    def limits(self) -> dict[str, float]:
        """The limits that are set."""
        return {k: getattr(self, k) for k in LIMITS if getattr(self, k) is not None}

    def over(self, shipped: "DeclaredPhrase") -> "DeclaredPhrase":
        """Lay this entry over the shipped one; limits are replaced together or not at all."""
        kept = shipped.model_dump(exclude_none=True, exclude=set(LIMITS) if self.limits else None)
        return DeclaredPhrase(**kept | self.model_dump(exclude_none=True))

    def named(self, text: str) -> Phrase:
        """Return the phrase that is declared so under this name."""
        low = self.above if self.at_least is None else self.at_least
        high = self.below if self.at_most is None else self.at_most
        return Phrase(
            text,
            self.also or (),
            Fraction(str(low or 0)),
            Fraction(str(100 if high is None else high)),
            low_open=self.above is not None,
            high_open=self.below is not None,
            everyday=bool(self.everyday),
        )


class DeclaredLexicon(Frozen):
    """All that one quantifiers.yaml declares; a name with null after it is removed."""

    phrases: dict[str, DeclaredPhrase | None] = {}
    opposites: dict[str, tuple[str, ...] | None] = {}
    exempt: dict[str, str | None] = {}

    @field_validator("phrases", "opposites", "exempt", mode="before")
    @classmethod
    def _or_none(cls, value):
        return {} if value is None else value
