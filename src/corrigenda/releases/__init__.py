"""Releases: versions of a report that never change again, and the proof that they have not."""

from corrigenda.releases.comparing import compared
from corrigenda.releases.proof import Proof, prove
from corrigenda.releases.releasing import Released, release

__all__ = ["Proof", "Released", "compared", "prove", "release"]
