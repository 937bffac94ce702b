"""Parts: declarations, code and libraries that are no longer as they were when a job ran."""

from collections.abc import Iterator, Sequence

from corrigenda import __version__
from corrigenda.environment import environment
from corrigenda.errors import Problem
from corrigenda.receipts import receipt_path
from corrigenda.verifying import sayings
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.links import node
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import CODE, Job

CODE_NODE, LIBRARIES, ENGINE = "code", "libraries", "engine"
RENDERED = ("html", "pdf")
DRAWN = ("table", "figure", "history", "records", "compose")
COMPUTED = ("statistics", "history", "records", "compose")
MODULES = 3  # named; more are the whole package
KNOWN = ("study.yaml", "codebook.yaml", "coding.yaml")
SAID = {
    "exhibits.yaml": DRAWN,
    "statistics.yaml": COMPUTED,
    "quantifiers.yaml": ("compose",),
    "excerpts.yaml": ("compose",),
}


def compare_parts(survey: Survey, chains: Chains) -> None:
    """Find declarations, code and libraries that changed since the jobs ran.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where broken links are noted.
    """
    differing = survey.differing
    if jobs := differing["code"]:
        break_code(chains, jobs)
    if jobs := differing["libraries"]:
        _break(chains, LIBRARIES, jobs, "libraries", _libraries(survey, jobs))
    engines = [job for job in differing["declaration"] if job.stage in RENDERED]
    if engines:
        _break(chains, ENGINE, engines, "engine", _engine(survey, engines))
    others = {job for part in differing.values() for job in part if job.stage != "records"}
    # The records' declaration holds the other jobs' parts, and our version.
    records = [] if others else [j for j in differing["declaration"] if j.stage == "records"]
    if records:
        break_code(chains, records)
    declared = [j for j in differing["declaration"] if j.stage not in (*RENDERED, "records")]
    break_declarations(survey, chains, declared)


def _break(chains: Chains, name: str, jobs: Sequence[Job], kind: str, problem: Problem) -> None:
    for job in jobs:
        chains.link([name], node(job))
    chains.break_at(name, kind, problem)


def break_code(chains: Chains, jobs: Sequence[Job]) -> None:
    """Note that the code of some jobs changed since they ran."""
    modules = dict.fromkeys(f"corrigenda.{m}" for job in jobs for m in CODE[job.stage])
    place = ", ".join(modules) if len(modules) <= MODULES else f"corrigenda {__version__}"
    message = f"the code changed since {sayings.were_made(jobs)}."
    _break(chains, CODE_NODE, jobs, "code", Problem(place, message, sayings.BUILD))


def _libraries(survey: Survey, jobs: Sequence[Job]) -> Problem:
    then, now = survey.software, environment()
    moved = [f"{n} {then[n]} is now {now[n]}" for n in now if then.get(n, now[n]) != now[n]]
    since = f"changed since {sayings.were_made(jobs)}"
    message = f"{'; '.join(moved)}: {since}." if moved else f"they {since}."
    advice = "Install those of requirements.lock, or run corrigenda build."
    return Problem("libraries", message, advice)


def _engine(survey: Survey, jobs: Sequence[Job]) -> Problem:
    then, now = (
        parts["declaration"]
        for parts in (survey.receipts[jobs[0]].parts, survey.plan.parts(jobs[0]))
    )
    place = survey.plan.outputs(jobs[0])[0]
    message = f"it was rendered by the {then} engine; the one that is found now is {now}."
    return Problem(place, message, sayings.BUILD)


def break_declarations(survey: Survey, chains: Chains, jobs: Sequence[Job]) -> None:
    """Note which files hold the declarations that changed since some jobs ran.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where broken links are noted.
    jobs
        Whose part of the declarations is not what it was.
    """
    then, left = declared_then(survey), list(jobs)
    unsure = [path for path, stages in _declaring(survey) if not (stages or path in then)]
    for path, stages in _declaring(survey):
        mine = [job for job in jobs if not stages or job.stage in stages]
        if mine and then and path not in unsure and then.get(path) != survey.now(path):
            _declaration(chains, path, path, mine)
            left = [job for job in left if job not in mine]
    if left and unsure:
        *most, last = [unsure[0], *(path.rpartition("/")[2] for path in unsure[1:])]
        _declaration(chains, "declarations", f"{', '.join(most)} or {last}", left)
    elif left:
        _forged(survey, chains, left)


def _declaring(survey: Survey) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the files that declare something, with the stages that read them; all by default."""
    for name in KNOWN:
        if (survey.project.data / name).exists():
            yield survey.place(survey.project.data / name), ()
    for name, stages in SAID.items():
        yield survey.place(survey.project.report / name), stages


def declared_then(survey: Survey) -> dict[str, str | None]:
    """Return the hashes of the declarations when the report was composed."""
    receipt = survey.receipts.get(Job("compose"))
    if receipt:
        return dict(receipt.inputs)
    return dict(survey.report.sources) if survey.report else {}


def _declaration(chains: Chains, name: str, place: str, jobs: Sequence[Job]) -> None:
    message = f"the declaration changed since {sayings.were_made(jobs)}."
    _break(chains, name, jobs, "declaration", Problem(place, message, sayings.BUILD))


def _forged(survey: Survey, chains: Chains, jobs: Sequence[Job]) -> None:
    """No file with declarations changed, so what was noted of them did."""
    for job in jobs:
        if survey.built:
            place = receipt_path(survey.plan, job).as_posix()
            message = "the receipt was edited by hand: it tells of other declarations."
            chains.break_at(node(job), "receipt", Problem(place, message, sayings.BUILD))
        else:
            place = survey.shown(f"{job.of or job.stage}.json")
            chains.break_at(place, "record", sayings.misrecorded(place, "another declaration"))
