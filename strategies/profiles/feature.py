"""What a profile can switch off, and what it can require: two closed lists, with what to do about a refusal."""

from collections.abc import Mapping
from enum import StrEnum

from memory.record.identity import Language

NEVER_OFF = frozenset({"crisis_detection", "crisis_reply", "escalation"})
"""No profile names these: hearing danger, answering it and calling a clinician are part of every deployment."""


class Feature(StrEnum):
    """What may be switched off.

    THERAPEUTIC_REPLY          the model's words reach the client without a clinician's release (every mode but copilot)
    UNREVIEWED_PLAN            a session opens under a plan that no clinician has accepted
    MENTAL_STATE_DETECTION     words are read for moods, strain, beliefs; formulation and presentation are proposed
    PATIENT_DELIVERY           anything is delivered to a patient's own device
    SESSION_WITHOUT_REVIEW     sessions open however many before them no clinician has reviewed
    REPLY_AFTER_SUICIDE_ALARM  the session goes on by itself after a suicide alarm of tier 2 or 3
    UNDISCLOSED_AI             a session does not say that a machine speaks
    TRAINING_EXPORT            reviewed sessions leave as training data

    Hearing danger is not among them (`NEVER_OFF`).
    """

    THERAPEUTIC_REPLY = "therapeutic_reply"
    UNREVIEWED_PLAN = "unreviewed_plan"
    MENTAL_STATE_DETECTION = "mental_state_detection"
    PATIENT_DELIVERY = "patient_delivery"
    SESSION_WITHOUT_REVIEW = "session_without_review"
    REPLY_AFTER_SUICIDE_ALARM = "reply_after_suicide_alarm"
    UNDISCLOSED_AI = "undisclosed_ai"
    TRAINING_EXPORT = "training_export"


class Duty(StrEnum):
    """What a profile may require to be there. Both are there in every deployment, so nothing switches them."""

    PROTOCOL_PUBLISHED = "protocol_published"
    REFERRALS_COUNTED = "referrals_counted"


REMEDIES: Mapping[Feature, Mapping[Language, str]] = {
    Feature.THERAPEUTIC_REPLY: {
        Language.EN: "Open the session in copilot mode: every reply is then a draft that a clinician releases.",
        Language.ZH: "请以 copilot 模式开始会谈：每条回应都先是草稿，由临床工作者放行。",
    },
    Feature.UNREVIEWED_PLAN: {
        Language.EN: "Have a clinician read the plan, then: POST /v1/episodes/{episode}/plans/{plan}/accept.",
        Language.ZH: "请由临床工作者阅读计划，然后：POST /v1/episodes/{episode}/plans/{plan}/accept。",
    },
    Feature.MENTAL_STATE_DETECTION: {
        Language.EN: "A clinician writes it instead: the routes for clinicians' own entries are open.",
        Language.ZH: "请由临床工作者自行写入：供临床工作者填写的接口不受限制。",
    },
    Feature.PATIENT_DELIVERY: {
        Language.EN: "Leave patient_delivery off.",
        Language.ZH: "请保持 patient_delivery 关闭。",
    },
    Feature.SESSION_WITHOUT_REVIEW: {
        Language.EN: "Have a clinician review the last session and sign: POST /v1/sessions/{session}/reviews.",
        Language.ZH: "请由临床工作者审阅最近一次会谈并签署：POST /v1/sessions/{session}/reviews。",
    },
    Feature.REPLY_AFTER_SUICIDE_ALARM: {
        Language.EN: "A clinician takes over, then hands back: POST /v1/sessions/{session}/hand-back.",
        Language.ZH: "请由临床工作者接管，之后再交还：POST /v1/sessions/{session}/hand-back。",
    },
    Feature.UNDISCLOSED_AI: {
        Language.EN: "Nothing: the session says by itself that a machine speaks.",
        Language.ZH: "无需操作：会谈会自行说明正在说话的是机器。",
    },
    Feature.TRAINING_EXPORT: {
        Language.EN: "Leave this patient out of the export.",
        Language.ZH: "请勿导出这位来访者的数据。",
    },
}
"""What to do where a feature is refused. In braces: what the reader fills in."""
