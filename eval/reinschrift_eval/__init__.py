"""Measures repair and translation; every number says how it was made."""
