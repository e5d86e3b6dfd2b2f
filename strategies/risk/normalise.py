"""One plain spelling of what was typed, with a map back to the text as given.

Full-width and compatibility forms (NFKC), case, zero-width signs, combining marks, letters of other alphabets that look
Latin, digits and signs inside words, letters drawn out or typed apart, and traditional characters all fold to what the
lexicon is written in.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from memory.record.language import has_cjk

_LOOKS_LATIN = "аaеeоoрpсcуyхxіiјjѕsԁdһhкkмmтtвbнhαaεeιiκkνvοoρpτtυuχx’'‘'`'´'ʼ'′'“\"”\"„\"。.、,【[】]《<》>"
_TO_SIMPLIFIED = (
    "殺杀輕轻離离開开這这個个樓楼藥药結结絕绝傷伤愛爱聽听聲声說说讓让壓压無无沒没過过還还為为會会對对來来"
    "時时後后別别錢钱選选擇择歡欢樂乐醫医發发現现見见從从頭头掛挂東东體体們们媽妈經经歷历試试圖图"
    "與与實实應应該该嗎吗給给買买燒烧繩绳頸颈劃划煙烟燙烫強强脅胁報报復复幾几種种進进爾尔爛烂壞坏膩腻夠够"
    "麼么覺觉業业麵面點点義义擔担負负轉转當当乾干淨净終终於于親亲爺爷孫孙兒儿婦妇誰谁邊边條条車车"
    "橋桥軌轨頂顶臺台寫写遺遗書书預预備备劑剂農农腦脑裡里裏里話话貓猫幫帮張张閉闭塊块動动員员絡络線线網网"
    "約约總总認认識识記记憶忆憂忧鬱郁鬆松雙双歲岁遠远連连續续場场帶带鄰邻處处價价傢家據据擊击盡尽"
    "滅灭贏赢輸输斷断療疗瘋疯癒愈癢痒眾众眞真著着禮礼筆笔級级納纳羨羡職职脫脱臉脸腫肿葉叶號号補补裝装製制"
    "訴诉訊讯詞词語语誤误課课調调請请護护變变貝贝賣卖賬账趕赶跡迹踐践軟软載载輛辆辦办運运達达違违"
    "遲迟鄉乡釋释鐵铁鍋锅鎖锁鐘钟長长門门間间關关陽阳隊队階阶際际險险隻只難难電电靈灵靜静頓顿順顺須须題题"
    "願愿類类顧顾風风飛飞飯饭飲饮養养餓饿館馆騙骗驗验驚惊髮发鬧闹魚鱼鳥鸟麗丽黃黄齊齐"
)
_PLAIN_SPELLING = {
    ord(pairs[place]): pairs[place + 1] for pairs in (_LOOKS_LATIN, _TO_SIMPLIFIED) for place in range(0, len(pairs), 2)
}
_INSIDE_WORD = {"1": "i", "!": "i", "0": "o", "3": "e", "@": "a", "4": "a", "$": "s", "5": "s", "7": "t"}
_LEET = re.compile(r"[a-z][1!03@4$57][a-z]")
_SPACED = re.compile(r"(?<![a-z0-9'])(?:[a-z][ .\-_*]{1,2}){2,}[a-z](?![a-z0-9'])")
_BETWEEN_CJK = re.compile(r"(?<=[㐀-鿿])[ \t*·.\-_/|+~^#]{1,3}(?=[㐀-鿿])")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_STARRED = re.compile(r"(?<=[a-z])[*](?=[a-z])")


@dataclass(frozen=True, slots=True)
class Plain:
    """A folded text. `origin[i]` is the code point of the original that character i came from; one more at the end."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets of a stretch of the folded text."""
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=8192)
def _letters(given: str) -> str:
    """One character as given, folded: mostly one letter, none for what is not seen, several for a ligature."""
    seen = [
        letter
        for letter in unicodedata.normalize("NFKD", given)
        if unicodedata.category(letter) not in {"Cf", "Mn", "Me"}
    ]
    return "".join(letter.lower().translate(_PLAIN_SPELLING) for letter in seen)


def _folded(text: str) -> Plain:
    if text.isascii():
        return Plain(text.lower(), (*range(len(text) + 1),))
    letters: list[str] = []
    origin: list[int] = []
    for place, given in enumerate(text):
        for plain in _letters(given):
            letters.append(plain)
            origin.append(place)
    return Plain("".join(letters), (*origin, len(text)))


def _replaced(plain: Plain, pattern: re.Pattern[str], keep: Callable[[re.Match[str]], list[int]]) -> Plain:
    """The text with each match replaced by those of its characters whose places `keep` gives."""
    places: list[int] = []
    last = 0
    for match in pattern.finditer(plain.text):
        places.extend(range(last, match.start()))
        places.extend(keep(match))
        last = match.end()
    if last == 0:
        return plain
    places.extend(range(last, len(plain.text)))
    return Plain(
        "".join(plain.text[place] for place in places),
        (*(plain.origin[place] for place in places), plain.origin[-1]),
    )


def _unleeted(plain: Plain) -> Plain:
    """Digits and signs between letters become the letters they stand for ("su1c!de")."""
    if not _LEET.search(plain.text):
        return plain
    letters = list(plain.text)
    changed = False
    for place in range(1, len(letters) - 1):
        stands_for = _INSIDE_WORD.get(letters[place])
        if stands_for and _latin(letters[place - 1]) and _latin(letters[place + 1]):
            letters[place] = stands_for
            changed = True
    return Plain("".join(letters), plain.origin) if changed else plain


def _latin(letter: str) -> bool:
    return "a" <= letter <= "z"


def _letters_of(match: re.Match[str]) -> list[int]:
    return [place for place in range(match.start(), match.end()) if _latin(match.string[place])]


def normalise(text: str) -> Plain:
    """The folded text; letters drawn out ("diiie") are cut to one."""
    plain = _unleeted(_folded(text))
    plain = _replaced(plain, _STARRED, lambda _: [])
    plain = _replaced(plain, _SPACED, _letters_of)
    if not text.isascii() and has_cjk(plain.text):
        plain = _replaced(plain, _BETWEEN_CJK, lambda _: [])
    return _replaced(plain, _DRAWN_OUT, lambda match: [match.start()])
