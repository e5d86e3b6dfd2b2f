"""Cases as files hold them, short to write in a test."""

from strategies.planning.case_plan import CasePlan, plan_for
from strategies.planning.plan_case import PlanCase

EN_STATE: dict[str, object] = {
    "formulation_summary": "Low mood kept going by staying in; lives alone.",
    "targets": [
        {"id": "t1", "label": "Go out", "measure": "PHQ-9", "baseline": 18, "current": 13, "direction": "down"},
        {"id": "t2", "label": "Sleep", "measure": "ISI", "baseline": 16, "current": 14, "direction": "down"},
    ],
    "next_session_plan": ["Look at the diary"],
    "last_session_outcome": "Agreed on a diary.",
}
ZH_STATE: dict[str, object] = {
    "formulation_summary": "情绪低落由闭门不出维持；独居。",
    "targets": [
        {"id": "t1", "label": "外出", "measure": "PHQ-9", "baseline": 18, "current": 13, "direction": "down"},
        {"id": "t2", "label": "睡眠", "measure": "ISI", "baseline": 16, "current": 14, "direction": "down"},
    ],
    "next_session_plan": ["看记录"],
    "last_session_outcome": "约定做记录。",
}


def planned(
    event: str, detail: str = "", *, state: dict[str, object] | None = None, signals: dict[str, object] | None = None
) -> CasePlan:
    """The plan for a report on the usual state, changed by `state`."""
    usual = ZH_STATE if any("\u4e00" <= letter <= "\u9fff" for letter in detail) else EN_STATE
    case = {
        "id": "c",
        "event": event,
        "event_detail": detail,
        "state": {**usual, **(state or {})},
        "signals": signals,
    }
    return plan_for(PlanCase.model_validate(case))
