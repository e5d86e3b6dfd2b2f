"""Figures for /metrics, in a registry of this service's own. No label ever holds an id or text of a person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from strategies.speech.chat import Usage

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
TURN_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 60.0)


class Metrics:
    """Counters of one running service."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "throughline_requests",
            "HTTP requests by route template and status.",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "throughline_request_seconds",
            "Seconds to the end of a response, by route template.",
            ["method", "route"],
            registry=self._registry,
            buckets=TURN_SECONDS,
        )
        self._turns = Histogram(
            "throughline_turn_seconds",
            "Seconds from a client's words to the kept reply.",
            registry=self._registry,
            buckets=TURN_SECONDS,
        )
        self._calls = Counter(
            "throughline_model_calls", "Requests to models.", ["role", "outcome"], registry=self._registry
        )
        self._tokens = Counter(
            "throughline_model_tokens",
            "Tokens as the model server counted them; `cached` are part of `prompt`.",
            ["role", "part"],
            registry=self._registry,
        )
        self._alarms = Counter("throughline_alarms", "Risk alarms by tier.", ["tier"], registry=self._registry)
        self._escalations = Counter(
            "throughline_escalations",
            "Messages of escalations by kind, channel and what came of a try: sent, failed, sunk.",
            ["kind", "channel", "outcome"],
            registry=self._registry,
        )
        self._undelivered = Gauge(
            "throughline_escalation_undelivered_seconds",
            "Seconds for which the longest waiting message of an escalation has been due; 0: none waits.",
            registry=self._registry,
        )
        self._refusals = Counter(
            "throughline_replies_refused",
            "Replies of a model not let out, by reason.",
            ["reason"],
            registry=self._registry,
        )
        self._jobs = Gauge("throughline_open_jobs", "Jobs queued or running.", registry=self._registry)

    def request(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """One HTTP request was answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def turn(self, *, seconds: float) -> None:
        """One turn was kept."""
        self._turns.observe(seconds)

    def model_call(self, role: str, usage: Usage) -> None:
        """A model answered a request of that role."""
        self._calls.labels(role, "answered").inc()
        for part, tokens in (("prompt", usage.prompt), ("cached", usage.cached), ("completion", usage.completion)):
            self._tokens.labels(role, part).inc(tokens)

    def model_failure(self, role: str) -> None:
        """A request of that role failed."""
        self._calls.labels(role, "failed").inc()

    def alarm(self, *, tier: int) -> None:
        """The client's words raised an alarm."""
        self._alarms.labels(str(tier)).inc()

    def escalation(self, *, kind: str, channel: str, outcome: str) -> None:
        """A message of an escalation was sent through a channel, was not taken, or ended in the sink."""
        self._escalations.labels(kind, channel, outcome).inc()

    def undelivered(self, *, seconds: float) -> None:
        """How long the longest waiting message has been due."""
        self._undelivered.set(seconds)

    def refusal(self, *, reason: str) -> None:
        """A model's reply was not let out."""
        self._refusals.labels(reason).inc()

    def open_jobs(self, count: int) -> None:
        """How many jobs are queued or running now."""
        self._jobs.set(count)

    def render(self) -> bytes:
        """The text that Prometheus reads."""
        return generate_latest(self._registry)
