"""Protocols: format, loader, checks, guards, router, releases."""
