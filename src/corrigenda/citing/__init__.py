"""Citing a release and what it shows: in APA style, as BibTeX, and in the formats of archives."""

from corrigenda.citing.styles import Citation, citations

__all__ = ["Citation", "citations"]
