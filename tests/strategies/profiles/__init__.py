"""Jurisdiction profiles as data, and the ruling for one patient."""
