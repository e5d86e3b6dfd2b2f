"""Whether an answer tells anything: not a refusal, and more than a bare yes or no."""

from strategies.course.readers import REFUSED
from strategies.course.readers_answer import refusal, yes_no_answer


def tells_something(said: str) -> bool:
    """Whether there is a statement in the words, beyond a refusal, a yes or a no that is most of them."""
    bare = said.strip()
    if not bare or bare == REFUSED or refusal(bare) is not None:
        return False
    answer = yes_no_answer(bare)
    return answer is None or 2 * (answer.end - answer.start) < len(bare)
