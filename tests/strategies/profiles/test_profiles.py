"""Profiles are data with a source and a date; what they may say is closed; who is under which is a small rule."""

import re
from datetime import UTC, datetime

import pytest

from memory.record.identity import Language, Patient
from memory.record.session import SessionMode
from strategies.profiles.errors import ProfileForbids, ProfileInvalid, UnknownProfile
from strategies.profiles.feature import NEVER_OFF, REMEDIES, Duty, Feature
from strategies.profiles.policy import FREE, Policy, may_deliver
from strategies.profiles.profile import Both, Profile, by_id, read_profile, shipped

OFF = {
    "none": {"patient_delivery"},
    "illinois": {"therapeutic_reply", "unreviewed_plan", "mental_state_detection", "patient_delivery"},
    "california": {"undisclosed_ai", "patient_delivery"},
    "england": {"session_without_review", "patient_delivery"},
    "china": {"reply_after_suicide_alarm", "undisclosed_ai", "training_export", "patient_delivery"},
}
HAN = re.compile("[\u4e00-\u9fff]")
WHOLE = """
id: place
title: {en: A place, zh: 某地}
laws:
  - name: {en: An act, zh: 某法}
    article: Section 1
    source: a gazette
summary: {en: What it says., zh: 其内容。}
source: read in a gazette
dated: 2026-11-23
checked_by: none
advice: not legal advice
disclose_every_hours: 3
off:
  - feature: undisclosed_ai
    certain: true
    reason: {en: It says so., zh: 如此规定。}
  - feature: patient_delivery
    certain: true
    reason: {en: Our own rule., zh: 我们自己的规定。}
requires:
  - duty: protocol_published
    certain: true
    reason: {en: It says so., zh: 如此规定。}
"""
MOMENT = datetime(2026, 3, 2, tzinfo=UTC)


def _patient(profile: str = "none", *, simulated: bool = False) -> Patient:
    return Patient(tenant="t", id="p", locale=Language.EN, simulated=simulated, created_at=MOMENT, profile=profile)


def _changed(old: str, new: str) -> str:
    assert WHOLE.count(old) == 1
    return WHOLE.replace(old, new)


def test_five_profiles_ship_and_switch_off_what_is_written_here() -> None:
    assert {name: {each.feature.value for each in one.off} for name, one in shipped().items()} == OFF
    assert next(iter(shipped())) == "none"


@pytest.mark.parametrize("name", OFF)
def test_every_profile_names_its_law_source_and_date_in_both_languages_and_nobody_has_checked_it(name: str) -> None:
    profile = shipped()[name]
    assert profile.checked_by == "none"
    assert profile.advice == "not legal advice"
    assert profile.dated.year == 2026
    assert bool(profile.laws) is (name != "none")
    texts = [profile.title, profile.summary, *(law.name for law in profile.laws)]
    texts += [*(each.reason for each in profile.off), *(each.reason for each in profile.requires)]
    for text in texts:
        assert HAN.search(text.zh)
        assert not HAN.search(text.en)
        assert set(text.by_tag()) == {"en", "zh-CN"}


def test_laws_duties_and_intervals_are_the_ones_meant() -> None:
    assert "104-0054" in shipped()["illinois"].laws[0].name.en
    assert "SB 243" in shipped()["california"].laws[0].name.en
    assert {each.duty for each in shipped()["california"].requires} == set(Duty)
    assert (shipped()["california"].disclose_every_hours, shipped()["england"].review_after_sessions) == (3, 4)
    uncertain = {name: [each.feature.value for each in one.off if not each.certain] for name, one in shipped().items()}
    assert uncertain["england"] == ["session_without_review"]
    assert "reply_after_suicide_alarm" in uncertain["china"]


def test_nothing_is_delivered_to_patients_anywhere() -> None:
    assert not any(profile.allows_patient_delivery for profile in shipped().values())
    assert not any(may_deliver([name], shipped()) for name in (*shipped(), "mars"))


def test_delivery_is_for_profiles_that_allow_it_and_then_says_nothing_against_it() -> None:
    off = "  - feature: patient_delivery\n    certain: true\n    reason: {en: Our own rule., zh: 我们自己的规定。}\n"
    allowing = read_profile(
        _changed(off, "").replace("advice:", "allows_patient_delivery: true\nadvice:"), file="place.yaml"
    )
    known = {**shipped(), "place": allowing}
    assert may_deliver(["place"], known)
    assert not may_deliver(["place", "none"], known)


@pytest.mark.parametrize("name", sorted(NEVER_OFF))
def test_no_profile_can_switch_crisis_detection_off(name: str) -> None:
    with pytest.raises(ProfileInvalid, match="danger is heard and answered everywhere"):
        read_profile(_changed("feature: undisclosed_ai", f"feature: {name}"), file="place.yaml")
    assert name not in {feature.value for feature in Feature}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("id: place", "id: place\ncolour: red", "line 3, colour: Extra inputs"),
        ("    article: Section 1", "    article: Section 1\n    page: 3", "laws.0.page"),
        ("    certain: true\n    reason: {en: Our", "    sure: true\n    reason: {en: Our", "off.1"),
        ("title: {en: A place, zh: 某地}", "title: {en: A place}", "title.zh"),
        ("title: {en: A place, zh: 某地}", "title: {en: A place, zh: 某地, fr: Lieu}", "title.fr"),
        ("feature: undisclosed_ai", "feature: everything", "off.0.feature"),
        ("feature: undisclosed_ai", "feature: patient_delivery", "named twice"),
        ("disclose_every_hours: 3\n", "", "disclose_every_hours"),
        ("disclose_every_hours: 3", "disclose_every_hours: 3\nreview_after_sessions: 4", "review_after_sessions"),
        ("disclose_every_hours: 3", "disclose_every_hours: 0", "disclose_every_hours"),
        ("advice: not legal advice", "advice: legal advice", "advice"),
        ("dated: 2026-11-23", "dated: soon", "dated"),
        ("source: read in a gazette\n", "", "source"),
        ("checked_by: none\n", "", "checked_by"),
        ("duty: protocol_published", "duty: be_kind", "requires.0.duty"),
        (
            "certain: true\n    reason: {en: It says so., zh: 如此规定。}\n  - feature",
            "certain: 1\n    reason: {en: It says so., zh: 如此规定。}\n  - feature",
            "certain",
        ),
        ("advice:", "allows_patient_delivery: true\nadvice:", "allows_patient_delivery"),
        ("id: place", "id: elsewhere", "name the file elsewhere.yaml"),
        ("id: place", "id: place\nid: place", "line"),
    ],
)
def test_a_file_that_says_anything_else_is_refused_with_the_place(old: str, new: str, why: str) -> None:
    assert read_profile(WHOLE, file="place.yaml").id == "place"
    with pytest.raises(ProfileInvalid, match=re.escape(why)):
        read_profile(_changed(old, new), file="place.yaml")


def test_a_real_patient_is_under_their_own_profile_and_the_deployments() -> None:
    policy = Policy(default="illinois")
    assert [each.id for each in policy.profiles_of(_patient("california"))] == ["california", "illinois"]
    ruling = policy.ruling(_patient("california"))
    assert ruling.forbids(Feature.UNDISCLOSED_AI)
    assert ruling.forbids(Feature.MENTAL_STATE_DETECTION)
    assert not ruling.forbids(Feature.TRAINING_EXPORT)
    assert policy.ruling(_patient("none")).forbids(Feature.THERAPEUTIC_REPLY)


def test_the_fewest_sessions_and_the_shortest_hours_count() -> None:
    ruling = Policy(default="china").ruling(_patient("california"))
    assert (ruling.disclose_every_hours, ruling.review_after_sessions) == (2, None)
    assert Policy(default="england").ruling(_patient()).review_after_sessions == 4


def test_a_profile_that_is_not_known_counts_as_all_of_them() -> None:
    ruling = Policy().ruling(_patient("atlantis"))
    assert all(map(ruling.forbids, Feature))
    assert not Policy().knows("atlantis")


def test_nothing_is_off_for_a_simulated_patient_but_in_copilot_sessions() -> None:
    policy, nobody = Policy(default="illinois"), _patient("china", simulated=True)
    assert policy.ruling(nobody) is FREE
    assert policy.ruling(nobody, SessionMode.SIMULATED) is FREE
    assert policy.ruling(nobody, SessionMode.CLINICIAN_TEST) is FREE
    assert policy.ruling(nobody, SessionMode.COPILOT).forbids(Feature.MENTAL_STATE_DETECTION)
    for mode in SessionMode:
        assert policy.ruling(_patient(), mode).forbids(Feature.MENTAL_STATE_DETECTION)


def test_a_refusal_says_which_feature_by_which_profile_and_what_to_do_in_both_languages() -> None:
    with pytest.raises(ProfileForbids) as refused:
        Policy().ruling(_patient("illinois")).check(Feature.UNREVIEWED_PLAN, "plan 7")
    error = refused.value
    assert (error.feature, error.profile, error.dated) == ("unreviewed_plan", "illinois", "2026-11-23")
    assert "104-0054" in error.source
    assert "plan 7" in str(error)
    assert set(error.reason) == set(error.remedy) == {"en", "zh-CN"}
    assert HAN.search(error.remedy["zh-CN"])
    Policy().ruling(_patient("illinois")).check(Feature.TRAINING_EXPORT)


def test_a_new_patient_gets_the_deployments_profile_and_only_a_known_one() -> None:
    policy = Policy(default="england")
    assert (policy.named(None), policy.named("china")) == ("england", "china")
    with pytest.raises(UnknownProfile, match="california, china, england, illinois, none"):
        policy.named("atlantis")


def test_every_feature_has_a_remedy_in_both_languages() -> None:
    assert set(REMEDIES) == set(Feature)
    assert all(set(texts) == set(Language) for texts in REMEDIES.values())


def test_profiles_stand_by_their_ids_with_none_first() -> None:
    line = Both(en="x", zh="某")
    made = [_bare(name, line) for name in ("bb", "none", "aa")]
    assert list(by_id(made)) == ["none", "aa", "bb"]


def _bare(name: str, line: Both) -> Profile:
    some = shipped()["none"]
    return some.model_copy(update={"id": name, "title": line})
