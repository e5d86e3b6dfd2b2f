"""Counting tokens before a prompt is sent: an over-long request is refused by servers, not shortened."""

from collections import OrderedDict
from collections.abc import Sequence

from strategies.speech.chat import Chat


class TokenCounter:
    """Counts by the server's own tokenizer and remembers the last `most` texts."""

    def __init__(self, chat: Chat, *, most: int = 4096) -> None:
        self._chat = chat
        self._most = most
        self._known: OrderedDict[str, int] = OrderedDict()

    async def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without template. Raises: ChatError."""
        missing = [text for text in dict.fromkeys(texts) if text and text not in self._known]
        counted = dict(zip(missing, await self._chat.count_tokens(missing), strict=True)) if missing else {}
        found = [counted[text] if text in counted else self._known.get(text, 0) for text in texts]
        for text in dict.fromkeys(texts):
            if text:
                self._known[text] = counted[text] if text in counted else self._known[text]
                self._known.move_to_end(text)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return found


def estimate(text: str) -> int:
    """At least as many tokens as usual byte-pair tokenizers see, for servers that count for nobody.

    Letters and spaces of ASCII by three, every digit, sign and control character one, every other character two, four
    outside the basic plane. It runs a third over for English and up to double for Chinese.
    """
    plain = sum(1 for sign in text if sign.isascii() and (sign.isalpha() or sign == " "))
    rest = 0
    for sign in text:
        if sign.isascii():
            rest += not (sign.isalpha() or sign == " ")
        else:
            rest += 2 if ord(sign) < 0x10000 else 4
    return (plain + 2) // 3 + rest
