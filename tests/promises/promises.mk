# make test-promises: the promises under fault at full length. make test-offline: the tests with no network but loopback.
.PHONY: test-promises test-offline
test-promises: dev  ## failpoints, repeated keys, cut streams, hostile input, backups at full length
	$(BIN)/python -m pytest tests/promises -m promises $(ARGS)

test-offline: dev  ## make test's tests in a network namespace that has loopback only
	@if unshare -rn true 2>/dev/null; then \
	  unshare -rn $(SHELL) -c 'ip link set lo up && exec "$$@"' - \
	    $(BIN)/python -m pytest -n 2 --dist loadgroup -m "not vllm and not readme and not kill and not promises" $(ARGS); \
	else echo "skipped: this machine does not permit network namespaces (unshare -rn)"; fi
