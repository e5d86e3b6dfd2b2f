"""Settings come from flags, environment and file, in that order, and unsafe ones are refused."""

from pathlib import Path

import pytest

from service.errors import SettingsInvalid
from service.settings import (
    Auth,
    ModelRole,
    Settings,
    is_loopback,
    load_settings,
    redacted,
    unknown_variables,
)
from service.settings_page import page
from strategies.speech.endpoint import Flavour
from tests.service.command import unset

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    unset(monkeypatch, tmp_path)


def test_the_defaults_are_a_laptop_with_the_embedded_model() -> None:
    settings = load_settings()
    assert settings.dsn == "sqlite:///var/throughline.db"
    assert (settings.host, settings.port, settings.auth) == ("127.0.0.1", 8420, Auth.LOCAL)
    assert (settings.tenant, settings.actor_name) == ("local", "local clinician")
    assert (settings.lease_seconds, settings.max_client_chars, settings.idle_close_hours) == (90.0, 4000, 24.0)
    assert settings.signing_key_file == Path("var/signing.key")
    assert (settings.embedded_on, settings.sqlite, settings.worker) == (True, True, True)


def test_flags_win_over_the_environment_and_the_environment_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "throughline.toml").write_text('port = 1\ntenant = "file"\nactor_name = "file"\n', encoding="utf-8")
    monkeypatch.setenv("THROUGHLINE_PORT", "2")
    monkeypatch.setenv("THROUGHLINE_TENANT", "environment")
    settings = load_settings(port=3, tenant=None)
    assert (settings.port, settings.tenant, settings.actor_name) == (3, "environment", "file")


def test_another_file_may_be_named_and_must_then_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("[models.speak]\nmodel = 'm'\n", encoding="utf-8")
    monkeypatch.setenv("THROUGHLINE_CONFIG", str(tmp_path / "other.toml"))
    assert load_settings().models.speak.model == "m"
    monkeypatch.setenv("THROUGHLINE_CONFIG", str(tmp_path / "missing.toml"))
    with pytest.raises(SettingsInvalid, match="THROUGHLINE_CONFIG names a file that is not there"):
        load_settings()


def test_a_model_url_speaks_and_switches_the_embedded_model_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THROUGHLINE_MODEL_URL", "http://127.0.0.1:8000/v1")
    monkeypatch.setenv("THROUGHLINE_MODELS__SPEAK__MODEL", "agentlm")
    settings = load_settings()
    assert (settings.models.speak.url, settings.models.speak.model) == ("http://127.0.0.1:8000/v1", "agentlm")
    assert settings.embedded_on is False
    assert load_settings(embedded=True).embedded_on is True


def test_a_role_without_a_url_takes_from_speak_what_it_leaves_unset() -> None:
    settings = load_settings(
        models={
            "speak": {"url": "http://a/v1", "model": "large", "api_key": "secret", "flavour": "openai"},
            "read": {"model": "small"},
        }
    )
    read = settings.models.of(ModelRole.READ)
    assert (read.url, read.model, read.flavour) == ("http://a/v1", "small", Flavour.OPENAI)
    assert settings.models.of(ModelRole.JUDGE) == settings.models.speak


def test_a_role_with_its_own_url_never_gets_the_key_of_speak() -> None:
    settings = load_settings(
        models={"speak": {"url": "http://a/v1", "api_key": "secret"}, "judge": {"url": "http://b/v1"}}
    )
    assert settings.models.of(ModelRole.JUDGE).api_key is None
    assert "secret" not in repr(settings)


def test_access_without_keys_is_refused_on_any_address_that_others_reach() -> None:
    with pytest.raises(SettingsInvalid, match="host must be a loopback address; set auth = keys"):
        load_settings(host="0.0.0.0")  # noqa: S104 - the address that must be refused
    assert load_settings(host="0.0.0.0", auth="keys").auth is Auth.KEYS  # noqa: S104 - with keys it may be


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("LocalHost", True),
        ("0.0.0.0", False),  # noqa: S104 - must not pass
        ("::", False),
        ("192.168.1.4", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
    ],
)
def test_loopback_is_known_by_address_not_by_looks(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_what_is_wrong_is_said_without_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THROUGHLINE_DSN", "mysql://user:hunter2@db/x")
    with pytest.raises(SettingsInvalid) as refused:
        load_settings(port=99999)
    assert str(refused.value).splitlines() == [
        r"dsn: String should match pattern '^(sqlite|postgresql)(\+\w+)?://'",
        "port: Input should be less than or equal to 65535",
    ]


def test_unknown_names_in_the_file_and_unknown_profiles_are_refused(tmp_path: Path) -> None:
    (tmp_path / "throughline.toml").write_text("prot = 1\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid, match=r"/throughline\.toml: prot: Extra inputs are not permitted"):
        load_settings()
    (tmp_path / "throughline.toml").write_text("[models.speak]\nprofile = 'gpt'\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid, match=r"models\.speak\.profile: should be one of agentlm, smollm2"):
        load_settings()
    (tmp_path / "throughline.toml").write_text("port = = 1\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid, match=r"/throughline\.toml: the settings file is not valid TOML"):
        load_settings()


def test_only_what_the_file_says_is_laid_to_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "throughline.toml").write_text("port = 'x'\ntenant = '!'\nmax_body_bytes = 1\n", encoding="utf-8")
    monkeypatch.setenv("THROUGHLINE_PORT", "many")
    with pytest.raises(SettingsInvalid) as refused:
        load_settings(tenant="?")
    assert [line.partition(": ")[0] for line in str(refused.value).splitlines()] == [
        "port",
        "tenant",
        str(tmp_path / "throughline.toml"),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"lease_seconds": 10, "turn_seconds": 60}, "lease_seconds is 10 and turn_seconds is 60:"),
        ({"lease_seconds": 70}, "lease_seconds is 70 and turn_seconds is 80 by default:"),
        ({"lease_seconds": 60, "embedded": False}, "lease_seconds is 60 and turn_seconds is 60 by default:"),
    ],
)
def test_a_lease_that_would_end_within_a_turn_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsInvalid, match=said):
        load_settings(**given)
    assert load_settings(lease_seconds=61, embedded=False).turn_limit == 60


def test_misspelt_variables_are_found() -> None:
    environ = {"THROUGHLINE_PROT": "1", "THROUGHLINE_PORT": "1", "THROUGHLINE_MODELS__READ__URL": "x", "PATH": "/"}
    assert unknown_variables(environ) == ("THROUGHLINE_PROT",)
    assert unknown_variables({"THROUGHLINE_URL": "http://127.0.0.1:8420", "THROUGHLINE_KEY": "tl_1_2"}) == ()


def test_passwords_are_left_out_of_what_is_shown() -> None:
    assert redacted("postgresql://ann:hunter2@db/x") == "postgresql://ann@db/x"
    assert redacted("postgresql://db/x?user=ann&password=hunter2@") == "postgresql://db/x?user=ann"
    assert redacted("postgresql://db/x?user=ann&sslpassword=a&PASSWORD=b") == "postgresql://db/x?user=ann"
    assert redacted("sqlite:///var/throughline.db") == "sqlite:///var/throughline.db"
    assert "hunter2" not in repr(Settings(dsn="postgresql://ann:hunter2@db/x"))


def test_every_setting_is_described_and_the_page_is_current() -> None:
    undescribed = [name for name, info in Settings.model_fields.items() if not info.description]
    assert undescribed == []
    current = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert current == page(), "run: python -m service.settings_page > docs/settings.md"
