"""Mutation testing of the code that keeps people safe: small faults, one by one, and which of them no test sees."""
