"""What a good typesetter does by hand: words that belong together do not part at the end of a line."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
WORD_JOINER = "\u2060"

_UNITS = (
    "%|mg/dL|mmol/L|mm[ \u00a0]?Hg|mmHg|mcg|µg|mg|kg|g|mL|ml|dL|dl|L|l|cm|mm|m|km|ft|in|lb|lbs|oz|IU|UI|kcal|cal|°[CF]"
    "|a\\.m\\.|p\\.m\\."
)
_AMOUNT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![\w]))")
_SHARE = re.compile(r"\b((?:m|mc|µ|k)?g|mmol|I?U)/(?=(?:[dm]?L|[dm]l|kg)\b)")
_MERCURY = re.compile(r"\bmm Hg\b")
_NUMBERED = re.compile(r"\b([Tt]ypes?|[Tt]ipos?|[Ss]tage|[Ee]tapa|[Pp]art|[Pp]arte) (?=\d)")
_DAY = re.compile(r"\b(\d{4}) (\w{3,4}) (?=\d{1,2}\b)")
_SHORT_LAST = re.compile(r"(?<=\S) (?=\S{1,6}$)")

LEAST_WORDS = 4
"""A text with fewer spaces hardly breaks, and may be set in a narrow column."""


def together(text: str, *, ends: bool = False) -> str:
    """Return the text with what does not break: number and unit, mg/dL, "type 2", a cited day, and a short last word.

    Args:
        ends: whether a paragraph ends here; its last word does not stand alone on a line when it is short.
    """
    text = _MERCURY.sub(f"mm{NO_BREAK}Hg", text)
    text = _AMOUNT.sub(NO_BREAK, text)
    text = _NUMBERED.sub(rf"\1{NO_BREAK}", text)
    text = _SHARE.sub(rf"\1/{WORD_JOINER}", text)
    text = _DAY.sub(rf"\1{NO_BREAK}\2{NO_BREAK}", text)
    if ends and text.count(" ") >= LEAST_WORDS:
        text = _SHORT_LAST.sub(NO_BREAK, text)
    return text
