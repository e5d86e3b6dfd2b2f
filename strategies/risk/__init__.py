"""Risk rules, the latch, crisis templates."""
