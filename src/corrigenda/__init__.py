"""Corrigenda: reproducible research reports that follow every data correction."""

__version__ = "0.1.0"
