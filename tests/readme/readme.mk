# make test-readme: every command of README.md, run on a copy of the project against a service of its own.
.PHONY: test-readme
test-readme: dev  ## the README's commands, run and compared with what the README shows (some minutes)
	$(BIN)/python -m pytest -q -m readme tests/readme $(ARGS)
