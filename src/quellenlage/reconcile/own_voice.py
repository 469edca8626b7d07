"""A report's own voice: its sentences without what others say in them, and how far it vouches for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span, merged, stripped, without
from quellenlage.lang.cues import Form, Takes
from quellenlage.lang.pack import LanguagePack, language_pack
from quellenlage.reconcile.content import lemma_of, words_in
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


def own_voice(reading: Reading, pack: LanguagePack) -> Iterator[Told]:
    """What a report tells in its own voice, sentence by sentence."""
    text = reading.report.text
    spoken = _covered(text, reading)
    mentioned = merged(m.span for p in reading.participants for m in p.mentions)
    for at, sentence in enumerate(reading.sentences):
        parts = without(sentence.span, _near(spoken, sentence.span))
        pieces = tuple(p for part in parts if len(p := stripped(text, stripped(text, part), MARKS)))
        if sum(len(words_in(text, piece, pack)) for piece in pieces) < LEAST_WORDS:
            continue
        after = reading.sentences[at + 1].span if at + 1 < len(reading.sentences) else None
        people = any(piece.overlaps(m) for piece in pieces for m in _near(mentioned, piece))
        voice, hedges = _voice(text, pieces, after, people, pack)
        yield Told(reading.report.id, pieces, voice, hedges)


def hedges_in(text: str, spans: Sequence[Span], pack: LanguagePack) -> tuple[Span, ...]:
    """The words by which these spans leave open whether something is so."""
    return tuple(s for span in spans for s in _found(_words(text, span), pack.voice.hedges))


def _near(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of the disjoint, sorted spans that may reach into one span."""
    first = max(0, bisect_left(spans, span) - 1)
    return spans[first : bisect_left(spans, Span(span.end, span.end))]


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
    text: str, pieces: Sequence[Span], after: Span | None, people: bool, pack: LanguagePack
) -> tuple[Voice, tuple[Span, ...]]:
    words = [word for piece in pieces for word in _words(text, piece)]
    if any(_found(_words(text, piece), pack.voice.attributing) for piece in pieces):
        return Voice.HANDED_ON, ()
    hedges = hedges_in(text, pieces, pack)
    words = [w for w in words if not any(h.overlaps(w.span) for h in hedges)]  # "is said to have"
    if _reported(words, people, pack) or text[pieces[-1].end - 1 : pieces[-1].end + 1].rstrip().endswith("?"):
        return Voice.HANDED_ON, ()
    if after is not None and _takes_up(_words(text, after), pack):
        return Voice.HANDED_ON, ()
    return (Voice.HEDGED, hedges) if hedges else (Voice.PLAIN, ())


def _words(text: str, span: Span) -> list[Token]:
    return [token for token in tokenize(text, span) if token.is_word]


def _found(words: Sequence[Token], phrases: frozenset[tuple[str, ...]]) -> list[Span]:
    """Where phrases stand among the words; "May" with a capital is a month."""
    out = []
    lengths = _lengths(phrases)
    lower = tuple(word.lower for word in words)
    for at, first in enumerate(lower):
        for length in lengths.get(first, ()):
            if lower[at : at + length] in phrases and (at == 0 or length > 1 or words[at].text == first):
                out.append(words[at].span.to(words[at + length - 1].span))
                break
    return out


@cache
def _lengths(phrases: frozenset[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """By the first word of phrases, how many words they have, the longest first."""
    heads: dict[str, set[int]] = {}
    for phrase in phrases:
        heads.setdefault(phrase[0], set()).add(len(phrase))
    return {head: tuple(sorted(own, reverse=True)) for head, own in heads.items()}


def _reported(words: Sequence[Token], people: bool, pack: LanguagePack) -> bool:
    """Whether mood or a noun of speech shows that somebody else is speaking, or a verb beside a speaker."""
    moods = _moods(pack.code)
    for before, word in zip((None, *words), words, strict=False):
        if before is not None and (word.lower in moods or _speaks(word, people, pack)):
            return True
        if word.lower in pack.cues.nouns or _is_subjunctive(before, word, pack):
            return True
    return False


@cache
def _moods(code: str) -> frozenset[str]:
    """Forms that show reported speech and are no hedge."""
    pack = language_pack(code)
    return (pack.cues.mood.subjunctive | pack.cues.mood.conditional) - {p[0] for p in pack.voice.hedges}


def _is_subjunctive(before: Token | None, word: Token, pack: LanguagePack) -> bool:
    """Whether a word is a regular subjunctive ("der Kauf koste"), which stands behind no pronoun "ich"."""
    mood = pack.cues.mood
    if not mood.subjunctive or before is None or before.lower in mood.first_person:
        return False
    if not word.text.endswith("e") or word.text != word.lower or word.lower in mood.no_verbs:
        return False
    return not word.lower.endswith("te") and lemma_of(word.text, pack.code) == f"{word.lower}n"


def _speaks(word: Token, people: bool, pack: LanguagePack) -> bool:
    """Whether a word is a verb of speech; a form that may be an infinitive only where somebody is named."""
    forms = pack.cues.forms.get(word.lower, ()) if word.text == word.lower else ()
    spoken = any(f.form is Form.FINITE and f.joined and f.verb.takes_any(Takes.CLAUSE) for f in forms)
    return spoken and (people or not any(f.form is Form.INFINITIVE for f in forms))


def _takes_up(words: Sequence[Token], pack: LanguagePack) -> bool:
    """Whether a sentence begins by saying who said the one before ("Das teilte ... mit")."""
    return (
        bool(words)
        and words[0].lower in pack.compare.anaphors
        and any(pack.cues.forms.get(w.lower) for w in words[1:4])
    )
