# make test-kill: the service under SIGKILL at random moments, on SQLite and PostgreSQL, beside a control that breaks.
KILLS ?= 50

.PHONY: test-kill
test-kill: dev  ## KILLS=50 kills on each database with retrying clients (KILLS=500: half an hour a database)
	KILLS=$(KILLS) $(BIN)/python -m pytest tests/kill -m kill $(ARGS)
