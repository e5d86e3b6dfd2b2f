"""Shipped protocols (content)."""
