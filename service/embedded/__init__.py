"""The embedded model: fetch, supervisor, doctor."""
