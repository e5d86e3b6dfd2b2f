"""A test walks every route under every profile; a table with one wrong line makes the walk fail."""

from service.app import create_app
from service.docs_page import operations
from service.profiles.touched import DUTIES, ROUTES, How, Touch, routes_of
from service.settings import Settings
from strategies.profiles.feature import Duty, Feature
from strategies.profiles.profile import shipped
from tests.service.clinic import Service
from tests.service.profiles.walk import NOWHERE, Seen, mismatches, prepared, walked

SAMPLED_BADLY = {"import_patient"}
"""Routes whose body is a whole record: the sample is refused as one, which is no refusal of a profile."""
REACHED = {
    "none": {"open_next", "say", "fork_at", "export", "propose"},
    "california": {"open_next", "say", "fork_at", "export", "propose"},
    "england": {"open_next", "say", "fork_at", "export", "propose"},
    "china": {"open_next", "say", "fork_at", "propose"},
    "illinois": {"export"},
}
"""Routes with a switch that answer 2xx at least once under a profile: what is on there works."""


def test_every_route_has_a_row_and_no_row_is_without_its_route(settings: Settings) -> None:
    names = {str(operation["operationId"]) for _, _, operation in operations(create_app(settings).openapi())}
    assert (names - ROUTES.keys(), ROUTES.keys() - names) == (set(), set())


def test_every_feature_but_delivery_has_a_route_and_every_duty_has_one() -> None:
    assert {feature for feature in Feature if not routes_of(feature)} == {Feature.PATIENT_DELIVERY}
    assert set(DUTIES) == set(Duty)
    assert set(DUTIES.values()) <= ROUTES.keys()


async def test_every_route_under_every_profile_is_refused_exactly_where_the_table_says(deployment: Service) -> None:
    described = create_app(deployment.settings).openapi()
    seen: list[Seen] = []
    async with deployment.running(escalation_url=NOWHERE) as clinic:
        await clinic.trust_channels()
        for profile in shipped():
            seen += await walked(clinic, await prepared(clinic, profile), described)
    assert mismatches(seen, ROUTES, shipped()) == []
    assert {each.route for each in seen} == ROUTES.keys()
    assert {each.profile for each in seen} == shipped().keys()
    assert {each.route for each in seen if each.status >= 500} == set()
    assert {each.route for each in seen if each.kind in {"invalid", "invalid-json"}} <= SAMPLED_BADLY
    for profile, routes in REACHED.items():
        answered = {each.route for each in seen if each.profile == profile and each.status < 300}
        assert routes - answered == set(), profile
    for duty in DUTIES.values():
        assert {each.status for each in seen if each.route == duty} == {200}
    _one_wrong_line_is_found(seen)


def _one_wrong_line_is_found(seen: list[Seen]) -> None:
    """The control: take any line out, or put any in, and the walk no longer agrees."""
    for route, touches in ROUTES.items():
        for touch in touches:
            if touch.how is How.REFUSES:
                left = tuple(each for each in touches if each is not touch)
                assert mismatches(seen, {**ROUTES, route: left}, shipped()), f"{route} without {touch.feature}"
    for route in ("get_risk", "say", "close", "acknowledge_event"):
        for feature in set(Feature) - {touch.feature for touch in ROUTES[route] if touch.how is How.REFUSES}:
            more = (*ROUTES[route], Touch(feature=feature, how=How.REFUSES))
            assert mismatches(seen, {**ROUTES, route: more}, shipped()), f"{route} with {feature}"
    for name, profile in shipped().items():
        for each in profile.off:
            if any(how is How.REFUSES for how in routes_of(each.feature).values()):
                milder = profile.model_copy(update={"off": tuple(one for one in profile.off if one is not each)})
                assert mismatches(seen, ROUTES, {**shipped(), name: milder}), f"{name} without {each.feature}"
