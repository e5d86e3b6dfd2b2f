"""What people in danger say in plain words, family by family, in many registers; and the same words where none is."""

import pytest

from memory.record.risk import RiskKind
from strategies.risk.reading import RiskFeature
from strategies.risk.rules import scan


@pytest.mark.parametrize(
    ("text", "kind", "least"),
    [
        ("Gutted when I came round, to tell you the truth.", RiskKind.PASSIVE_IDEATION, 1),
        ("Being gone sounds lovely, like somebody turning off the lamp.", RiskKind.PASSIVE_IDEATION, 1),
        ("They'd be happier with me in the ground.", RiskKind.PASSIVE_IDEATION, 1),
        ("I'm praying that lump is something terminal.", RiskKind.PASSIVE_IDEATION, 1),
        ("Wish the ambulance lads hadn't found me.", RiskKind.PASSIVE_IDEATION, 1),
        ("I've no wish to see another winter.", RiskKind.PASSIVE_IDEATION, 1),
        ("I wouldn't ring anyone if I had a heart attack.", RiskKind.PASSIVE_IDEATION, 1),
        ("Passed the cemetery and thought, lucky so and sos.", RiskKind.PASSIVE_IDEATION, 1),
        ("Ah'd be as well deid.", RiskKind.PASSIVE_IDEATION, 1),
        ("#wishiwasdead", RiskKind.PASSIVE_IDEATION, 1),
        ("dnt wanna b here nomore", RiskKind.PASSIVE_IDEATION, 1),
        ("I've had thoughts of doing away with myself.", RiskKind.ACTIVE_IDEATION, 1),
        ("I keep seeing myself hanging in the hall.", RiskKind.ACTIVE_IDEATION, 1),
        ("feelin sewicidal 2nite", RiskKind.ACTIVE_IDEATION, 1),
        ("i w a n t t o k i l l m y s e l f", RiskKind.ACTIVE_IDEATION, 1),
        ("I don't feel safe with myself.", RiskKind.ACTIVE_IDEATION, 2),
        ("I'm frightened of what I might do to myself.", RiskKind.ACTIVE_IDEATION, 2),
        ("On the footbridge I think about jumping, every time.", RiskKind.ACTIVE_IDEATION, 2),
        ("I lie there working out how many tablets it would take.", RiskKind.ACTIVE_IDEATION, 2),
        ("I've made up my mind to end my life.", RiskKind.PLAN_OR_INTENT, 2),
        ("Doing it tomorrow, don't try to stop me.", RiskKind.PLAN_OR_INTENT, 2),
        ("The hose is in the boot and I've picked the lay-by.", RiskKind.PLAN_OR_INTENT, 3),
        ("sat in the garage wiv the engine on", RiskKind.PLAN_OR_INTENT, 3),
        ("There's a loaded shotgun beside me.", RiskKind.PLAN_OR_INTENT, 3),
        ("I tied the sheet to see if it would hold.", RiskKind.PLAN_OR_INTENT, 3),
        ("pills lined up on the side", RiskKind.ATTEMPT_OR_BEHAVIOR, 3),
        ("I put my head in the gas oven last night.", RiskKind.ATTEMPT_OR_BEHAVIOR, 3),
        ("On Tuesday I put the gun in my mouth.", RiskKind.ATTEMPT_OR_BEHAVIOR, 3),
        ("I turned the gas on yesterday and lay down.", RiskKind.ATTEMPT_OR_BEHAVIOR, 3),
        ("Swallowed the lot.", RiskKind.ATTEMPT_OR_BEHAVIOR, 3),
        ("I put my head in the gas oven once, as a young wife.", RiskKind.ATTEMPT_OR_BEHAVIOR, 1),
        ("They cut me down in time, that was in Leeds.", RiskKind.ATTEMPT_OR_BEHAVIOR, 1),
        ("I've had three attempts.", RiskKind.ATTEMPT_OR_BEHAVIOR, 1),
        ("tok a overdose", RiskKind.MEDICAL_EMERGENCY, 3),
        ("I took a overdoes this morning", RiskKind.MEDICAL_EMERGENCY, 3),
    ],
)
def test_suicide_is_heard_in_plain_words(text: str, kind: RiskKind, least: int) -> None:
    reading = scan(text)
    assert reading.tier >= least, reading
    assert kind in reading.kinds


@pytest.mark.parametrize(
    ("text", "kind", "least"),
    [
        ("The sharpener's in pieces again and I have the little bit hidden.", RiskKind.SELF_HARM_NONSUICIDAL, 2),
        ("I keep a razor blade in my phone case.", RiskKind.SELF_HARM_NONSUICIDAL, 2),
        ("More lines on my thighs than last week.", RiskKind.SELF_HARM_NONSUICIDAL, 2),
        ("The urge to cut is back.", RiskKind.SELF_HARM_NONSUICIDAL, 2),
        ("Mum thinks it was the cat. We haven't got a cat.", RiskKind.SELF_HARM_NONSUICIDAL, 2),
        ("I slap my own face till it's red.", RiskKind.SELF_HARM_NONSUICIDAL, 2),
        ("I hit myself in the head with a hairbrush.", RiskKind.SELF_HARM_NONSUICIDAL, 2),
        ("I'll put him in the ground.", RiskKind.HARM_TO_OTHERS, 2),
        ("gna bash his head in", RiskKind.HARM_TO_OTHERS, 2),
        ("I could murder her, and I'm not joking this time.", RiskKind.HARM_TO_OTHERS, 2),
        ("I choked her until she went limp.", RiskKind.HARM_TO_OTHERS, 2),
        ("The gun's with me and I'm outside his house.", RiskKind.HARM_TO_OTHERS, 3),
        ("can't talk. he checks my phone. he got my neck again", RiskKind.HARM_FROM_OTHERS, 2),
        ("I walked into the door again. He bought flowers.", RiskKind.HARM_FROM_OTHERS, 2),
        ("Foundation over the eye for the school run.", RiskKind.HARM_FROM_OTHERS, 2),
        ("He only hits me where it doesn't show.", RiskKind.HARM_FROM_OTHERS, 2),
        ("He's never hit my face.", RiskKind.HARM_FROM_OTHERS, 2),
        ("He said he'd kill me if I left.", RiskKind.HARM_FROM_OTHERS, 2),
        ("He said he'll kill me.", RiskKind.HARM_FROM_OTHERS, 2),
        ("She comes at me with the bread knife.", RiskKind.HARM_FROM_OTHERS, 2),
        ("He doesn't let me have my bank card.", RiskKind.HARM_FROM_OTHERS, 2),
        ("he beat me up agen", RiskKind.HARM_FROM_OTHERS, 2),
        ("I said no and he carried on.", RiskKind.HARM_FROM_OTHERS, 2),
        ("The devil keeps whispering that I should hang myself.", RiskKind.PSYCHOSIS_COMMAND, 3),
        ("God is ordering me to die for the others.", RiskKind.PSYCHOSIS_COMMAND, 3),
        ("A voice gives me orders.", RiskKind.PSYCHOSIS_COMMAND, 3),
        ("my voices want me ded", RiskKind.PSYCHOSIS_COMMAND, 3),
        ("My dead mother is calling me to join her.", RiskKind.PSYCHOSIS_COMMAND, 3),
        ("She took a load of pills and I can't wake her up.", RiskKind.MEDICAL_EMERGENCY, 3),
        ("My friend's overdosed, he's gone grey.", RiskKind.MEDICAL_EMERGENCY, 3),
        ("I'm bleeding and it won't stop.", RiskKind.MEDICAL_EMERGENCY, 3),
        ("I took my insulin twice.", RiskKind.MEDICAL_EMERGENCY, 3),
        ("I stopped drinking on Monday and I'm seeing things crawl.", RiskKind.MEDICAL_EMERGENCY, 3),
    ],
)
def test_other_dangers_are_heard_in_plain_words(text: str, kind: RiskKind, least: int) -> None:
    reading = scan(text)
    assert reading.tier >= least, reading
    assert kind in reading.kinds


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("In the play the mother says 'I wish I were dead' and we laughed.", RiskFeature.IDIOM),
        ("The poster reads 'Thinking of ending it? Call us'.", RiskFeature.IDIOM),
        ("If a client told you they were suicidal, would you report it?", RiskFeature.QUOTED),
        ("What do you do if somebody says they want to hurt themselves?", RiskFeature.QUOTED),
        ("Why do you always ask about suicide?", RiskFeature.QUOTED),
        ("How does the clinic handle self-harm?", RiskFeature.QUOTED),
        ("My thesis compares overdose rates in three cities.", RiskFeature.QUOTED),
        ("On a first-aid course we practised on someone who'd taken too many tablets.", RiskFeature.QUOTED),
        ("I'm low but not in a suicide way.", RiskFeature.NEGATED),
        ("I'd never take an overdose.", RiskFeature.NEGATED),
        ("I've been cutting myself some slack.", RiskFeature.IDIOM),
        ("I overdosed on mince pies.", RiskFeature.IDIOM),
        ("I shot myself in the foot, and it was professional suicide too.", RiskFeature.IDIOM),
        ("I'm saving my tablets in one of those weekly boxes.", RiskFeature.IDIOM),
        ("I climbed over the railings to get the ball back.", RiskFeature.IDIOM),
        ("I won't be here next week, we're off to Spain.", RiskFeature.IDIOM),
        ("Mum said she'd kill me if I'm late.", RiskFeature.IDIOM),
    ],
)
def test_what_only_sounds_like_danger_is_kept_and_does_not_alarm(text: str, feature: RiskFeature) -> None:
    reading = scan(text)
    assert (reading.tier, bool(reading.spans), feature in reading.features) == (0, True, True), reading


@pytest.mark.parametrize(
    "text",
    [
        "The marks on my arm are from the blackberry bushes.",
        "I put my head in the oven to see if the light works.",
        "The sprinkler hose is in the boot, I'm doing Dad's garden.",
        "I walked into the door at work and everybody laughed.",
        "He checks my phone when I'm driving and reads me the directions.",
        "The cake was to die for.",
        "We tied the knot in June.",
        "I'd like to be gone by six.",
        "I take ten tablets a day since the transplant.",
        "She doesn't hit me or anything.",
        "He's never pushed me.",
        "I don't trust myself near a cake.",
        "The baby bit me while feeding.",
        "I had a stroke of luck at bingo.",
        "I can't wake him up for school.",
        "Looked up which train doesn't stop at our station.",
        "She overdoes the perfume.",
        "I said no and she carried on talking.",
    ],
)
def test_the_same_words_in_ordinary_talk_do_not_alarm(text: str) -> None:
    assert not scan(text).alarm, scan(text)


def test_a_wording_that_two_alternatives_of_an_entry_find_is_told_once() -> None:
    assert [span.entry for span in scan("I think about suicide.").spans] == ["en.suicide"]


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("my husband has collapsed, he is not breathing, he used to have a bad heart", 3),
        ("my dad's having a heart attack, he had one years ago", 3),
        ("my husband has collapsed and he used to have a bad heart", 3),
        ("我爸没呼吸了，他以前有心脏病", 3),
        ("我妈昏迷了叫不醒，她去年也中风过", 3),
        ("My dad had a heart attack ten years ago, he is fine now.", 0),
    ],
)
def test_an_emergency_of_now_is_heard_beside_what_was_before(text: str, tier: int) -> None:
    assert scan(text).tier == tier


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("I'll be dead before the weekend", 1, 3),
        ("I'll be dead before it gets light tonight", 1, 3),
        ("I'll be dead before the kettle boils", 0, 0),
        ("I won't be here next week because I'm going to end it", 1, 3),
        ("I won't be here next week as we're on holiday", 0, 0),
        ("I called the suicide hotline last night", 1, 3),
        ("I volunteer on a suicide helpline", 0, 0),
        ("我遇到家暴了，怎么办", 2, 3),
        ("我现在处于自杀危机", 1, 3),
        ("我打了自杀热线", 1, 3),
        ("背书背到想跳楼", 1, 3),
        ("写论文写到想自杀", 1, 3),
        ("写论文写到想自杀哈哈哈", 0, 0),
    ],
)
def test_a_turn_of_phrase_does_not_swallow_what_is_meant(text: str, least: int, most: int) -> None:
    assert least <= scan(text).tier <= most


@pytest.mark.parametrize("typed", ["i.want.to.die", "i.want.to.die.", "i_want_to_die..."])
def test_dots_between_words_are_opened_whatever_ends_them(typed: str) -> None:
    assert scan(typed).tier >= 1
