"""Stores, one small class an aggregate, joined in a unit of work."""
