"""The README's commands, run."""
