"""Readers and writers of what programs for qualitative analysis exchange."""
