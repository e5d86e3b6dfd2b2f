"""Channels to people outside: a port, a webhook, e-mail, their tests."""
