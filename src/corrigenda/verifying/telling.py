"""Telling: a verification as text for people, and as values for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from corrigenda.verifying.chains import Finding
from corrigenda.verifying.rebuilding import Rebuilt
from corrigenda.verifying.sayings import plural

NAMED = 3  # places or ends, before "and 12 more"
REPORT = ("report.html", "report.pdf")
OTHERS = ("statistics", *REPORT)
NOTED = "Every file is as the build noted it."
UNKNOWN = (
    "A file that was edited together with what is noted of it is not found in this way:\n"
    "corrigenda verify --rebuild computes everything again."
)


@dataclass(frozen=True)
class Counts:
    """How much was held against what.

    Parameters
    ----------
    files
        Files that were hashed.
    raw
        Raw files that are as registered.
    slices
        Slices, also of coded items.
    exhibits, statistics
        Those with a record.
    claims
        Those that hold.
    """

    files: int
    raw: int
    slices: int
    exhibits: int
    statistics: int
    claims: int


def text(
    findings: Sequence[Finding], further: Sequence[Finding], counts: Counts, rebuilt: Rebuilt | None
) -> str:
    """Tell a verification to people.

    Parameters
    ----------
    findings, further
        The broken links that come first in a chain, and those behind them.
    counts
        What was looked at.
    rebuilt
        What building again gave, if it was asked for.

    Returns
    -------
    str
        One line where all is well; else a few for each broken link.
    """
    parts = [_heading(findings, counts, rebuilt)]
    parts += map(_told, _grouped(findings))
    if further:
        parts.append("\n".join(_further(further)))
    if rebuilt:
        parts.append("\n".join(_rebuilt(rebuilt)))
    elif not findings:
        parts.append(UNKNOWN)
    return "\n\n".join(parts)


def _heading(findings: Sequence[Finding], counts: Counts, rebuilt: Rebuilt | None) -> str:
    if findings:
        links = "1 link is" if len(findings) == 1 else f"{len(findings)} links are"
        return f"{links} broken ({_number(counts.files, 'file')} hashed)."
    held = [
        _number(counts.raw, "raw file"),
        _number(counts.slices, "slice"),
        _number(counts.exhibits, "exhibit"),
        _number(counts.statistics, "statistic"),
        f"{_number(counts.claims, 'claim')} and the report",
    ]
    hashed = f"{_number(counts.files, 'file')} hashed"
    verdict = "Every link holds." if rebuilt and rebuilt.same else NOTED
    return f"{verdict}\n  {', '.join(held)}; {hashed}."


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _grouped(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Put together neighbours of which the same is to be said."""
    for _, group in groupby(findings, key=_same):
        yield list(group)


def _same(finding: Finding) -> tuple[str, str]:
    return finding.broken.problem.message, finding.broken.problem.advice


def _told(group: Sequence[Finding]) -> str:
    problem = group[0].broken.problem
    places = [finding.broken.problem.place for finding in group]
    hangs = list(dict.fromkeys(name for finding in group for name in finding.hangs))
    said = _said(problem.message, places), _said(problem.advice, places)
    lines = [f"{_listed(places)}: {said[0]}", f"  {said[1]}"]
    if hangs:
        lines.append(f"  What hangs on it: {_ends(hangs)}.")
    return "\n".join(lines)


def _said(text: str, places: Sequence[str]) -> str:
    return plural(text) if len(places) > 1 else text


def _ends(hangs: Sequence[str]) -> str:
    """Name what hangs on a link: exhibits by their number where they are many."""
    others = [name for name in hangs if name in OTHERS]
    exhibits = [name for name in hangs if name not in OTHERS]
    named = exhibits if len(exhibits) <= NAMED else [f"{len(exhibits)} exhibits"]
    if "statistics" in others:
        named.append("the statistics")
    if set(REPORT) <= set(others):
        named.append("the report")
    else:
        named += [name for name in REPORT if name in others]
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    if more > 1:
        return f"{', '.join(names[:NAMED])} and {more} more"
    return ", ".join(names)


def _further(further: Sequence[Finding]) -> Iterator[str]:
    yield "Further along these chains:"
    for group in _grouped(further):
        places = [finding.broken.problem.place for finding in group]
        yield f"  {_listed(places)}: {_said(group[0].broken.problem.message, places)}"


def _rebuilt(rebuilt: Rebuilt) -> Iterator[str]:
    if rebuilt.failure:
        yield "Built again in a temporary folder: that failed. The build said:"
        yield from (f"  {line}" for line in rebuilt.failure.splitlines())
        return
    same = rebuilt.compared - len(rebuilt.differing)
    files = _number(rebuilt.compared, "file")
    yield f"Built again in a temporary folder: {same:,} of {files} are the same, byte for byte."
    yield from (f"  {name} {said}." for name, said in rebuilt.differing.items())


def plain(
    findings: Sequence[Finding], further: Sequence[Finding], counts: Counts, rebuilt: Rebuilt | None
) -> dict:
    """Lay a verification out for JSON.

    Parameters
    ----------
    findings, further, counts, rebuilt
        As `text` takes them.

    Returns
    -------
    dict
        Everything that was found, nothing shortened.
    """
    return {
        "findings": [_plain(finding) for finding in findings],
        "further": [_plain(finding) for finding in further],
        "counts": asdict(counts),
        "rebuilt": rebuilt and {"same": rebuilt.same, **asdict(rebuilt)},
    }


def _plain(finding: Finding) -> dict:
    problem = finding.broken.problem
    said = {"place": problem.place, "message": problem.message, "advice": problem.advice}
    return {"kind": finding.broken.kind, **said, "hangs": list(finding.hangs)}
