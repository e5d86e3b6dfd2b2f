"""Yes or no, refusals, and what became of homework."""

import re
from dataclasses import dataclass

from memory.record.session import SlotValue


@dataclass(frozen=True, slots=True)
class Answer:
    """A value and its place in the words."""

    value: SlotValue
    start: int
    end: int
    confidence: float


_ENDED = r"(?=\s*(?:$|[,.!;~，。！；～]))"
_REFUSAL = re.compile(
    r"\b(?:(?:i'?d|i would) (?:rather|prefer) not(?: to)?(?: (?:say|answer|talk about (?:it|that|this)|"
    r"discuss (?:it|that|this)|go there))?|"
    r"(?:i )?(?:don'?t|do not) (?:really )?(?:want|wish) to (?:say|answer|talk about|discuss|go (?:there|"
    r"into))(?: (?:it|that|this))?|prefer not to (?:say|answer)|"
    r"no comment|(?:next|skip(?: (?:it|this|that))?|pass)(?= ?[.!]?$)|not (?:going to|gonna) (?:answer|"
    r"say|talk about)|i won'?t (?:answer|say|talk about)|none of your business|can we (?:skip|not talk "
    r"about)(?: (?:it|this|that))?|let'?s not (?:talk|go))|"
    r"(?:我)?(?:不想|不愿意|不愿|不太想|不方便|拒绝|不打算|可以不|能不能不|能不)(?:再)?(?:说|回答|谈|聊|"
    r"讲|提)(?:这个|这些|这件事|了)?|(?:跳过|下一个|换个话题|别问了|不要问|不告诉你|无可奉告|保密)",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"^\W*(?:i (?:don'?t|do not) know|not sure|i'?m not sure|unsure|maybe|perhaps|possibly|it depends|"
    r"hard to say|dunno|idk|who knows|"
    r"yes and no|i (?:can'?t|cannot) (?:tell|say)|what do you mean|不知道|不清楚|不确定|说不清|说不准|"
    r"不好说|看情况|也许|可能|或许|大概吧|难说|什么意思|不太清楚|不太确定|很难说)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:(?:um+|uh+|hm+|well|oh|honestly|actually|thank(?:s| you|fully)|嗯+|额|呃|其实|说实话|这个)[,.， ]*)*"
    r"(no(?: way| one| longer)?\b(?! (?:doubt|question|idea|clue))|nope\b|nah\b|never\b|not (?:really|at "
    r"all|any ?more|yet|today|that i (?:know|can think)(?: of)?|lately|recently|exactly|once|now|"
    r"particularly|so far|currently)\b|"
    r"(?:i )?(?:do ?n'?t|do not|have ?n'?t|have not|am not|did ?n'?t|did not|was ?n'?t|would ?n'?t|ca "
    r"?n'?t|could ?n'?t|wo ?n'?t) ?(?:think so|believe so|have (?:any|that|those)|really)?|i'?m not(?! "
    r"sure)|none\b|nothing\b|"
    r"(?:还|都|倒|真|也|从来|从|并|暂时|最近|目前|现在|我)*(?:(?:没有|没(?!有))(?!事|关系|问题|意见|异议)|沒有?|不(?:是|会|想|"
    r"太|怎么|需要|用|要|行|能|愿意|觉得|曾|敢)?(?!错|知道|清楚|确定|好说|少|止|得不|断|反对|介意)|未曾|否)(?:过|"
    r"想过|的|了)?|没事|没问题(?=[,，。.]?没))",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:(?:um+|uh+|hm+|well|oh|honestly|actually|嗯+(?=[,，.。 ]*\w)|额|呃|其实|说实话|这个)[,.， ]*)*"
    r"(yes\b|yeah\b|yep\b|yup\b|yea\b|ya\b|of course|sure\b|certainly|definitely|absolutely|correct\b|"
    r"right\b|indeed|true\b|ok(?:ay)?\b|a (?:bit|little|lot)\b|kind of|kinda|sort of|sometimes|often|"
    r"every (?:day|night)|all the time|i (?:do|did|have|am|was|think so|guess so|suppose so|guess|would|"
    r"will|can)\b(?! (?:not|n't|n’t|never|no\b))|i'?m (?:safe|ok|okay|fine|good)\b|"
    r"once or twice|a few times|occasionally|almost (?:every|always)|mostly|always|probably|from time to "
    r"time|now and then|i'?ve (?:been|had|thought|tried)|"
    r"(?:我)?(?:是(?!不是|否)的?|对(?!不起)(?:的|啊)?|嗯+(?=\W*$)|有(?!没有|人说)(?:的|过|一点|点|些|时候?|"
    r"一些)*|想过|想(?!不想|不起)|当然|确实|没错|经常|偶尔|常常|每天|总是|一直|可能有|是啊|安全|挺安全|"
    r"(?:会|好|可以|行|能|要|愿意|恩|差不多|没问题|没关系)(?:的|啊|呀|吧|了)?(?=\W|$)|"
    r"(?:同意|赞成|接受|没有?意见|没有?异议|不反对|不介意|听你的|"
    r"按你说的(?:做|来|办)?|就?试试)(?:的|了|吧|啊|呀)?(?=\W|$))|"
    r"那?就(?:这样|这么(?:定|办|做)|按你说的(?:做|来|办)?)(?:了|吧)*(?=\W|$)|一言为定|"
    rf"(?:i (?:do |fully |totally |completely )?agree(?: with (?:you|that|this|it)| to (?:that|this|it))?|agreed|deal|"
    rf"sounds (?:good|great|fine|right|reasonable|like a (?:good )?plan)(?: to me)?|"
    r"(?:that |this |it )?works for me|"
    rf"that works|(?:that's |that is )?fine (?:by|with) me|that's fine|let's(?: do (?:it|that|this)| try(?: it| that)?|"
    rf" go(?: for it)?| start| begin)?|go ahead|i'm in|count me in|i accept|i'd (?:like|love) (?:to|that)|why not|"
    rf"happy to|i'm (?:happy|willing) to){_ENDED})",
    re.IGNORECASE,
)
_BUT_NO = re.compile(
    r"^(?:ok(?:ay)?|sure|fine|right|i (?:guess|suppose so)|agreed|i agree|好|可以|行|嗯+|同意)"
    r"(?:的|吧|啊|呀)?[,，。. ]*"
    r"(?:but|but then|though|但是?|可是|不过|只是).*(?:\bno\b|\bnot\b|n't\b|不想|不要|不行|不愿|算了|没法|做不到)",
    re.IGNORECASE | re.DOTALL,
)
"""A mild word of agreement that is taken back in the same breath; a plain "yes, but" is not."""
_DECLINED = re.compile(
    r"^\W*(?:(?:um+|uh+|hm+|well|oh|honestly|actually|thanks|嗯+|额|呃|其实|说实话)[,.， ]*)*"
    rf"((?:i'?d |i would )?(?:rather|prefer) not(?: to)?(?:{_ENDED}|"
    r" (?:do|try|make|start|begin|go on|take|have)\b[^?]*$)|"
    rf"let's not{_ENDED}|count me out|i decline|i'?ll pass{_ENDED}|(?:maybe )?(?:another|next) time{_ENDED}|"
    r"(?:那|还是)?(?:算了|免了|不必了|下次吧|改天吧|(?:以后|下次)?再说吧)(?:吧)?(?=\W*$|\W(?!.*(?:做|试|来|可以|好|同意)))|"
    r"(?:我)?拒绝(?:了)?(?=\W|$))",
    re.IGNORECASE | re.DOTALL,
)
"""What is proposed is declined, which is no refusal to speak."""
_TAIL_NO = re.compile(
    r"\b(?:not really|i (?:don'?t|do not) think so|i (?:don'?t|do not) believe so|never have|haven'?t "
    r"(?:had|thought|done)|not at all)\b|没有想过|没想过|从来没有|没有过|不这么觉得|我觉得没有|应该没有|"
    r"好像没有",
    re.IGNORECASE,
)


def refusal(text: str) -> Answer | None:
    """A refusal to answer, with its words."""
    found = _REFUSAL.search(text.replace("’", "'"))
    return None if found is None else Answer("refused", found.start(), found.end(), 0.9)


def declined(text: str) -> Answer | None:
    """Words that decline what was proposed ("I'd rather not", 算了), which is not to refuse an answer."""
    found = _DECLINED.search(text.replace("’", "'"))
    return None if found is None else Answer("no", *_trimmed(text, *found.span(1)), 0.8)


def yes_no_answer(text: str) -> Answer | None:
    """`yes` or `no` where the words begin with one or plainly come to one; none when unclear."""
    words = text.replace("’", "'")
    if (turned_down := declined(text)) is not None:
        return turned_down
    if _UNSURE.search(words) or refusal(text) is not None or _BUT_NO.search(words.lstrip()):
        return None
    tail = _TAIL_NO.search(words)
    denied, granted = _NO.search(words), _YES.search(words)
    if denied is not None and not (granted is not None and granted.end(1) > denied.end(1)):
        return _placed("no", words, denied)
    if tail is not None and (granted is None or tail.start() <= granted.end() + 1):
        return Answer("no", tail.start(), tail.end(), 0.8)
    return None if granted is None else _placed("yes", words, granted)


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end


def _placed(value: str, words: str, match: re.Match[str]) -> Answer:
    """The answer's words without the blanks around them; an answer all by itself is the surest."""
    start, end = _trimmed(words, *match.span(1))
    alone = not words[end:].strip(" .,!。，！~")
    return Answer(value, start, end, 0.95 if alone else 0.85)


_HOMEWORK: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "not_set",
        re.compile(
            r"\b(?:there (?:was|were|wasn'?t) ?(?:no|any|n'?t)? ?(?:homework|task)|(?:you|we) (?:did "
            r"?n'?t|never|had ?n'?t) (?:set|give|gave|agree\w*|assign\w*)(?: \w+)*|(?:no|wasn'?t any|"
            r"what|which) (?:homework|task|assignment)(?: (?:was )?(?:set|given|assigned))?|did ?n'?t "
            r"have any(?: homework)?|(?:nothing|no(?:ne| homework| task)?) (?:was|were|had been) (?:set|given|agreed|"
            r"assigned))\b|"
            r"(?:上次)?(?:你|我们|咱们)?(?:上次)?(?:没有?|并没有?)(?:布置|留|安排|约定|说有)(?:过|"
            r"什么)?(?:作业|任务|练习)?|没有(?:作业|任务)|什么作业|哪有作业",
            re.IGNORECASE,
        ),
    ),
    (
        "partial",
        re.compile(
            r"\b(?:partly|partially|half(?: of)?|(?:some|parts?) of (?:it|them)|a (?:bit|little|part|couple|few)(?: "
            r"of (?:it|them))?|only (?:did|managed|got|wrote|\w+ (?:once|twice|one|two|days?))(?: \w+)?|"
            r"(?:once|twice|(?:one|two|three|four|a couple|a few|\d) (?:of the )?(?:times?|days?|"
            r"nights?))|(?:did ?n'?t|not|never|could ?n'?t) (?:quite )?(?:finish|complete|all|do (?:it "
            r")?all|everything|every ?day)\w*|most of (?:it|them)|mostly|almost (?:all|finished|done)|"
            r"started|tried (?:to|it|a)|kind of|sort of|not (?:all|everything|every))\b|"
            r"做了(?:一半|一点|一些|部分|一部分|几次|两次|一次|两三次|几天|一天|两天|三天|大部分)|(?:只|"
            r"就)(?:做|写|完成|记|练|坚持|试)了|没(?:有)?(?:全|都|完全|全部)?(?:做完|写完|完成|记全|"
            r"坚持下来)|一部分|部分|一半|断断续续|大部分|试了(?:一下|几|一)|开了个头|"
            r"差一点(?:就)?(?:做完|完成)|差不多(?:做|完成)了(?:一半|大半)",
            re.IGNORECASE,
        ),
    ),
    (
        "none",
        re.compile(
            r"\b(?:(?:i )?(?:did ?n'?t|did not|have ?n'?t|have not|could ?n'?t|never|was ?n'?t able "
            r"to)(?: \w+)? ?(?:do|done|did|get (?:to|around)|got (?:to|around)|manage|try|start|write|"
            r"remember|touch|open|bring|look|time)?|forgot|no\b(?! (?:problem|trouble|worries))|nope|"
            r"nothing|not (?:at all|really|yet|this (?:week|time)|done)|none|skipped|zero|no time)\b|"
            r"(?:还|都|根本|完全|一点|也|一次|忘了|我|这周|全)*(?:没有?|沒)(?:去|来得及|能|时间|怎么|"
            r"顾上|心情|力气|动|精力)*(?:做|写|完成|练|记|弄|开始|碰|动|试|想起来)?|忘(?:了|记)|做不到|"
            r"做不了|一个字(?:都|也)没|不想做",
            re.IGNORECASE,
        ),
    ),
    (
        "done",
        re.compile(
            r"\b(?:(?:i )?(?:did|done|finished|completed|wrote|kept|practi[sc]ed|filled|managed|went|"
            r"walked|tried)(?: \w+){0,3}|yes|yeah|yep|every (?:day|night|morning|evening)|all of (?:it|"
            r"them)|each day)\b|"
            r"(?:都|全|全部|已经|基本|按时|每天(?:都)?|坚持)*(?:做|写|完成|记|练|弄|坚持|填|走)(?:了|完|"
            r"好|过|下来)+|每天都(?:做|写|记|练|有|走)|完成了|是的|有的|嗯+[,，]?(?:做|写|完成)了|"
            r"有(?:做|写|记|练)",
            re.IGNORECASE,
        ),
    ),
)


def homework_answer(text: str) -> Answer | None:
    """What became of homework: `not_set`, `partial`, `none` or `done`, looked for in that order."""
    words = text.replace("’", "'")
    for value, pattern in _HOMEWORK:
        found = pattern.search(words)
        if found is not None:
            end = found.start() + len(found.group().rstrip())
            return Answer(value, found.start(), end, 0.85)
    return None


_TASK = re.compile(
    r"\b(?:i(?:'ll| will| could| can| want| would| might| am going to|'m going to|'d)|let me|let's|maybe|try|once|"
    r"twice|"
    r"every|each|minutes?|hours?|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|week|morning|evening|"
    r"write|walk|call|ring|read|cook|row|go|do|keep|note)\b|"
    r"我(?:想|要|会|可以|能|打算|去|来)|试|每天|每晚|每周|周[一二三四五六日天末]|星期|明天|今晚|分钟|小时|早上|晚上|"
    r"写|走|打电话|联系|看书|做饭|做个|练",
    re.IGNORECASE,
)


def names_a_task(text: str) -> bool:
    """Whether words given as a task for the time to come hold an intention, a doing or a time at all."""
    return _TASK.search(text.replace("’", "'")) is not None
