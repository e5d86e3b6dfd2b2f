"""Jurisdiction profiles over HTTP and at the command line."""
