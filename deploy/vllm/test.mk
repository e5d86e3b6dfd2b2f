# make test-vllm: the chat contract against a real vLLM on this machine's CPU, in an environment of its own.
SERVE := .venv-serve

$(SERVE)/.ready: locks/serve.txt
	$(PYTHON) -m venv $(SERVE)
	$(SERVE)/bin/python -m pip install -q torch==2.13.0
	$(SERVE)/bin/python -m pip install -q --no-deps --require-hashes -r locks/serve.txt
	@touch $@

var/models/smollm2/config.json: deploy/vllm/convert.py $(SERVE)/.ready $(VENV)/.service
	@mkdir -p var/models
	$(SERVE)/bin/python deploy/vllm/convert.py "$$($(BIN)/python -m service.embedded.fetch)" var/models/smollm2

.PHONY: test-vllm
test-vllm: $(VENV)/.dev var/models/smollm2/config.json  ## the chat contract against a real vLLM on the CPU (several minutes)
	deploy/vllm/test.sh $(SERVE)/bin/python $(BIN)/python var/models/smollm2
