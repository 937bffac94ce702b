"""Renewing: a later export of the same survey, shown first and then brought into the study."""

from corrigenda.renewing.model import Renewal
from corrigenda.renewing.preview import renewal
from corrigenda.renewing.writing import renew

__all__ = ["Renewal", "renew", "renewal"]
