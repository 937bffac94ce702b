"""Drafting: first declarations of a study from its export."""

from corrigenda.drafting.drafting import draft
from corrigenda.drafting.model import Draft, Section, Settings

__all__ = ["Draft", "Section", "Settings", "draft"]
