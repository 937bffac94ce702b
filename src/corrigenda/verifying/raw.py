"""Raw files: held against their register, and against what was imported of them."""

from corrigenda.errors import Problem, RawChangedError
from corrigenda.readers.raw import verify_raw
from corrigenda.verifying import sayings
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.survey import Survey


def verify_register(survey: Survey, chains: Chains, then: dict[str, str | None]) -> int:
    """Hold the raw files against SHA256SUMS, and both against what was read of them.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where broken links are noted.
    then
        The hashes of the raw files, and of the register, when they were imported.

    Returns
    -------
    int
        How many files are registered.
    """
    project = survey.project
    place = survey.place(project.raw)
    try:
        registered = verify_raw(project.raw, place)
    except RawChangedError as error:
        for problem in error.problems:
            _unregistered(survey, chains, problem, then)
        return 0
    # Each file is the one that is registered: its hash is known without reading it again.
    hashes = {f"{place}/{name}": sha for name, sha in registered.items()}
    survey.known.update(hashes)
    for path in {**then, **hashes}:
        if path in then and then[path] != survey.now(path) and path != survey.register:
            chains.break_at(path, "raw", _registered_anew(path))
    _same_register(survey, chains, then)
    return len(registered)


def _registered_anew(path: str) -> Problem:
    message = "the raw file changed since it was imported, and was registered anew."
    return Problem(path, message, f"{sayings.RAW} If it is a new export, run corrigenda build.")


def _unregistered(survey: Survey, chains: Chains, problem: Problem, then: dict) -> None:
    path = problem.place.partition(":")[0]
    if path != survey.register and then.get(path) and survey.now(path) == then[path]:
        message = f"the register was edited: it no longer names {path} as it was imported."
        advice = "Put the register back."
        chains.break_at(survey.register, "register", Problem(survey.register, message, advice))
    else:
        kind = "register" if path == survey.register else "raw"
        chains.break_at(path, kind, _raw_changed(survey, problem))


def _raw_changed(survey: Survey, problem: Problem) -> Problem:
    if survey.now(problem.place) and problem.message == "the raw file is not the registered one.":
        message = "the raw file changed: it is not the registered one."
        return Problem(problem.place, message, problem.advice)
    return problem


def _same_register(survey: Survey, chains: Chains, then: dict[str, str | None]) -> None:
    path = survey.register
    if path in then and then[path] != survey.now(path) and all(map(chains.holds, then)):
        message = "the register changed since the last build; the raw files are as it says."
        chains.break_at(path, "register", Problem(path, message, sayings.BUILD))
