"""Holding: a study held against its raw files, receipts and records; what is found in order."""

from dataclasses import dataclass

from corrigenda.verifying.chains import Chains, Finding
from corrigenda.verifying.comparing import compare
from corrigenda.verifying.disagreeing import compare_records
from corrigenda.verifying.gaps import note_unbuilt
from corrigenda.verifying.links import linked
from corrigenda.verifying.raw import verify_register
from corrigenda.verifying.recorded import Records, load_records
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import Job

# Those of what people write come first; what a build has written follows in the order of its jobs.
ORDER = ("raw", "register", "ledger", "declaration", "source", "claim", "code", "libraries")


@dataclass(frozen=True)
class Held:
    """What a study was held against.

    Parameters
    ----------
    chains
        The links, and which of them are broken.
    records
        Those of exhibits and statistics.
    raw
        How many raw files are as registered.
    """

    chains: Chains
    records: Records
    raw: int

    def findings(self) -> tuple[list[Finding], list[Finding]]:
        """Return what is broken first in its chain, what people write before the rest, and what
        lies behind that."""
        first, further = self.chains.findings()
        return sorted(first, key=lambda finding: _order(finding.broken.kind)), further


def hold(survey: Survey) -> Held:
    """Hold raw files, everything that is built, and the records against what is noted of them.

    Parameters
    ----------
    survey
        The study as it was built and as it is.

    Returns
    -------
    Held
        What was found; neither claims nor the record of the report are looked at.
    """
    chains = linked(survey)
    records = load_records(survey, chains)
    raw = verify_register(survey, chains, _imported(survey, records))
    if survey.built:
        compare(survey, chains)
    else:
        note_unbuilt(survey, chains)
    compare_records(survey, chains, records)
    return Held(chains, records, raw)


def _imported(survey: Survey, records: Records) -> dict[str, str | None]:
    """Return the hashes of the raw files when they were imported."""
    receipt = survey.receipts[Job("import")]
    return dict(receipt.inputs if receipt else records.raw())


def _order(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)
