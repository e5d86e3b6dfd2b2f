# ruff: noqa: INP001 - a script, in no package
"""Tokens a second of a running server: `speed.py URL`; `speed.py --ready URL` only says whether it serves."""

import json
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

TOKENS = 96
AT_ONCE = 4


def ready(url: str) -> bool:
    """Whether the server answers for its health."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=2) as answer:  # noqa: S310 - loopback
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def say(url: str, n: int) -> int:
    """One answer of fixed length; its tokens."""
    body = {
        "model": "agentlm",
        "messages": [{"role": "user", "content": f"Note {n}: describe a quiet morning by the sea."}],
        "max_tokens": TOKENS,
        "ignore_eos": True,
    }
    asked = urllib.request.Request(  # noqa: S310 - loopback
        f"{url}/v1/chat/completions", json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(asked, timeout=300) as answer:  # noqa: S310 - loopback
        return int(json.load(answer)["usage"]["completion_tokens"])


def main() -> None:
    """Prints one line for a single stream and one for several."""
    if sys.argv[1] == "--ready":
        sys.exit(0 if ready(sys.argv[2]) else 1)
    url = sys.argv[1]
    say(url, 0)
    for streams in (1, AT_ONCE):
        began = time.perf_counter()
        with ThreadPoolExecutor(streams) as pool:
            tokens = sum(pool.map(lambda n: say(url, n), range(1, streams + 1)))
        seconds = time.perf_counter() - began
        sys.stdout.write(f"{streams} at once: {tokens} tokens in {seconds:.1f} s, {tokens / seconds:.1f} tokens/s\n")


if __name__ == "__main__":
    main()
