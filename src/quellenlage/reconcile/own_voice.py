"""A report's own voice: its sentences without what it has somebody else say, and how far it vouches for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from quellenlage.domain.reading import Reading
from quellenlage.domain.report import BlockKind
from quellenlage.domain.span import Span, merged, stripped, without
from quellenlage.lang.cues import Form, Takes
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.content import Word, words_in
from quellenlage.reconcile.narration import QUOTED
from quellenlage.text.tokens import Token, tokenize

LEAST_WORDS = 2  # content words without which a piece of a sentence tells nothing
MARKS = ",;:–—- \t"


class Voice(Enum):
    """How far a report vouches for a sentence that no statement holds."""

    PLAIN = "plain"  # it says so itself
    HEDGED = "hedged"  # it leaves open whether it is so
    HANDED_ON = "handed on"  # it shows that somebody else says so, though nobody was found who does


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, or what of it is in no statement. `hedges` are the words that leave the matter open."""

    report: str
    spans: tuple[Span, ...]
    voice: Voice
    hedges: tuple[Span, ...]
    words: tuple[Word, ...]
    heading: bool


def own_voice(reading: Reading, pack: LanguagePack) -> Iterator[Told]:
    """What a report tells in its own voice, sentence by sentence."""
    text = reading.report.text
    spoken = _covered(text, reading)
    starts = [s.start for s in spoken]
    blocks = reading.layout.blocks
    for at, sentence in enumerate(reading.sentences):
        near = spoken[max(0, bisect_left(starts, sentence.span.start) - 1) : bisect_left(starts, sentence.span.end)]
        pieces = tuple(p for s in without(sentence.span, near) if len(p := stripped(text, stripped(text, s), MARKS)))
        words = tuple(w for piece in pieces for w in words_in(text, piece, pack))
        if len(words) < LEAST_WORDS:
            continue
        after = reading.sentences[at + 1].span if at + 1 < len(reading.sentences) else None
        voice, hedges = _voice(text, pieces, after, pack)
        kind = blocks[sentence.block].kind if sentence.block < len(blocks) else BlockKind.PARAGRAPH
        yield Told(reading.report.id, pieces, voice, hedges, words, kind in (BlockKind.TITLE, BlockKind.HEADING))


def hedges_in(text: str, spans: Sequence[Span], pack: LanguagePack) -> tuple[Span, ...]:
    """The words by which these spans leave open whether something is so."""
    return tuple(s for span in spans for s in _found(_words(text, span), pack.voice.hedges, pack))


def _covered(text: str, reading: Reading) -> tuple[Span, ...]:
    """Statements with speaker and cue, and whatever stands in quotation marks."""
    spans = [statement.extent for statement in reading.statements]
    spans += [
        Span(*match.span())
        for block in reading.layout.body
        for match in QUOTED.finditer(text, block.span.start, block.span.end)
    ]
    return merged(spans)


def _voice(
    text: str, pieces: Sequence[Span], after: Span | None, pack: LanguagePack
) -> tuple[Voice, tuple[Span, ...]]:
    words = [word for piece in pieces for word in _words(text, piece)]
    if any(_found(_words(text, piece), pack.voice.attributing, pack) for piece in pieces):
        return Voice.HANDED_ON, ()
    if _reported(words, pack) or text[pieces[-1].end - 1 : pieces[-1].end + 1].rstrip().endswith("?"):
        return Voice.HANDED_ON, ()
    if after is not None and _takes_up(_words(text, after), pack):
        return Voice.HANDED_ON, ()
    hedges = hedges_in(text, pieces, pack)
    return (Voice.HEDGED, hedges) if hedges else (Voice.PLAIN, ())


def _words(text: str, span: Span) -> list[Token]:
    return [token for token in tokenize(text, span) if token.is_word]


def _found(
    words: Sequence[Token], phrases: frozenset[tuple[str, ...]], pack: LanguagePack
) -> list[Span]:
    """Where phrases stand among the words; "May" with a capital is a month."""
    out = []
    for at in range(len(words)):
        for length in range(min(pack.voice.longest, len(words) - at), 0, -1):
            run = words[at : at + length]
            if tuple(w.lower for w in run) in phrases and (at == 0 or length > 1 or run[0].text == run[0].lower):
                out.append(run[0].span.to(run[-1].span))
                break
    return out


def _reported(words: Sequence[Token], pack: LanguagePack) -> bool:
    """Whether mood shows that somebody else is speaking, or a verb of speech whose speaker was not found."""
    moods = (pack.cues.mood.subjunctive | pack.cues.mood.conditional) - {p[0] for p in pack.voice.hedges}
    return any(w.lower in moods or _speaks(w, pack) for w in words[1:])


def _speaks(word: Token, pack: LanguagePack) -> bool:
    return word.text == word.lower and any(
        form.form is Form.FINITE and form.joined and form.verb.takes_any(Takes.CLAUSE)
        for form in pack.cues.forms.get(word.lower, ())
    )


def _takes_up(words: Sequence[Token], pack: LanguagePack) -> bool:
    """Whether a sentence begins by saying who said the one before ("Das teilte ... mit")."""
    return bool(words) and words[0].lower in pack.compare.anaphors and any(
        pack.cues.forms.get(w.lower) for w in words[1:4]
    )
