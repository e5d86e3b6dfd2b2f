"""The embedded model server's process: `python -m service.embedded.server --model FILE`.

Prints one line of JSON when it serves, `{"url": ..., "pid": ...}`, and ends when its standard input closes: so it does
not outlive the process that started it, however that one ends.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from service.embedded.llamacpp import Settings, start


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def settings_of(arguments: list[str]) -> Settings:
    """The settings in a command line."""
    parser = argparse.ArgumentParser(description="Serves one model file on loopback, OpenAI-compatible.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--name", default="smollm2-135m-instruct")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--window", type=int, default=4096)
    parser.add_argument("--parallel", type=int, default=3)
    parser.add_argument("--threads", type=int, default=max(1, cores() - 1))
    parser.add_argument("--batch-threads", type=int, default=cores())
    asked = parser.parse_args(arguments)
    return Settings(
        model=asked.model,
        name=asked.name,
        port=asked.port,
        window=asked.window,
        parallel=asked.parallel,
        threads=asked.threads,
        batch_threads=asked.batch_threads,
    )


def main() -> None:
    """Serves until standard input closes."""
    running = start(settings_of(sys.argv[1:]))
    sys.stdout.write(json.dumps({"url": running.listening_address, "pid": os.getpid()}) + "\n")
    sys.stdout.flush()
    while sys.stdin.buffer.read(1024):
        pass
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
