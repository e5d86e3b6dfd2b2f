"""Route -> the features that it exercises. Every route has a row; a test walks all of them under every profile.

The refusals themselves stand in the functions that do the work, so that commands and workers meet them too. This table
says where they show over HTTP, and the walk holds the two against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from strategies.profiles.feature import Duty, Feature


class How(StrEnum):
    """REFUSES: 403 `profile-forbids` where the feature is off. CHANGES: the route answers, and does less or more."""

    REFUSES = "refuses"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One feature that a route exercises, and what switching it off does there."""

    feature: Feature
    how: How


def _refuses(*features: Feature) -> tuple[Touch, ...]:
    return tuple(Touch(feature=feature, how=How.REFUSES) for feature in features)


def _changes(*features: Feature) -> tuple[Touch, ...]:
    return tuple(Touch(feature=feature, how=How.CHANGES) for feature in features)


_SERVICE = ("health", "ready", "metrics", "list_profiles", "get_profile", "published_protocol", "count_referrals")
_READING = (
    "list_patients",
    "get_patient",
    "list_consents",
    "export_whole",
    "list_erasures",
    "list_facts",
    "list_journal",
    "list_targets",
    "list_measures",
    "list_homework",
    "get_homework_standing",
    "recall",
    "get_risk",
    "list_calls",
    "get_call",
    "list_escalations",
    "list_episodes",
    "target_sufficiency",
    "list_plans",
    "list_accepted",
    "list_protocols",
    "list_waiting",
    "list_gates",
    "list_slots",
    "list_releases",
    "check_move",
    "list_moves",
    "replay",
    "run_shadow",
    "draw_protocol",
    "draw_session",
    "session_adherence",
    "session_adherence_against",
    "patient_adherence",
    "list_sessions",
    "get_session",
    "transcript",
    "why",
    "get_note",
    "read_note",
    "get_job",
    "get_draft",
    "events",
    "queue",
    "list_reviews",
    "fetch",
    "get_presentation",
    "list_presentations",
    "get_eligibility",
    "list_checks",
    "get_safety_plan",
    "list_safety_plans",
    "get_formulation",
    "list_changes",
    "list_crises",
    "list_patterns",
    "list_instruments",
    "list_charts",
    "get_chart",
    "get_goal_attainment",
)
_CLINICIANS_OWN = (
    "add_patient",
    "give_consent",
    "withdraw_consent",
    "import_patient",
    "erase_whole",
    "correct",
    "retract",
    "suppress",
    "confirm",
    "end",
    "undo",
    "erase",
    "new_target",
    "set_target_status",
    "add_measure",
    "set_homework_outcome",
    "acknowledge_event",
    "acknowledge_call",
    "acknowledge_patients_call",
    "lower",
    "begin",
    "accept",
    "open_one",
    "withdraw",
    "make_releases",
    "sign",
    "move",
    "takeover",
    "back",
    "release",
    "submit",
    "put_presentation",
    "decide_proposal",
    "put_safety_plan",
    "review_plan",
    "new_node",
    "put_node",
    "new_edge",
    "decide_on_item",
    "take_out",
    "decide_crisis",
    "decide_on_pattern",
    "set_goal_scale",
    "rate_target",
    "assign_homework",
)
"""What a clinician writes, decides or says in their own name: no profile stands between a clinician and the record."""

ROUTES: Mapping[str, tuple[Touch, ...]] = {
    **dict.fromkeys((*_SERVICE, *_READING, *_CLINICIANS_OWN), ()),
    "open_next": (
        *_refuses(Feature.THERAPEUTIC_REPLY, Feature.UNREVIEWED_PLAN, Feature.SESSION_WITHOUT_REVIEW),
        *_changes(Feature.UNDISCLOSED_AI),
    ),
    "fork_at": _refuses(Feature.THERAPEUTIC_REPLY),
    "say": (
        *_refuses(Feature.THERAPEUTIC_REPLY),
        *_changes(Feature.MENTAL_STATE_DETECTION, Feature.REPLY_AFTER_SUICIDE_ALARM, Feature.UNDISCLOSED_AI),
    ),
    "close": _changes(Feature.MENTAL_STATE_DETECTION),
    "propose": _refuses(Feature.MENTAL_STATE_DETECTION),
    "propose_items": _refuses(Feature.MENTAL_STATE_DETECTION),
    "export": _refuses(Feature.TRAINING_EXPORT),
}
"""Name of a route's function -> what it touches; patient delivery has no route at all."""

DUTIES: Mapping[Duty, str] = {
    Duty.PROTOCOL_PUBLISHED: "published_protocol",
    Duty.REFERRALS_COUNTED: "count_referrals",
}
"""What a profile may require -> the route that gives it, under every profile."""


def routes_of(feature: Feature) -> dict[str, How]:
    """The routes that exercise a feature, and what switching it off does there."""
    return {name: touch.how for name, touches in ROUTES.items() for touch in touches if touch.feature is feature}
