"""The words of an audit: what a statistic or cell counts, as the report says it."""

from collections.abc import Mapping
from dataclasses import dataclass

from corrigenda.derived import Condition, Derived
from corrigenda.items import STATES, Item
from corrigenda.project import Project
from corrigenda.rules import BASES, rule
from corrigenda.study import Base, Study

_ANY = "any"  # the name of a statistic that nobody declared


@dataclass(frozen=True)
class Words:
    """Says rules in words.

    Parameters
    ----------
    items, derived, study
        The declarations.
    """

    items: Mapping[str, Item]
    derived: Mapping[str, Derived]
    study: Study

    @classmethod
    def of(cls, project: Project) -> "Words":
        """Take the declarations of a study."""
        return cls(project.items, project.derived, project.study)

    def statistic(self, name: str) -> str:
        """Say in a sentence what a statistic is."""
        return rule(name, self.items, self.derived, self.study)

    def option(self, item_id: str, key: str, base: Base) -> str:
        """Say what a cell counts that shows an option or a state, out of a base of its own."""
        item = self.items[item_id].model_copy(update={"base": base})
        said = rule(f"{item_id}.{key}", {**self.items, item_id: item}, {}, self.study)
        return said.replace(BASES["all"], BASES[base]) if key in STATES else said

    def together(
        self, options: Mapping[str, str], bases: Mapping[str, Base], among: str = ""
    ) -> str:
        """Say what a cell counts that asks for an option of each of several items.

        Parameters
        ----------
        options
            The option under each item; with none, everybody counts.
        bases
            The base of each item.
        among
            Out of whom, where no base says it.

        Returns
        -------
        str
            A sentence.
        """
        kinds = set(bases.values())
        base = BASES[next(iter(kinds))] if len(kinds) == 1 else "of those in the base of each item"
        names = tuple(f"{item}.{option}" for item, option in options.items())
        whom = f" {self.condition(Condition(all=names))}" if names else ""
        return f"Respondents{whom}, {among or base}."

    def condition(self, condition: Condition) -> str:
        """Say what a condition asks of a respondent: ``who gave at least 10 for clients``."""
        declared = Derived(**condition.model_dump() | {"base": "all"})
        said = rule(_ANY, self.items, {_ANY: declared}, self.study)
        return said.removeprefix("Respondents ").removesuffix(f", {BASES['all']}.")
