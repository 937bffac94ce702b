"""Proof that releases are as they were released."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corrigenda.building import alone
from corrigenda.errors import Problem
from corrigenda.releases.exchange import left_aside, mend
from corrigenda.releases.kept import kept
from corrigenda.releases.layout import SITE
from corrigenda.releases.proving import Study, proven

NOTHING = "Nothing has been released yet."


@dataclass(frozen=True)
class Proof:
    """What became of the releases of a site.

    Parameters
    ----------
    studies
        Each study that was looked at.
    """

    studies: tuple[Study, ...]

    @property
    def sound(self) -> bool:
        """Whether every release is as it was released."""
        return not self.problems

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is not as it was released."""
        found = (problem for study in self.studies for problem in study.problems)
        return tuple(dict.fromkeys(found))

    @property
    def text(self) -> str:
        """The proof for people."""
        lines = [*map(str, self.problems), *([""] if self.problems else [])]
        lines += [_told(study) for study in self.studies]
        lines += [] if self.problems or not self.studies else [_rests(self.studies)]
        return "\n".join(lines) if self.studies else NOTHING

    @property
    def plain(self) -> dict:
        """The proof for programs."""
        return {
            "sound": self.sound,
            "problems": [vars(problem) for problem in self.problems],
            "studies": {
                study.name: {
                    "versions": list(study.versions),
                    "files": study.files,
                    "git": list(study.kept),
                }
                for study in self.studies
            },
        }


def prove(project_root: Path, study: str | None = None) -> Proof:
    """Hold every release of a site against its checksums, these against each other and against git.

    Parameters
    ----------
    project_root
        The folder that holds ``site/``.
    study
        Which study; all of them by default.

    Returns
    -------
    Proof
        What was found.
    """
    site = project_root / SITE
    if left_aside(site):
        with alone(project_root):
            mend(site)
    return Proof(tuple(proven(site, study, kept(project_root))))


def _told(study: Study) -> str:
    versions: Sequence[str] = study.versions
    releases = f"{len(versions)} release{'' if len(versions) == 1 else 's'}"
    files = f"{study.files:,} file{'' if study.files == 1 else 's'}"
    if study.problems:
        return f"{study.name}: not every release is as it was released ({', '.join(versions)})."
    verb = "is" if len(versions) == 1 else "are"
    named = ", ".join(versions)
    return f"{study.name}: {releases} {verb} as released, byte for byte ({named}; {files})."


def _rests(studies: Sequence[Study]) -> str:
    """Say what a proof rests on: whoever changes all that vouches for a release is not found."""
    alone = [
        f"{study.name} {version}"
        for study in studies
        for version in study.versions
        if version not in study.kept
    ]
    if not alone:
        return "Git holds their checksums too."
    return (
        f"Git does not hold {', '.join(alone)}: what vouches for the newest release lies beside "
        "it, until it is committed or published."
    )
