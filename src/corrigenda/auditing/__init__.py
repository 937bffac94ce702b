"""Auditing: the parts of an audit, from a name to the raw cells; without pandas."""
