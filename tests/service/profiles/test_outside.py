"""Settings, command line and doctor: what a deployment says of profiles, and what it refuses to start with."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from memory import database
from memory.record.identity import Language, Patient, Scope
from memory.record.session import SessionMode
from memory.store.store import Store
from service.cli.exits import ExitCode
from service.errors import SettingsInvalid
from service.profiles.configured import policy_of
from service.settings import Settings, load_settings
from strategies.profiles.profile import shipped
from tests.conftest import FixedClock
from tests.service.clinic import ALARMING, Service, object_of, text_of
from tests.service.command import run, unset


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    unset(monkeypatch, tmp_path)
    monkeypatch.setenv("THROUGHLINE_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("THROUGHLINE_MODEL_DIR", str(tmp_path / "models"))


def test_delivery_to_patients_is_off_and_refused_at_start_under_every_profile() -> None:
    assert load_settings().patient_delivery is False
    for profile in shipped():
        with pytest.raises(SettingsInvalid, match=f"patient_delivery: profile {profile} does not allow it"):
            load_settings(patient_delivery=True, profile_default=profile)


def test_a_profile_that_is_not_known_is_refused_at_start_with_the_known_ones() -> None:
    with pytest.raises(SettingsInvalid, match="none, california, china, england, illinois"):
        load_settings(profile_default="atlantis")


def test_modes_and_profile_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THROUGHLINE_ALLOWED_MODES", '["simulated"]')
    monkeypatch.setenv("THROUGHLINE_PROFILE_DEFAULT", "england")
    policy = policy_of(load_settings())
    assert (policy.default, policy.modes) == ("england", frozenset({SessionMode.SIMULATED}))
    monkeypatch.setenv("THROUGHLINE_ALLOWED_MODES", "[]")
    with pytest.raises(SettingsInvalid, match="allowed_modes"):
        load_settings()


async def test_no_route_delivers_anything_to_a_patient(settings: Settings) -> None:
    from service.app import create_app  # noqa: PLC0415 - the application is slow to import; the rest needs none of it
    from service.docs_page import operations  # noqa: PLC0415 - the same

    paths = [path for path, _, _ in operations(create_app(settings).openapi())]
    assert [path for path in paths if "deliver" in path or "device" in path or path.endswith("/me")] == []


def test_the_list_names_every_profile_with_its_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("profile", "list", "--json") == ExitCode.OK
    items = json.loads(capsys.readouterr().out)["items"]
    assert [item["id"] for item in items] == list(shipped())
    assert {item["dated"] for item in items} == {"2026-11-23"}
    assert {item["checked_by"] for item in items} == {"none"}
    assert run("profile", "list") == ExitCode.OK
    assert "illinois" in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "words"), [("en", "not legal advice"), ("zh", "并非法律意见")])
def test_one_profile_is_shown_whole_in_either_language(
    capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    assert run("profile", "show", "illinois", "--lang", lang) == ExitCode.OK
    shown = capsys.readouterr().out
    for part in (words, "mental_state_detection", "104-0054", "2026-11-23", "propose_items"):
        assert part in shown
    for each in shipped()["illinois"].off:
        assert each.reason.said(Language.ZH if lang == "zh" else Language.EN) in shown


def test_a_profile_or_language_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("profile", "show", "atlantis") == ExitCode.USAGE
    assert "none, california, china, england, illinois" in capsys.readouterr().err
    assert run("profile", "show", "none", "--lang", "fr") == ExitCode.USAGE


def test_the_doctor_names_patients_under_a_profile_that_is_not_known(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sqlite_dsn: str, clock: FixedClock
) -> None:
    monkeypatch.setenv("THROUGHLINE_DSN", sqlite_dsn)
    assert _profiles(capsys)["ok"] is True
    patient = Patient(tenant="local", id="p-1", locale=Language.EN, simulated=False, created_at=clock())
    asyncio.run(_keep(sqlite_dsn, patient, replace(patient, id="p-2", profile="atlantis")))
    found = _profiles(capsys)
    assert (found["ok"], "1 with atlantis" in text_of(found, "text")) == (False, True)
    assert "every profile together" in text_of(found, "remedy")


def _profiles(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    run("doctor", "--json")
    found = json.loads(capsys.readouterr().out)["findings"]
    return next(each for each in found if each["check"] == "jurisdiction profiles")


async def _keep(dsn: str, *patients: Patient) -> None:
    store = Store(database.open_engine(dsn))
    try:
        for patient in patients:
            async with store.write(Scope(tenant=patient.tenant, patient=patient.id)) as work:
                await work.patient.add(patient)
    finally:
        await store.close()


async def test_danger_is_heard_answered_and_called_out_under_every_profile(deployment: Service) -> None:
    async with deployment.running() as clinic:
        for profile in (*shipped(), "atlantis"):
            patient = f"p-{profile}"
            await clinic.admit(patient, simulated=False)
            session = await clinic.open(await clinic.begin(patient))
            async with clinic.parts.store.write(Scope(tenant="local", patient=patient)) as work:
                await work.patient.replace(replace(await work.patient.get(), profile=profile))
            exchange = (await clinic.say(session, ALARMING, key="k-1")).json()
            assert (exchange["risk_tier"], exchange["reply"]["origin"]) == (3, "crisis"), profile
            risk = await clinic.get(f"/v1/patients/{patient}/risk")
            assert len(object_of({"found": risk}, "found")["events"]) == 1  # type: ignore[arg-type]  # a list of rows
            assert await clinic.get(f"/v1/patients/{patient}/escalations") != []
