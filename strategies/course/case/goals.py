"""Goal attainment scales, agreed and rated in a clinician's name."""

from dataclasses import dataclass
from datetime import date

from memory.record.goals import GoalRating, GoalScale
from memory.record.identity import Actor, Scope
from memory.state.gas import check_level, check_scale, current_scales
from memory.store.errors import NotFound
from strategies.course.case.versions import Part, hold
from strategies.course.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScale:
    """Five levels in words, from -2 to 2, of one target."""

    target: str
    levels: tuple[str, ...]
    start: int = -1
    weight: float = 1.0


async def agree_scale(
    new: NewScale, *, actor: Actor, scope: Scope, engine: Engine, on_version: str | None = None
) -> GoalScale:
    """Keeps a scale; it takes the place of the target's older one.

    `on_version`: the version of the goals that was read. Raises: memory.state.gas' refusals; CaseMoved; NotFound.
    """
    check_scale(new.levels, new.start, new.weight)
    async with engine.store.write(scope) as work:
        await hold(Part.GOALS, work, on_version=on_version)
        await work.targets.get(new.target)
        scale = GoalScale(
            tenant=scope.tenant,
            patient=scope.patient,
            id=engine.ids(),
            target=new.target,
            levels=new.levels,
            start=new.start,
            weight=new.weight,
            agreed_by=actor.id,
            agreed_at=engine.clock(),
        )
        await work.goals.add(scale)
        return scale


async def rate_goal(
    target: str,
    level: int,
    *,
    rated_on: date | None,
    session: str | None,
    actor: Actor,
    scope: Scope,
    engine: Engine,
    on_version: str | None = None,
) -> GoalRating:
    """Rates the target on its newest scale.

    `on_version`: the version of the goals that was read. Raises: memory.state.gas.LevelOutOfRange; CaseMoved; NotFound
    (no scale).
    """
    check_level("level", level)
    async with engine.store.write(scope) as work:
        await hold(Part.GOALS, work, on_version=on_version)
        scale = current_scales(await work.goals.scales()).get(target)
        if scale is None:
            raise NotFound("goal scale", target)
        rating = GoalRating(
            tenant=scope.tenant,
            patient=scope.patient,
            id=engine.ids(),
            scale=scale.id,
            level=level,
            rated_on=rated_on or engine.clock().date(),
            rated_by=actor.id,
            recorded_at=engine.clock(),
            session=session,
        )
        await work.goals.add_rating(rating)
        return rating
