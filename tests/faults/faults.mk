# make test-faults: every fault of a model, overload, graceful stop, on SQLite and PostgreSQL, each beside a control.
.PHONY: test-faults
test-faults: dev  ## every fault of the models, overload, stop (about ten minutes; `python -m benchmarks.faults` measures)
	$(BIN)/python -m pytest tests/faults -m faults $(ARGS)
