"""Talking to models: the chat port and its adapters, deciders, prompts, budgets, checks."""
