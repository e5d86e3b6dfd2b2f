"""The edge: settings, wiring, HTTP, command line, worker."""
