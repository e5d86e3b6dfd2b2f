"""What structured signals come to: the same reports as words give, decided without reading any."""

from collections.abc import Iterator
from dataclasses import replace

from strategies.planning.hearing import SHORT_GAP_DAYS
from strategies.planning.plan_case import CaseSignals, Event, PlanCase, RiskSignal
from strategies.planning.reliable import least_change
from strategies.planning.report import Heard, Report, Sign

MANY_MISSED = 2
"""From so many missed sessions in a row on, a client may stay away."""


def with_signals(case: PlanCase, words: Heard) -> Heard:
    """What the words tell, with the kinds that the signals decide put in their place.

    A signal about danger may raise what the words tell, and lowers it only where it speaks of the same report: a
    screened, past or another's danger. Words that tell of present danger beside it stay.
    """
    signals = case.signals
    if signals is None:
        return words
    reports = {kind: report for kind, report in words.reports.items() if kind is case.event or report.warranted}
    told = {report.kind: report for report in signalled(signals, case)}
    spoken = reports.get(Event.NEW_CRISIS)
    if Event.NEW_CRISIS in told and spoken is not None and spoken.warranted and spoken.level > 0:
        answered = signals.risk is not None and _answered(signals.risk)
        if not answered and not told[Event.NEW_CRISIS].warranted:
            told.pop(Event.NEW_CRISIS)
    reports.update(told)
    signs = dict(words.signs)
    if signals.medication is not None and signals.medication.elevated:
        signs[Sign.ELEVATED] = "signal"
    plan = words.safety_plan
    if signals.risk is not None and signals.risk.safety_plan is not None:
        plan = signals.risk.safety_plan
    return replace(words, reports=reports, signs=signs, safety_plan=plan)


def _answered(risk: RiskSignal) -> bool:
    return risk.screened or risk.about == "another" or risk.when == "past"


def signalled(signals: CaseSignals, case: PlanCase) -> Iterator[Report]:
    """One report for each kind that the signals speak of."""
    yield from _told(signals, case)
    yield from _measured(signals)
    yield from _spoken(signals)


def _told(signals: CaseSignals, case: PlanCase) -> Iterator[Report]:
    task, gap, risk = signals.homework, signals.gap, signals.risk
    if task is not None:
        missed = task.outcome in ("none", "partial")
        signs = (
            frozenset({Sign.AGAIN})
            if missed and (task.missed_before or task.outcome == "partial")
            else frozenset[Sign]()
        )
        yield Report(kind=Event.MISSED_HOMEWORK, warranted=missed, quote=f"homework: {task.outcome}", signs=signs)
    if gap is not None:
        warranted = gap.days >= SHORT_GAP_DAYS and not (gap.planned and gap.contact)
        yield Report(kind=Event.SESSION_GAP, warranted=warranted, quote=f"{gap.days} days", days=gap.days)
    if risk is not None:
        yield Report(
            kind=Event.NEW_CRISIS,
            warranted=risk.level > 0 and not _answered(risk),
            quote=case.event_detail or f"level {risk.level}",
            level=0 if _answered(risk) else risk.level,
            signs=frozenset(
                sign
                for sign, on in (
                    (Sign.MEANS, risk.means),
                    (Sign.RECURRENCE, risk.recurrence),
                    (Sign.FAILED_STEP, bool(risk.failed_step)),
                )
                if on
            ),
        )


def _measured(signals: CaseSignals) -> Iterator[Report]:
    worse = [
        (
            each,
            each.now - each.before if each.direction == "down" else each.before - each.now,
            each.least or least_change(each.name, each.before),
        )
        for each in signals.measures
    ]
    if worse:
        each, by, least = max(worse, key=lambda row: row[1] / row[2])
        yield Report(
            kind=Event.MEASURE_WORSENING,
            warranted=by >= least,
            quote=f"{each.name}: {each.before:g} -> {each.now:g}",
            before=each.before,
            now=each.now,
        )
    if signals.achieved:
        reached = next((each for each in signals.achieved if each.at_goal and each.kept), None)
        told = reached or signals.achieved[0]
        yield Report(kind=Event.TARGET_ACHIEVED, warranted=reached is not None, quote=told.target, target=told.target)
    course = signals.response
    if course is not None:
        flat = course.session >= course.by_session and course.change < course.least_change
        quote = f"session {course.session} of {course.by_session}: {course.change:g}"
        yield Report(kind=Event.NO_RESPONSE, warranted=flat, quote=quote)


def _spoken(signals: CaseSignals) -> Iterator[Report]:
    if signals.disputes:
        open_ = next((each for each in signals.disputes if not each.settled), None)
        told = open_ or signals.disputes[0]
        quote = " / ".join(filter(None, (told.held, told.claimed))) or "dispute"
        yield Report(kind=Event.CONTRADICTING_FACT, warranted=open_ is not None, quote=quote)
    alliance = signals.alliance
    if alliance is not None:
        strained = alliance.state in ("withdrawal", "confrontation") and not alliance.repaired
        yield Report(kind=Event.RUPTURE, warranted=strained, quote=alliance.state)
    if signals.new_problems:
        new = next((p for p in signals.new_problems if not p.known and not p.passing and p.about == "client"), None)
        yield Report(kind=Event.NEW_PROBLEM, warranted=new is not None, quote=(new or signals.new_problems[0]).text)
    news = signals.medication
    if news is not None:
        changed = news.change != "none" and not news.settled
        signs = frozenset({Sign.STOPPED}) if news.change == "stopped" else frozenset[Sign]()
        yield Report(kind=Event.MEDICATION_CHANGE, warranted=changed, quote=news.change, signs=signs)
    if signals.life_events:
        great = next(
            (
                each
                for each in signals.life_events
                if each.weight == "major" and not each.settled and each.about == "client"
            ),
            None,
        )
        yield Report(kind=Event.LIFE_EVENT, warranted=great is not None, quote=(great or signals.life_events[0]).text)
    leaving = signals.dropout
    if leaving is not None:
        likely = (leaving.said or leaving.missed_in_a_row >= MANY_MISSED) and not leaving.settled
        yield Report(kind=Event.DROPOUT_RISK, warranted=likely, quote=f"missed in a row: {leaving.missed_in_a_row}")
