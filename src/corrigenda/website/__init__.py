"""The website: the pages of each released version, and those that lead to them."""

from corrigenda.website.releases import released_pages
from corrigenda.website.studies import site_pages

__all__ = ["released_pages", "site_pages"]
