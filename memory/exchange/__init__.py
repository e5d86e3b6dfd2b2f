"""Whole patients in, out and away: histories with their own dates, bundles of every row, erasure."""
