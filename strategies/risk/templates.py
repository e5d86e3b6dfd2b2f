"""What is said after an alarm: fixed lines in both languages, several of each, so that no alarm repeats the last.

No clinician has reviewed them yet (`CLINICAL_REVIEW`). None of them says that anybody was told: only an acknowledgement
could make that true.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from memory.record.identity import Language
from strategies.risk.errors import TierOutOfRange
from strategies.risk.latch import tier_of
from strategies.risk.regions import resources

__all__ = ["CLINICAL_REVIEW", "crisis_reply", "tier_of", "variants"]

CLINICAL_REVIEW = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What is said, where help is named in between, and the question or request that it ends with."""

    opening: str
    ask: str
    resources: bool = True


_LINES: Mapping[Language, Mapping[int, tuple[_Line, ...]]] = {
    Language.EN: {
        1: (
            _Line(
                opening="Thank you for telling me that. It sounds as though things have become very heavy, and I "
                "would like to understand it properly.",
                ask="Can I ask you directly: are you having thoughts of ending your life?",
                resources=False,
            ),
            _Line(
                opening="I'm glad you said that out loud here. What you just told me matters more than anything "
                "else we had planned for today.",
                ask="I'd like to ask plainly, because it helps to be plain: have you been thinking about "
                "killing yourself?",
                resources=False,
            ),
            _Line(
                opening="That was an important thing to say, and I don't want to pass over it. You can tell me "
                "as much or as little as you like.",
                ask="When it gets this hard, do thoughts come up of not being alive, or of ending your life?",
                resources=False,
            ),
            _Line(
                opening="I hear how worn down you are, and I'm taking it seriously.",
                ask="Some people who feel this way think about suicide. Is that so for you?",
                resources=False,
            ),
        ),
        2: (
            _Line(
                opening="Thank you for trusting me with this. I'm taking it seriously, and your safety comes "
                "before everything else on today's list.",
                ask="I'd like to ask you a few direct questions now, and then look with you at what can keep "
                "you safe over the next hours. Is there someone who could be with you today?",
            ),
            _Line(
                opening="What you describe sounds frightening, and you don't have to carry it alone.",
                ask="Let's stay with this together. I'll ask some direct questions first. Can you also tell "
                "me whether you are somewhere safe right now?",
            ),
            _Line(
                opening="I'm glad you told me. Being in this much danger or pain needs more than one person's "
                "help, and a clinician should hear of it too.",
                ask="Please put some distance between yourself and anything you could be hurt with. Then let "
                "me ask you a few direct questions.",
            ),
        ),
        3: (
            _Line(
                opening="I'm really concerned about your safety right now, and I'm glad you are still talking to "
                "me. This is an emergency, and you deserve help from people who can be with you.",
                ask="Please call the emergency number now, or go to the nearest emergency department. If "
                "anyone is near, ask them to stay with you, and move away from anything you could use to "
                "harm yourself. Are you safe at this moment?",
            ),
            _Line(
                opening="What you've just told me can't wait. Your life matters, and the next few minutes are "
                "about keeping you alive and not alone.",
                ask="Call for emergency help now if you can, or hand your phone to someone close by and let "
                "them call. Please don't stay by yourself. Who is nearest to you?",
            ),
            _Line(
                opening="Thank you for telling me. Let's put everything else aside: right now only your safety counts.",
                ask="If you have taken something or are hurt, call for an ambulance right away, even if you "
                "feel all right. If you can, unlock the door and stay with another person until help is "
                "there. Can you do that now?",
            ),
        ),
    },
    Language.ZH: {
        1: (
            _Line(
                opening="谢谢你愿意告诉我这些。听起来事情已经变得非常沉重，我想好好地了解一下。",
                ask="我想直接问你：你有结束自己生命的想法吗？",
                resources=False,
            ),
            _Line(
                opening="你能在这里把这句话说出来，我很庆幸。它比我们今天原本安排的任何内容都重要。",
                ask="我想问得直白一些，因为直白会有帮助：你最近有没有想过自杀？",
                resources=False,
            ),
            _Line(
                opening="这句话很重要，我不想就这样略过去。你愿意说多少都可以。",
                ask="在最难熬的时候，会不会冒出不想活、或者结束生命的念头？",
                resources=False,
            ),
            _Line(
                opening="我听得出你已经很疲惫了，我会认真对待你说的话。",
                ask="有些人在这种时候会想到自杀，你会这样吗？",
                resources=False,
            ),
        ),
        2: (
            _Line(
                opening="谢谢你信任我，把这些告诉我。我会认真对待，现在你的安全比今天其他任何事都重要。",
                ask="接下来我想直接问你几个问题，再和你一起看看，这几个小时里什么能让你保持安全。"
                "今天有没有人可以陪着你？",
            ),
            _Line(
                opening="你说的这些听起来让人害怕，你不必一个人扛着。",
                ask="我们先一起停在这里，我会直接问几个问题。也请你告诉我：你现在待的地方安全吗？",
            ),
            _Line(
                opening="你愿意告诉我，这很不容易。这样的危险和痛苦，需要不止一个人的帮助，也应该让临床医生了解。",
                ask="请先离开任何可能伤到你的东西，然后让我直接问你几个问题。",
            ),
        ),
        3: (
            _Line(
                opening="我现在非常担心你的安全，也很庆幸你还在和我说话。这是紧急情况，你值得有人到你身边来帮助你。",
                ask="请现在就拨打急救电话，或者去最近的医院急诊。如果身边有人，请让他们陪着你，"
                "并远离任何可能用来伤害自己的东西。你此刻安全吗？",
            ),
            _Line(
                opening="你刚才说的事不能等。你的生命很重要，接下来的几分钟，最要紧的是让你活着，并且不是独自一人。",
                ask="如果可以，请马上打电话求助，或者把手机交给身边的人，让他们来打。请不要一个人待着。"
                "现在离你最近的人是谁？",
            ),
            _Line(
                opening="谢谢你告诉我。我们先把别的都放下：现在只有你的安全最要紧。",
                ask="如果你已经吃了什么，或者受了伤，请立刻叫救护车，哪怕你觉得没事。如果可以，把门打开，"
                "和别人待在一起，直到有人赶到。你现在能做到吗？",
            ),
        ),
    },
}


def variants(language: Language, tier: int) -> int:
    """How many different replies a tier has.

    Raises:
        TierOutOfRange: when there are none for it.
    """
    if tier not in _LINES[language]:
        raise TierOutOfRange(tier)
    return len(_LINES[language][tier])


def crisis_reply(language: Language, tier: int, *, region: str | None, earlier: int, ask: bool = True) -> str:
    """The reply to an alarm of a tier, 1 to 3. `earlier` counts the patient's earlier alarms: each takes another line.

    With `ask=False` a tier 1 reply leaves its question out, for when the screener's own first question follows at once;
    tiers 2 and 3 always say what to do.

    Raises:
        TierOutOfRange: when `tier` is not 1, 2 or 3.
    """
    count = variants(language, tier)
    line = _LINES[language][tier][earlier % count]
    parts = [line.opening]
    if line.resources:
        parts.append(resources(region, language))
    if ask or tier > 1:
        parts.append(line.ask)
    return ("" if language is Language.ZH else " ").join(parts)
