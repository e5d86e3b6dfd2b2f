"""One turn, one session, one plan."""
