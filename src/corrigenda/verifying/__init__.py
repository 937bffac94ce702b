"""Verifying: every file held against its record, link by link, from the raw files to the report."""
