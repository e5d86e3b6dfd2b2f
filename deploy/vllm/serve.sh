#!/usr/bin/env bash
# Serves one model with vLLM, OpenAI-compatible, under the name `agentlm`. Further arguments go to vLLM.
#   MODEL=/models/agentlm-7b TEMPLATE=deploy/vllm/agentlm.jinja deploy/vllm/serve.sh
# TEMPLATE is left out for a model whose own template is meant (SmolLM2).
set -euo pipefail
: "${MODEL:?MODEL names the folder of the checkpoint}"
arguments=(
    --model "$MODEL"
    --served-model-name agentlm
    --host "${HOST:-127.0.0.1}"
    --port "${PORT:-8001}"
    --max-model-len 4096
    --enable-prefix-caching
)
if [[ -n ${TEMPLATE:-} ]]; then
    arguments+=(--chat-template "$TEMPLATE")
fi
export VLLM_NO_USAGE_STATS=1 DO_NOT_TRACK=1 HF_HUB_OFFLINE=1
export VLLM_CPU_KVCACHE_SPACE="${VLLM_CPU_KVCACHE_SPACE:-1}"
exec "${PYTHON:-python}" -m vllm.entrypoints.openai.api_server "${arguments[@]}" "$@"
