"""Finding what was said before, within one patient."""
