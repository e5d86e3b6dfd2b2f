"""Jurisdiction profiles, what they require to be published, and the two words that they make a clinician's."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from memory.record.course import GateOpening
from memory.record.identity import Language
from memory.store.errors import NotFound
from service.auth import ClinicianActor, CurrentActor
from service.profiles.published import CrisisProtocol, Referrals, crisis_protocol, referrals_in
from service.profiles.touched import DUTIES, How, routes_of
from service.routing import LangGiven, PathId, asked_language, v1_router
from service.wiring import Parts, PartsGiven
from strategies.course.jurisdiction import accept_plan, accepted_plans, hand_back
from strategies.profiles.profile import Profile

router = v1_router("profiles")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawShown:
    """A law or a piece of guidance; `article` is empty where the place in it is not certain."""

    name: str
    article: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """A feature that is off, why, whether the law was read to say so, and what that does to which routes."""

    feature: str
    reason: str
    certain: bool
    routes: dict[str, How]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredShown:
    """What has to be there, why, and the route that gives it."""

    duty: str
    reason: str
    certain: bool
    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileShown:
    """A profile in one language. `deployments`: it is the setting `profile_default`. Not legal advice."""

    id: str
    title: str
    summary: str
    laws: list[LawShown]
    source: str
    dated: date
    checked_by: str
    advice: str
    off: list[Off]
    requires: list[RequiredShown]
    review_after_sessions: int | None
    disclose_every_hours: float | None
    deployments: bool


def shown(profile: Profile, language: Language, *, default: str) -> ProfileShown:
    """A profile as it is put out."""
    return ProfileShown(
        id=profile.id,
        title=profile.title.said(language),
        summary=profile.summary.said(language),
        laws=[LawShown(name=law.name.said(language), article=law.article, source=law.source) for law in profile.laws],
        source=profile.source,
        dated=profile.dated,
        checked_by=profile.checked_by,
        advice=profile.advice if language is Language.EN else "并非法律意见",
        off=[
            Off(
                feature=each.feature.value,
                reason=each.reason.said(language),
                certain=each.certain,
                routes=routes_of(each.feature),
            )
            for each in profile.off
        ],
        requires=[
            RequiredShown(
                duty=each.duty.value,
                reason=each.reason.said(language),
                certain=each.certain,
                route=DUTIES[each.duty],
            )
            for each in profile.requires
        ],
        review_after_sessions=profile.review_after_sessions,
        disclose_every_hours=profile.disclose_every_hours,
        deployments=profile.id == default,
    )


@router.get("/profiles")
async def list_profiles(actor: CurrentActor, parts: PartsGiven, lang: LangGiven = "en") -> list[ProfileShown]:
    """Every jurisdiction profile: law, source, date, what it switches off and why. Not legal advice."""
    del actor
    return _all(parts, asked_language(lang))


@router.get("/profiles/{profile}")
async def get_profile(profile: PathId, actor: CurrentActor, parts: PartsGiven, lang: LangGiven = "en") -> ProfileShown:
    """One profile."""
    del actor
    for each in _all(parts, asked_language(lang)):
        if each.id == profile:
            return each
    raise NotFound("profile", profile)


def _all(parts: Parts, language: Language) -> list[ProfileShown]:
    policy = parts.engine.policy
    return [shown(profile, language, default=policy.default) for profile in policy.known.values()]


# ---- what is published ----------------------------------------------------------------------------------------------


@router.get("/safety/protocol")
async def published_protocol(lang: LangGiven = "en") -> CrisisProtocol:
    """What the software does about suicidal thoughts, self-harm and danger; public, no key needed."""
    return crisis_protocol(asked_language(lang))


@router.get("/safety/referrals")
async def count_referrals(
    actor: CurrentActor, parts: PartsGiven, year: Annotated[int | None, Query(ge=2000, le=9998)] = None
) -> Referrals:
    """How often alarms of real patients were answered by saying where help is, in a year; counts only."""
    return await referrals_in(parts.store, actor.tenant, year=year or parts.engine.clock().year)


# ---- a clinician's word ---------------------------------------------------------------------------------------------


class Word(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=2000)


@router.post("/episodes/{episode}/plans/{plan}/accept", status_code=201)
async def accept(episode: PathId, plan: PathId, body: Word, actor: ClinicianActor, parts: PartsGiven) -> GateOpening:
    """Puts a plan in force in the caller's name, where a profile asks for that; withdrawn as a gate is."""
    scope = await parts.locate("episode", episode, actor)
    return await accept_plan(episode, plan, reason=body.reason, actor=actor, scope=scope, engine=parts.engine)


@router.get("/episodes/{episode}/plans/accepted")
async def list_accepted(episode: PathId, actor: CurrentActor, parts: PartsGiven) -> list[GateOpening]:
    """The plans that clinicians accepted, oldest first."""
    scope = await parts.locate("episode", episode, actor)
    return await accepted_plans(episode, scope=scope, engine=parts.engine)


@router.post("/sessions/{session}/hand-back", status_code=201)
async def back(session: PathId, body: Word, actor: ClinicianActor, parts: PartsGiven) -> list[GateOpening]:
    """Lets a session go on by itself after a suicide alarm that a person had to take over, in the caller's name."""
    scope = await parts.locate("session", session, actor)
    return await hand_back(session, reason=body.reason, actor=actor, scope=scope, engine=parts.engine)
