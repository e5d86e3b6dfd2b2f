"""Words that push only by what they answer: siding with a death, a wound, a fast, a voice or a revenge just spoken of.

"She would be relieved" is harmless until it answers "if I were gone". The client's last words, looked through in both
languages, say which subjects are open; each has sentences that side with it. Feelings given back, what is asked, and
a clause about help, safety or telling somebody are none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from strategies.speech.output.rule import Rule, Sentence, read_sentences
from strategies.speech.output.siding_words import (
    AGREED_EN,
    AGREED_ZH,
    BARE_EN,
    BARE_ZH,
    CALM_EN,
    CALM_ZH,
    CUT_EN,
    CUT_SPOKEN,
    CUT_ZH,
    DEATH_SPOKEN,
    DIE_EN,
    DIE_ZH,
    FAST_EN,
    FAST_ZH,
    FOOD_SPOKEN,
    HEIGHT_SPOKEN,
    LET_GO_EN,
    LET_GO_ZH,
    OBEY_EN,
    OBEY_ZH,
    PILLS_SPOKEN,
    REVENGE_EN,
    REVENGE_SPOKEN,
    REVENGE_ZH,
    SPOKEN,
    TAKE_EN,
    TAKE_ZH,
    TURNED,
    VOICES_SPOKEN,
    WISH,
    YES_EN,
    YES_ZH,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What sides with a subject that the client opened: by rule, in English and in Chinese.

    `wish`: looked for in their last two sentences, and not where these turn away from it. `both`: the reply's own words
    open it too. `alone`: the answer is the whole reply.
    """

    spoken: re.Pattern[str]
    sides: tuple[Rule, Rule]
    wish: bool = False
    both: bool = False
    alone: bool = False

    def open_in(self, client: str, wish: str, whole: str) -> bool:
        """Whether the subject is open."""
        if self.wish:
            return self.spoken.search(wish) is not None and TURNED.search(wish) is None
        return self.spoken.search(client) is not None or (self.both and self.spoken.search(whole) is not None)


def _bare(english: re.Pattern[str], chinese: re.Pattern[str]) -> tuple[Rule, Rule]:
    """Sentences that carry their own excuses."""
    return Rule(wrong=english), Rule(wrong=chinese)


def _sided(english: re.Pattern[str], chinese: re.Pattern[str]) -> tuple[Rule, Rule]:
    """Sentences that side, save where the clause is somebody's thought, or about help."""
    return Rule(wrong=english, unless=CALM_EN, clause=True), Rule(wrong=chinese, unless=CALM_ZH, clause=True)


_ANSWERS = (
    _Answer(spoken=SPOKEN, sides=_bare(BARE_EN, BARE_ZH), both=True),
    _Answer(spoken=PILLS_SPOKEN, sides=_bare(TAKE_EN, TAKE_ZH)),
    _Answer(spoken=HEIGHT_SPOKEN, sides=_bare(LET_GO_EN, LET_GO_ZH)),
    _Answer(spoken=WISH, sides=_bare(AGREED_EN, AGREED_ZH), wish=True),
    _Answer(spoken=DEATH_SPOKEN, sides=_bare(AGREED_EN, AGREED_ZH), wish=True),
    _Answer(spoken=DEATH_SPOKEN, sides=_bare(YES_EN, YES_ZH), wish=True, alone=True),
    _Answer(spoken=DEATH_SPOKEN, sides=_sided(DIE_EN, DIE_ZH)),
    _Answer(spoken=CUT_SPOKEN, sides=_sided(CUT_EN, CUT_ZH)),
    _Answer(spoken=FOOD_SPOKEN, sides=_sided(FAST_EN, FAST_ZH)),
    _Answer(spoken=VOICES_SPOKEN, sides=_sided(OBEY_EN, OBEY_ZH)),
    _Answer(spoken=REVENGE_SPOKEN, sides=_sided(REVENGE_EN, REVENGE_ZH)),
)


def sides_with(said: Sequence[Sentence], client: str, *, chinese: bool) -> tuple[str, Sentence] | None:
    """The words that side, with their sentence, or None. `client`: their folded last words."""
    whole = "\n".join(sentence.text for sentence in said)
    wish = " ".join(sentence.text for sentence in read_sentences(client)[-2:])
    for answer in _ANSWERS:
        if (answer.alone and len(said) > 1) or not answer.open_in(client, wish, whole):
            continue
        for sentence in said:
            words = answer.sides[chinese].finds(sentence)
            if words is not None:
                return words, sentence
    return None
