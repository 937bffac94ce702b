"""The logic of a Qualtrics survey: who was asked what, as far as it is simple."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MOST = 1000  # conditions
LOCATOR = re.compile(r"q://(QID\d+)/SelectableChoice/([^/]+)")
MIXED = "it joins conditions by both And and Or"
SEVERAL = "it asks for an answer to one of several questions"
TWICE = "its block stands in several places of the survey flow"
TOO_MANY = "it has too many conditions"
AT_RANDOM = "its block is shown to some at random"

Pair = tuple[str, tuple[str, ...]]  # a question, and the choices of which one must be selected


@dataclass(frozen=True)
class Condition:
    """Who is asked.

    Parameters
    ----------
    pairs
        Questions and choices; of each pair one choice must be selected.
    unread
        Why it could not be read; empty where it could.
    """

    pairs: tuple[Pair, ...] = ()
    unread: str = ""

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(
            tuple(dict.fromkeys((*self.pairs, *other.pairs))), self.unread or other.unread
        )


ALWAYS = Condition()


def values_of(shape: object) -> dict[str, object]:
    """Return a JSON object, or a list as an object of its positions; nothing for all else."""
    if isinstance(shape, list):
        return {str(n): value for n, value in enumerate(shape)}
    return shape if isinstance(shape, dict) else {}


def text_of(value: object) -> str:
    """Return a text or number of JSON as text; nothing for all else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def condition_of(logic: object) -> Condition:
    """Read display logic or the logic of a branch.

    Parameters
    ----------
    logic
        As the survey has it: groups of expressions.

    Returns
    -------
    Condition
        What must hold, where only selected choices count; otherwise why it cannot be read.
    """
    if any(len(values_of(part)) > MOST for part in (logic, *values_of(logic).values())):
        return Condition(unread=TOO_MANY)
    whole: Condition | None = None
    for group in _members(logic):
        read = _group(group)
        if read.unread:
            return read
        if whole is None:
            whole = read
        else:
            whole = _either(whole, read) if _joined_by_or(group) else whole & read
    if whole is None:
        return Condition(unread="it has no condition") if values_of(logic) else ALWAYS
    return whole


def _joined_by_or(group: dict[str, object]) -> bool:
    """Say how a group goes with those before it: by its type, or by its first expression."""
    how = text_of(group.get("Type")).casefold()
    first = next(_members(group), {})
    return how == "orif" or (how != "andif" and _conjunction(first) == "or")


def _conjunction(expression: dict[str, object]) -> str:
    said = expression.get("Conjuction") or expression.get("Conjunction")  # the first is Qualtrics'
    return text_of(said).casefold() or "and"


def _members(shape: object) -> Iterator[dict[str, object]]:
    """List the numbered parts of a shape, in their order."""
    parts = [
        (_number(key), part) for key, part in values_of(shape).items() if _number(key) is not None
    ]
    for _, part in sorted(parts, key=lambda numbered: numbered[0]):
        if isinstance(part, dict):
            yield part


def _group(group: dict[str, object]) -> Condition:
    pairs: list[Pair] = []
    joined: set[str] = set()
    for expression in _members(group):
        pair, unread = _expression(expression)
        if unread:
            return Condition(unread=unread)
        if pairs:
            joined.add(_conjunction(expression))
        pairs.append(pair)
    if len(joined) > 1:
        return Condition(unread=MIXED)
    if joined == {"or"}:
        whole = Condition((pairs[0],))
        for pair in pairs[1:]:
            whole = _either(whole, Condition((pair,)))
        return whole
    return Condition(tuple(dict.fromkeys(pairs)))


def _either(one: Condition, other: Condition) -> Condition:
    """Return that one or the other holds, if both are about the same question."""
    if len(one.pairs) == len(other.pairs) == 1 and one.pairs[0][0] == other.pairs[0][0]:
        (question, choices), (_, more) = one.pairs[0], other.pairs[0]
        return Condition(((question, tuple(dict.fromkeys((*choices, *more)))),))
    return one if one == other else Condition(unread=one.unread or other.unread or SEVERAL)


def _expression(expression: dict[str, object]) -> tuple[Pair, str]:
    nothing = ("", ())
    kind = text_of(expression.get("LogicType"))
    if kind != "Question":
        named = {"EmbeddedField": "embedded data", "PanelData": "contact data", "Quota": "a quota"}
        return nothing, f"it depends on {named.get(kind, 'something else than a question')}"
    if text_of(expression.get("QuestionIsInLoop")).casefold() == "yes":
        return nothing, "it depends on a question that is repeated"
    operator = text_of(expression.get("Operator"))
    if operator != "Selected":
        return nothing, "it asks for more than a selected choice"
    operands = (expression.get("LeftOperand"), expression.get("ChoiceLocator"))
    found = next(filter(None, (LOCATOR.fullmatch(text_of(o)) for o in operands)), None)
    if not found:
        return nothing, "it asks for an answer in a grid, or for typed text"
    return (found[1], (found[2],)), ""


@dataclass(frozen=True)
class Flow:
    """The way through a survey.

    Parameters
    ----------
    blocks
        Under the ids of its blocks, in their order, who sees them.
    ended
        Whether a branch ends the survey early.
    """

    blocks: Mapping[str, Condition]
    ended: bool = False


def flow_of(payload: object) -> Flow:
    """Read the survey flow.

    Parameters
    ----------
    payload
        As the survey has it: blocks, branches and others within each other.

    Returns
    -------
    Flow
        Who sees which block.
    """
    blocks: dict[str, Condition] = {}
    ended = False
    for kind, block, condition in _walk(payload, ALWAYS):
        if kind == "EndSurvey":
            ended = ended or condition != ALWAYS
        elif block in blocks and blocks[block] != condition:
            both = ALWAYS in (blocks[block], condition)
            blocks[block] = ALWAYS if both else Condition(unread=TWICE)
        else:
            blocks[block] = condition
    return Flow(blocks, ended)


def _walk(shape: object, condition: Condition) -> Iterator[tuple[str, str, Condition]]:
    for part in values_of(values_of(shape).get("Flow")).values():
        part = values_of(part)
        kind, block = text_of(part.get("Type")), text_of(part.get("ID"))
        if kind in ("Block", "Standard") and block:
            yield kind, block, condition & condition_of(part.get("DisplayLogic"))
        elif kind == "EndSurvey":
            yield kind, "", condition
        elif kind == "Branch":
            yield from _walk(part, condition & condition_of(part.get("BranchLogic")))
        elif _some_at_random(kind, part):
            yield from _walk(part, condition & Condition(unread=AT_RANDOM))
        else:
            yield from _walk(part, condition)


def _some_at_random(kind: str, part: dict[str, object]) -> bool:
    shown = _number(text_of(part.get("SubSet")))
    among = len(values_of(part.get("Flow")))
    return kind == "BlockRandomizer" and shown is not None and shown < among
