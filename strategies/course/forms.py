"""Regular expressions of long lists: compiled when one is first looked for, in any case of letters.

What is said of a client is read from a session at its end. A service that starts, perhaps after a crash, need not wait
for the lists of that reading: compiling them took a quarter of its start (1.4 of 5 s, measured).
"""

import re
from functools import cache


@cache
def compiled(source: str) -> re.Pattern[str]:
    """The pattern of a source. Raises: re.error."""
    return re.compile(source, re.IGNORECASE)
