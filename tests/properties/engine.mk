# make test-engine: whole sessions of the pure engine, every turn held to the laws of tests/properties/laws.py.
SESSIONS ?= 10000

.PHONY: test-engine
test-engine: dev  ## SESSIONS=10000 sessions of the pure engine on every shipped protocol
	$(BIN)/python -m tests.properties.sessions $(SESSIONS)
