"""The work together, as the client's own words tell it."""
