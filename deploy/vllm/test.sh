#!/usr/bin/env bash
# test.sh SERVE_PYTHON TEST_PYTHON MODEL_FOLDER
# Starts vLLM on loopback, runs the chat contract against it, measures its speed, and stops it.
set -euo pipefail
serve_python=$1 test_python=$2 model=$3
folder=$(dirname "$0")
port=$("$test_python" -c 'from service.embedded.supervisor import free_port; print(free_port())')
log=$(mktemp)

MODEL=$model HOST=127.0.0.1 PORT=$port PYTHON=$serve_python "$folder/serve.sh" --dtype bfloat16 --max-num-seqs 8 \
    >"$log" 2>&1 &
server=$!
stop() {
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    rm -f "$log"
}
trap stop EXIT

began=$SECONDS
until "$test_python" "$folder/speed.py" --ready "http://127.0.0.1:$port"; do
    if ! kill -0 "$server" 2>/dev/null; then
        tail -40 "$log"
        echo "vLLM ended before it served" >&2
        exit 1
    fi
    if ((SECONDS - began > 900)); then
        tail -40 "$log"
        echo "vLLM did not serve within 15 minutes" >&2
        exit 1
    fi
    sleep 5
done
echo "vLLM serves after $((SECONDS - began)) s"
THROUGHLINE_TEST_VLLM_URL="http://127.0.0.1:$port/v1" "$test_python" -m pytest -q -m vllm tests/contracts
"$test_python" "$folder/speed.py" "http://127.0.0.1:$port"
