"""The planner's rules about what was told: by the client, by a clinician, between the lines."""

from memory.record.course import Origin, PlanVersion, TargetAction
from memory.record.state import Fact, Homework, HomeworkOutcome
from strategies.planning.finding import Finding, sources_of, was_reason
from strategies.planning.inputs import AllianceState, MedicationNews, PlanInputs, Signal
from strategies.planning.text import EVIDENCE, SMALL, StrategyCode, quoted, strategy_of, words


def instructed(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """What a clinician asks for, in the clinician's words."""
    return tuple(
        Finding(
            rule="clinician_instruction",
            agenda=((wish.code, wish.text),),
            evidence=words(EVIDENCE, "clinician_instruction", inputs.language, what=quoted(wish.text, inputs.language)),
            origin=Origin.CLINICIAN,
        )
        for wish in inputs.instructions
    )


def alliance(inputs: PlanInputs, previous: PlanVersion | None) -> tuple[Finding, ...]:
    """Strain between client and therapist, or its repair."""
    if inputs.alliance is AllianceState.ENGAGED:
        strained = previous is not None and strategy_of(previous.strategy) is StrategyCode.REPAIR_FIRST
        eased = Finding(
            rule="rupture_repaired",
            agenda=(("alliance_check", ""),),
            evidence=words(EVIDENCE, "rupture_repaired", inputs.language),
            sources=sources_of(inputs.alliance_source),
            ends=frozenset({StrategyCode.REPAIR_FIRST}),
        )
        return (eased,) if strained else ()
    if inputs.alliance is AllianceState.UNKNOWN:
        return ()
    agenda = [("rupture_repair", ""), ("alliance_check", "")]
    if was_reason(previous, "rupture"):
        agenda.append(("supervision_flag", ""))
    strained_now = Finding(
        rule="rupture",
        agenda=tuple(agenda),
        evidence=words(EVIDENCE, f"rupture_{inputs.alliance}", inputs.language),
        sources=sources_of(inputs.alliance_source),
        strategy=StrategyCode.REPAIR_FIRST,
    )
    return (strained_now,)


def may_not_return(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """Signs that the client may stay away."""
    if inputs.dropout is None:
        return ()
    finding = Finding(
        rule="dropout_risk",
        agenda=(("alliance_check", ""), ("reprioritise_agenda", ""), ("supervision_flag", "")),
        evidence=words(EVIDENCE, "dropout", inputs.language, what=_say(inputs.dropout, inputs)),
        sources=sources_of(inputs.dropout.source),
    )
    return (finding,)


def mood_elevated(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """Possible signs of mania or hypomania: screen, refer, supervise."""
    if inputs.elevated_mood is None:
        return ()
    finding = Finding(
        rule="elevated_mood",
        agenda=(("mania_screen", ""), ("bipolar_screen", ""), ("medical_referral", ""), ("supervision_flag", "")),
        evidence=words(EVIDENCE, "elevated_mood", inputs.language, what=_say(inputs.elevated_mood, inputs)),
        sources=sources_of(inputs.elevated_mood.source),
        strategy=StrategyCode.STABILISE,
    )
    return (finding,)


def medication_changed(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """A change of medication: hear about it and tell the prescriber, and nothing more."""
    change = inputs.medication
    if change is None:
        return ()
    agenda = [("medication_check", ""), ("notify_prescriber", "")]
    if change.news is MedicationNews.STOPPED:
        agenda.append(("withdrawal_assessment", ""))
    finding = Finding(
        rule="medication_change",
        agenda=tuple(agenda),
        evidence=words(EVIDENCE, "medication", inputs.language, what=quoted(change.text, inputs.language)),
        sources=sources_of(change.source),
    )
    return (finding,)


_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("medication_ended", ("withdrawal_assessment", "medical_referral", "notify_prescriber")),
    ("bipolar_signs", ("bipolar_screen", "mania_screen", "supervision_flag")),
    ("bodily_signs", ("medical_referral",)),
    ("overwhelmed", ("stabilisation",)),
)
"""Field of the inputs, which is the rule's name too, and the codes it asks for."""


def signs_told(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """Bodily signs, signs of withdrawal, of an earlier high mood, of being flooded: looked at, never explained away."""
    told = {
        "medication_ended": inputs.medication_ended,
        "bipolar_signs": inputs.bipolar_signs,
        "bodily_signs": inputs.bodily_signs,
        "overwhelmed": inputs.overwhelmed,
    }
    return tuple(
        Finding(
            rule=rule,
            agenda=tuple((code, "") for code in codes),
            evidence=words(EVIDENCE, rule, inputs.language),
            sources=sources_of(signal.source),
        )
        for rule, codes in _SIGNS
        for signal in (told[rule],)
        if signal is not None
    )


def dispute_told(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """A contradiction that a report tells of; where the formulation rests on it, that is looked at too."""
    told = inputs.dispute_told
    if told is None:
        return ()
    agenda = [("verify_fact", _say(told, inputs))]
    if inputs.reformulation is not None:
        agenda.append(("reformulate", ""))
    finding = Finding(
        rule="fact_disputed",
        agenda=tuple(agenda),
        evidence=words(EVIDENCE, "dispute_told", inputs.language, what=_say(told, inputs)),
        sources=sources_of(told.source),
    )
    return (finding,)


def homework_told(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """A task of which nothing came, as a report tells it: what got in the way, and a task that fits; never blame."""
    if inputs.homework_told is None:
        return ()
    too_much = inputs.homework_told.too_much
    finding = Finding(
        rule="homework_missed",
        agenda=(("homework_barrier_review", ""), ("homework_resize", "")),
        evidence=words(EVIDENCE, "homework_told_again" if too_much else "homework_told", inputs.language),
        strategy=StrategyCode.SMALLER_STEPS if too_much else None,
    )
    return (finding,)


def life_happened(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """Events in the client's life."""
    return tuple(
        Finding(
            rule="life_event",
            agenda=(("emotional_processing", _say(event, inputs)), ("reprioritise_agenda", "")),
            evidence=words(EVIDENCE, "life_event", inputs.language, what=_say(event, inputs)),
            sources=sources_of(event.source),
        )
        for event in inputs.life_events
    )


def problems_told(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """Problems that were not known before."""
    return tuple(
        Finding(
            rule="new_problem",
            agenda=(("new_problem_assessment", _say(problem, inputs)), ("reprioritise_agenda", "")),
            evidence=words(EVIDENCE, "new_problem", inputs.language, what=_say(problem, inputs)),
            sources=sources_of(problem.source),
            actions=(TargetAction(action="add", target=problem.text),),
        )
        for problem in inputs.new_problems
    )


def facts_changed(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """Facts that took the place of others."""
    return tuple(
        Finding(
            rule="fact_changed",
            agenda=(("verify_fact", _fact(change.now, inputs)),),
            evidence=words(
                EVIDENCE,
                "fact_changed",
                inputs.language,
                before=_fact(change.before, inputs),
                now=_fact(change.now, inputs),
            ),
            sources=sources_of(change.before.source, change.now.source),
        )
        for change in inputs.changed_facts
    )


def facts_disputed(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """Contradictions that nobody has settled."""
    return tuple(
        Finding(
            rule="fact_disputed",
            agenda=(("verify_fact", f"{_words_of(dispute.held, inputs)} / {_words_of(dispute.claimed, inputs)}"),),
            evidence=words(
                EVIDENCE,
                "fact_disputed",
                inputs.language,
                before=_words_of(dispute.held, inputs),
                now=_words_of(dispute.claimed, inputs),
            ),
            sources=sources_of(dispute.held.source, dispute.claimed.source),
        )
        for dispute in inputs.disputes
    )


def homework_reported(inputs: PlanInputs, previous: PlanVersion | None) -> tuple[Finding, ...]:
    """What came of the tasks."""
    findings = [_reported(task, inputs, previous) for task in inputs.homework]
    return tuple(finding for finding in findings if finding is not None)


def _reported(task: Homework, inputs: PlanInputs, previous: PlanVersion | None) -> Finding | None:
    """Nothing done asks for a look at what got in the way, twice in a row for another task; never for blame."""
    match task.outcome:
        case HomeworkOutcome.NONE:
            again = was_reason(previous, "homework_missed")
            barrier = ("homework_barrier_review", quoted(task.text, inputs.language))
            return _homework_finding(
                "homework_missed",
                "homework_missed_again" if again else "homework_missed",
                task,
                inputs,
                agenda=(barrier, ("homework_resize", "")) if again else (barrier,),
                strategy=StrategyCode.SMALLER_STEPS if again else None,
            )
        case HomeworkOutcome.PARTIAL:
            resize = ("homework_resize", quoted(task.text, inputs.language))
            return _homework_finding("homework_partial", "homework_partial", task, inputs, agenda=(resize,))
        case HomeworkOutcome.DONE:
            hard = was_reason(previous, "homework_missed") or was_reason(previous, "homework_partial")
            next_step = ("homework_next_step", quoted(task.text, inputs.language))
            done = _homework_finding("homework_done", "homework_done", task, inputs, agenda=(next_step,))
            return done if hard or _smaller_steps(previous) else None
        case None:
            return None


def _homework_finding(
    rule: str,
    text: str,
    task: Homework,
    inputs: PlanInputs,
    *,
    agenda: tuple[tuple[str, str], ...],
    strategy: StrategyCode | None = None,
) -> Finding:
    said = "" if task.outcome_source is None else quoted(task.outcome_source.quote, inputs.language)
    return Finding(
        rule=rule,
        agenda=agenda,
        evidence=words(
            EVIDENCE,
            text,
            inputs.language,
            task=quoted(task.text, inputs.language),
            quote=words(SMALL, "quote", inputs.language, q=said) if said else "",
        ),
        sources=sources_of(task.outcome_source),
        strategy=strategy,
        ends=frozenset({StrategyCode.SMALLER_STEPS}) if rule == "homework_done" else frozenset(),
    )


def _smaller_steps(previous: PlanVersion | None) -> bool:
    return previous is not None and strategy_of(previous.strategy) is StrategyCode.SMALLER_STEPS


def _words_of(fact: Fact, inputs: PlanInputs) -> str:
    return _fact(fact, inputs) if fact.source is None else quoted(fact.source.quote, inputs.language)


def _fact(fact: Fact, inputs: PlanInputs) -> str:
    form = "fact_not" if fact.negated else "fact"
    said = words(SMALL, form, inputs.language, predicate=fact.predicate.replace("_", " "), object=fact.object)
    return quoted(said, inputs.language)


def _say(signal: Signal, inputs: PlanInputs) -> str:
    return quoted(signal.text, inputs.language)
