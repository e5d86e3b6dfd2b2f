"""Whether the plan changes, and what the next session is for."""
