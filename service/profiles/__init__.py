"""Jurisdiction profiles at the edge: which routes they touch, what is published, what is counted."""
