"""Measured comparisons, each one command, each printing one table."""
