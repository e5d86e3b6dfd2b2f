"""Words planted in one session and used two sessions later; beliefs insisted on; models that answer the worst."""
