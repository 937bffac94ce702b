"""Releases: versions of a report that never change again, and the proof that they have not."""

from corrigenda.releases.proof import Proof, prove
from corrigenda.releases.releasing import Released, compared, release

__all__ = ["Proof", "Released", "compared", "prove", "release"]
