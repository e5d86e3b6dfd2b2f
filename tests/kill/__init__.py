"""The service killed at random moments, and what its clients then find."""
