"""One module a consumer."""
