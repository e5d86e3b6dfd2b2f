"""Alembic migrations; they import none of our code."""
