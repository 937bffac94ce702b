"""Composing: sources and exhibits become one HTML page and one PDF."""
