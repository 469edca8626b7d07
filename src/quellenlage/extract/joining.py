"""Joining: indirect speech that goes on in the next sentence is one act of speech, not a row of them.

"Das Amt teilte mit, der Damm halte. Eine Evakuierung sei nicht nötig." is one statement in two pieces. What
follows a verbatim quote or a told act stays a statement of its own: its words are of another kind. So does
what denies, confirms or declines, and what follows it: the cue's act does not reach into the next sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quellenlage.domain.statement import Act, StatementType
from quellenlage.extract.quote import Quote
from quellenlage.lang.cues import CueRules
from quellenlage.text.tokens import tokenize

POSITIONS = (Act.CONFIRM, Act.CANNOT_CONFIRM, Act.DENY, Act.NOT_DENY, Act.NO_COMMENT)
FREE_WORDED = (StatementType.INDIRECT, StatementType.MIXED)


def join_speech(text: str, quotes: Sequence[Quote], rules: CueRules) -> tuple[Quote, ...]:
    """The quotes with those that only go on with the one before made pieces of it. Twice is as once."""
    out: list[Quote] = []
    now: dict[int, int] = {}  # the index of each quote, or of the one that it became a piece of
    last_sentence: dict[int, int] = {}
    for index, quote in enumerate(quotes):
        before = now.get(quote.continues) if quote.continues is not None else None
        if (
            before is not None
            and before == len(out) - 1
            and _goes_on(out[before], last_sentence[before], quote)
            and not _tells_an_act(text, quote, rules)
        ):
            out[before] = _joined(out[before], quote)
        else:
            out.append(quote if quote.continues is None else replace(quote, continues=before))
            before = len(out) - 1
        now[index] = before
        last_sentence[before] = quote.sentence
    return tuple(out)


def _goes_on(head: Quote, last_sentence: int, quote: Quote) -> bool:
    return (
        head.type in FREE_WORDED
        and quote.type in FREE_WORDED
        and not quote.cue
        and head.act not in POSITIONS
        and quote.act not in POSITIONS
        and head.heading == quote.heading
        and quote.sentence == last_sentence + 1
        and head.pieces[-1].end <= quote.pieces[0].start
    )


def _tells_an_act(text: str, quote: Quote, rules: CueRules) -> bool:
    """Whether a verb of saying, fearing or hoping opens the sentence ("Befürchtet werde"): another act."""
    words = [t.lower for piece in quote.pieces[:1] for t in tokenize(text, piece)]
    return len(words) > 1 and words[0] in rules.forms and rules.is_a(words[1], "passive", "be")


def _joined(head: Quote, quote: Quote) -> Quote:
    mixed = StatementType.MIXED in (head.type, quote.type)
    return replace(
        head,
        pieces=(*head.pieces, *quote.pieces),
        type=StatementType.MIXED if mixed else StatementType.INDIRECT,
    )
