# make test-attacks: every planted text through three sessions; make test runs a slice of them.
.PHONY: test-attacks
test-attacks: dev  ## words planted in one session and used two sessions later, all of them, both languages
	$(BIN)/python -m pytest tests/strategies/attacks -m "promises or not promises" $(ARGS)
