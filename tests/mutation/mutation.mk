# make test-mutants: small faults in strategies/risk and in the crisis path, one by one; exit 1 where over 5 % go unseen.
.PHONY: test-mutants
test-mutants: dev  ## faults in the risk code and the crisis path that no test sees (ARGS="--module strategies.risk.latch")
	$(BIN)/python -m tests.mutation $(ARGS)
