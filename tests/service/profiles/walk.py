"""Every route asked under every profile: what was refused, beside what the table of routes says.

The refusals stand in the functions that do the work and know nothing of the table, so that the two can disagree.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import httpx2

from memory.record.identity import Scope
from memory.record.session import FrameStack, SessionState
from service.docs_page import operations
from service.profiles.touched import How, Touch
from strategies.profiles.feature import Feature
from strategies.profiles.profile import Profile
from tests.service.clinic import ENGLISH, Clinic, Json

LAST = ("close", "withdraw_consent", "lower", "erase", "erase_whole")
"""Asked after all others: what they take away, others need."""
COPILOT = {"mode": "copilot"}
NOWHERE = "http://127.0.0.1:9/alarms"


@dataclass(frozen=True)
class Case:
    """Four real patients under one profile: `main` in a session, `idle` and `free` between, `late` unreviewed."""

    profile: str
    session: str
    episodes: Mapping[str, str]

    def patient(self, name: str) -> str:
        """The id of one of them."""
        return f"{self.profile}-{name}"


@dataclass(frozen=True)
class Seen:
    """What one request came to. `feature`: which one it was made to meet; `refused`: which one refused it."""

    profile: str
    route: str
    feature: Feature | None
    status: int
    refused: str | None
    kind: str


@dataclass(frozen=True)
class Asked:
    """One request."""

    route: str
    method: str
    path: str
    body: object
    feature: Feature | None = None


async def prepared(clinic: Clinic, profile: str) -> Case:
    """The patients are admitted and seated while nothing is off; then the profile is theirs."""
    names = [f"{profile}-{name}" for name in ("main", "idle", "free", "late")]
    episodes: dict[str, str] = {}
    for name in names:
        await clinic.admit(name, simulated=False)
        episodes[name] = await clinic.begin(name)
    session = await clinic.open(episodes[names[0]])
    await _held(clinic, names[0], session, names[3], episodes[names[3]])
    for name in names:
        async with clinic.parts.store.write(Scope(tenant="local", patient=name)) as work:
            await work.patient.replace(replace(await work.patient.get(), profile=profile))
    return Case(profile=profile, session=session, episodes=episodes)


async def _held(clinic: Clinic, main: str, session: str, late: str, episode: str) -> None:
    """Four sessions of `late`, closed and never reviewed, where `main` stands."""
    async with clinic.parts.store.read(Scope(tenant="local", patient=main)) as work:
        like, stack = await work.sessions.get(session), await work.sessions.stack(session)
    async with clinic.parts.store.write(Scope(tenant="local", patient=late)) as work:
        for n in range(1, 5):
            one = replace(
                like,
                patient=late,
                episode=episode,
                id=f"{late}-{n}",
                n=n,
                plan=None,
                state=SessionState.CLOSED,
                closed_at=like.opened_at,
            )
            await work.sessions.add(one)
            await work.sessions.push_stack(
                FrameStack(tenant="local", patient=late, session=one.id, turn=1, frames=stack.frames)
            )


def requests(described: Mapping[str, object], case: Case) -> list[Asked]:
    """A request to every route, and one more for every feature that needs its own patient."""
    components = cast("Mapping[str, Mapping[str, Json]]", described["components"])["schemas"]
    main = case.patient("main")
    given = {"patient": main, "session": case.session, "episode": case.episodes[main], "n": "1"}
    found: list[Asked] = []
    for path, method, operation in operations(dict(described)):
        name = str(operation["operationId"])
        filled = re.sub(r"\{(\w+)\}", lambda match: given.get(match[1], "x"), path)
        filled += _query(operation, components)
        found.append(Asked(name, method.upper(), filled, _body(operation, components)))
    found = [each for each in found if each.route not in {"open_next", "say", "export", "fork_at"}]
    found += list(_own(case))
    return sorted(found, key=lambda each: LAST.index(each.route) if each.route in LAST else -1)


def _own(case: Case) -> Iterator[Asked]:
    for name, feature, body in (
        ("idle", Feature.UNREVIEWED_PLAN, COPILOT),
        ("free", Feature.THERAPEUTIC_REPLY, {"mode": "clinician_test"}),
        ("late", Feature.SESSION_WITHOUT_REVIEW, COPILOT),
    ):
        path = f"/v1/episodes/{case.episodes[case.patient(name)]}/sessions"
        yield Asked("open_next", "POST", path, body, feature)
    session = f"/v1/sessions/{case.session}"
    yield Asked("say", "POST", f"{session}/turns", {"text": ENGLISH[0]}, Feature.THERAPEUTIC_REPLY)
    yield Asked("fork_at", "POST", f"{session}/fork", {"turn": 1}, Feature.THERAPEUTIC_REPLY)
    yield Asked("export", "POST", "/v1/exports", {"patient": case.patient("main")}, Feature.TRAINING_EXPORT)


async def walked(clinic: Clinic, case: Case, described: Mapping[str, object]) -> list[Seen]:
    """Asks everything, in order."""
    own = {"propose": Feature.MENTAL_STATE_DETECTION, "propose_items": Feature.MENTAL_STATE_DETECTION}
    seen: list[Seen] = []
    for n, asked in enumerate(requests(described, case)):
        answer = await clinic.client.request(
            asked.method, asked.path, json=asked.body, headers={"Idempotency-Key": f"{case.profile}-{n}"}
        )
        body = _problem(answer)
        kind = str(body.get("type", "")).removeprefix("/problems/")
        seen.append(
            Seen(
                profile=case.profile,
                route=asked.route,
                feature=asked.feature or own.get(asked.route),
                status=answer.status_code,
                refused=str(body["feature"]) if kind == "profile-forbids" else None,
                kind=kind,
            )
        )
    return seen


def _problem(answer: httpx2.Response) -> Json:
    return cast("Json", answer.json()) if "problem+json" in answer.headers.get("content-type", "") else {}


def mismatches(
    seen: Sequence[Seen], table: Mapping[str, tuple[Touch, ...]], profiles: Mapping[str, Profile]
) -> list[str]:
    """Where what was refused is not exactly what table and profiles say."""
    wrong: list[str] = []
    for each in seen:
        off = {one.feature for one in profiles[each.profile].off}
        refusing = {touch.feature for touch in table.get(each.route, ()) if touch.how is How.REFUSES}
        where = f"{each.profile} {each.route}"
        if each.refused is not None and each.refused not in {feature.value for feature in refusing & off}:
            wrong.append(f"{where}: refused for {each.refused}, which the table does not say")
        if each.feature is not None and each.feature in refusing & off and each.refused != each.feature:
            wrong.append(f"{where}: {each.feature.value} was not refused ({each.status} {each.kind})")
    for route, touches in table.items():
        met = {each.feature for each in seen if each.route == route}
        unmet = {touch.feature.value for touch in touches if touch.how is How.REFUSES and touch.feature not in met}
        wrong += [f"{route}: no request was made to meet {name}" for name in sorted(unmet)]
    return wrong


# ---- bodies, from the routes' own description -----------------------------------------------------------------------


def _query(operation: Mapping[str, object], components: Mapping[str, Json]) -> str:
    asked = [
        f"{one['name']}={_sample(cast('Json', one['schema']), components)}"
        for one in cast("Sequence[Json]", operation.get("parameters", ()))
        if one["in"] == "query" and one.get("required")
    ]
    return f"?{'&'.join(asked)}" if asked else ""


def _body(operation: Mapping[str, object], components: Mapping[str, Json]) -> object:
    body = cast("Json | None", operation.get("requestBody"))
    if body is None:
        return None
    media = cast("Mapping[str, Json]", body["content"])["application/json"]
    return _sample(cast("Json", media["schema"]), components)


def _sample(schema: Json, components: Mapping[str, Json]) -> object:
    """A value that the schema takes: what is required, and no more."""
    if "$ref" in schema:
        return _sample(components[str(schema["$ref"]).rpartition("/")[2]], components)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return _sample(cast("list[Json]", schema[several])[0], components)
    if "enum" in schema:
        return cast("list[object]", schema["enum"])[0]
    if "const" in schema:
        return schema["const"]
    match schema.get("type"):
        case "object":
            properties = cast("Mapping[str, Json]", schema.get("properties", {}))
            least = cast("int", schema.get("minProperties", 0))
            return {
                **{
                    name: _sample(properties[name], components)
                    for name in cast("list[str]", schema.get("required", []))
                },
                **{f"x{n}": "x" for n in range(least)},
            }
        case "array":
            first = cast("list[Json]", schema.get("prefixItems", []))
            least = cast("int", schema.get("minItems", 0))
            items = cast("Json", schema.get("items", {"type": "string"}))
            return [_sample(each, components) for each in first] or [_sample(items, components)] * least
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "string":
            return {"date": "2026-03-02", "date-time": "2026-03-02T09:00:00Z"}.get(str(schema.get("format")), "x")
        case _:
            return {}
