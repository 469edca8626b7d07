"""Weighing: what rules and what the trained reader take for statements becomes one list of quotes.

Rules keep what they do better: quotation marks, what is told without its wording, acts that a cue names.
The reader finds what no form shows, says how likely each quote is, and settles where indirect speech
begins and ends. The limits were chosen on the dev part of training/corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Block, BlockKind
from quellenlage.domain.span import Span, stripped
from quellenlage.domain.statement import Act, StatementType
from quellenlage.encoder.encoder import Proposal, Seen
from quellenlage.extract.acts import act_of
from quellenlage.extract.mood import CLOSED
from quellenlage.extract.quote import Quote, Seek
from quellenlage.lang.cues import CueRules, CueVerb
from quellenlage.text.tokens import tokenize

SAME = 0.5  # shared characters (F1) of two quotes that mean the same
LEAST = 0.5  # confidence of a statement that only the reader found
LEAST_TOLD = 0.35  # of one whose wording is not told
LEAST_UNCUED = 0.7  # of one without a cue: the report may as well speak itself
LEAST_BY_RULE = 0.15  # of one that a rule found: a rule has evidence of its own
SURE_OF_ACT = 0.8  # of the reader, where the rules know nothing more than that something is said
EDGES = "„“”‟\"«»‹›‚‘’'`´ \t\n\r\u00a0,;:–—-"
ENDS = ".!?…"
MOST_HUMPS = 2  # capitals behind small letters in a name: McDonald's, YouTube
FARTHEST = 3  # sentences between speech and speech that goes on without a cue
MODEL = "reader"  # the name of the rule of quotes that only the reader found


@dataclass(frozen=True, slots=True)
class _Weighed:
    quote: Quote
    before: int | None  # its index among the rules' quotes


def weigh(
    text: str,
    quotes: Sequence[Quote],
    seen: Seen,
    sentences: Sequence[Sentence],
    blocks: Sequence[Block],
    rules: CueRules,
) -> tuple[Quote, ...]:
    """The quotes of a report in the order of the text, each with the reader's confidence."""
    proposals = seen.proposals()
    places = _Places(text, sentences, blocks, rules)
    kept: list[_Weighed] = []
    used: set[int] = set()
    for index, quote in enumerate(quotes):
        own = seen.weigh(quote.pieces)
        if own is None:
            kept.append(_Weighed(quote, index))
            continue
        twin = _twin(quote, proposals)
        if twin is not None:
            used.add(twin)
        meant = proposals[twin] if twin is not None else own
        confidence = seen.confidence(own, True, twin is not None)
        if confidence >= LEAST_BY_RULE:
            agreed = _agreed(text, quote, own, meant, confidence)
            if twin is not None and _settles(meant, quote) and places.keeps_to(meant.quote, quote.pieces):
                agreed = replace(agreed, pieces=places.pieces(meant) or quote.pieces)
            kept.append(_Weighed(agreed, index))
    for index, proposal in enumerate(proposals):
        confidence = seen.confidence(proposal, False, True)
        told = proposal.type is StatementType.REPORTED
        least = LEAST_TOLD if told else LEAST if proposal.cue else LEAST_UNCUED
        if index in used or confidence < least:
            continue
        if any(_agreement(proposal.quote, w.quote.pieces) >= SAME for w in kept):
            continue
        found = places.quote_of(proposal, confidence)
        if found is not None:
            kept.append(_Weighed(found, None))
    return _in_order(kept)


def _twin(quote: Quote, proposals: Sequence[Proposal]) -> int | None:
    """The proposal that means the same as a rule's quote."""
    best, found = SAME, None
    for index, proposal in enumerate(proposals):
        score = _agreement(quote.pieces, proposal.quote)
        if score > best:
            best, found = score, index
    return found


def _settles(meant: Proposal, quote: Quote) -> bool:
    """Whether the reader's boundaries stand instead of a rule's: of indirect speech, where all of them are
    such as form allows, nothing is broken into more pieces, and the cue does not become what is said.
    """
    beside = not any(piece.overlaps(cue) for piece in meant.quote for cue in quote.cue)
    whole = meant.formed and len(meant.quote) <= len(quote.pieces)
    return quote.type is StatementType.INDIRECT and whole and beside


def _agreement(left: Sequence[Span], right: Sequence[Span]) -> float:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    return 2 * shared / (sum(map(len, left)) + sum(map(len, right)) or 1)


def _agreed(text: str, quote: Quote, own: Proposal, meant: Proposal, confidence: float) -> Quote:
    """A rule's quote with what the reader adds: an act where the rule knows none, a speaker where no
    place of the rule holds one.
    """
    act = own.act if quote.act is Act.ASSERT and _is_sure(own) else quote.act
    seek = quote.seek if quote.inherits else (*quote.seek, *_seek(text, meant))
    return replace(quote, act=act, seek=seek, confidence=confidence)


def _is_sure(proposal: Proposal) -> bool:
    """Whether what is said outweighs a cue that only says that something is said ("sagte", "laut").

    What is an estimate the words around a number tell.
    """
    return proposal.act_confidence > SURE_OF_ACT and proposal.act is not Act.ESTIMATE


def _seek(text: str, proposal: Proposal) -> tuple[Seek, ...]:
    """The place of the speaker; words that run together ("DammbruchInPirnowLage") are nobody's name."""
    speaker = proposal.speaker
    if speaker is None or _humps(speaker.of(text)) > MOST_HUMPS:
        return ()
    return (Seek(speaker, phrase=speaker, source=True, whole=True),)


def _humps(words: str) -> int:
    """How often a capital follows a small letter."""
    return sum(one.islower() and other.isupper() for one, other in pairwise(words))


class _Places:
    """Where in the report something stands."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], blocks: Sequence[Block], rules: CueRules
    ) -> None:
        self.rules = rules
        self.text = text
        self.sentences = sentences
        self.blocks = blocks

    def keeps_to(self, pieces: Sequence[Span], own: Sequence[Span]) -> bool:
        """Whether the pieces reach into no sentence that a rule's own pieces do not stand in."""
        touched = [s.span for s in self.sentences if any(s.span.overlaps(p) for p in pieces)]
        return all(any(sentence.overlaps(p) for p in own) for sentence in touched)

    def quote_of(self, proposal: Proposal, confidence: float) -> Quote | None:
        """The quote that the reader proposes; None where nothing is said in it ("dass", "wie er sagte")."""
        pieces = self._begun(self._ended(self.pieces(proposal)))
        if not self._says_something(pieces):
            return None
        at = next(
            (i for i, s in enumerate(self.sentences) if s.span.end > pieces[0].start), len(self.sentences) - 1
        )
        block = self.sentences[at].block
        speaks_on = proposal.speaker is None and not proposal.cue
        said_in = next((s.span for s in self.sentences for c in proposal.cue if s.span.contains(c)), None)
        return Quote(
            pieces=pieces,
            type=self._type(proposal, pieces),
            act=self._act(proposal, pieces),
            cue=proposal.cue,
            seek=_seek(self.text, proposal),
            rule=MODEL,
            sentence=at,
            block=block,
            heading=self.blocks[block].kind in (BlockKind.TITLE, BlockKind.HEADING),
            addressee=proposal.addressee,
            inherits=speaks_on,
            clause=said_in,
            confidence=confidence,
        )

    def pieces(self, proposal: Proposal) -> tuple[Span, ...]:
        """The pieces of a proposal without the signs around them."""
        bare = (stripped(self.text, piece, EDGES) for piece in proposal.quote)
        return tuple(piece for piece in bare if any(c.isalnum() for c in piece.of(self.text)))

    def _ended(self, pieces: tuple[Span, ...]) -> tuple[Span, ...]:
        """The pieces without a last word behind which more must follow: "Entsendung von"."""
        while pieces:
            *before, last = tokenize(self.text, pieces[-1])
            if not self.rules.is_a(last.lower, "never_last"):
                return pieces
            rest = (pieces[-1].start, before[-1].span.end) if before else None
            pieces = (*pieces[:-1], *([Span(*rest)] if rest else []))
        return pieces

    def _begun(self, pieces: tuple[Span, ...]) -> tuple[Span, ...]:
        """The pieces without a verb of speech before them that is no cue: "bestätigt Entsendung"."""
        words = list(tokenize(self.text, pieces[0])) if pieces else []
        if len(words) < 2 or words[0].lower not in self.rules.forms or words[0].text[0].isupper():
            return pieces
        return (Span(words[1].span.start, pieces[0].end), *pieces[1:])

    def _says_something(self, pieces: Sequence[Span]) -> bool:
        """Whether a word stands in the pieces that is neither a function word nor a cue."""
        words = (token.lower for piece in pieces for token in tokenize(self.text, piece))
        return any(
            any(c.isalnum() for c in w) and not self.rules.is_a(w, *CLOSED) and w not in self.rules.forms
            for w in words
        )

    def _act(self, proposal: Proposal, pieces: Sequence[Span]) -> Act:
        """What the cue says by the lists of the language; the reader decides where they say nothing."""
        words = [t.lower for cue in proposal.cue for t in tokenize(self.text, cue)]
        said = " ".join(piece.of(self.text) for piece in pieces)
        negated = any(self.rules.is_a(word, "negation") for word in words)
        told = proposal.type is StatementType.REPORTED
        verb = self._verb(words)
        if verb is not None:
            known = act_of(verb.act, verb.lemma, negated, told, said, self.rules)
            return proposal.act if known is Act.ASSERT and _is_sure(proposal) else known
        nouns = (self.rules.nouns.get(word) for word in words)
        named = next((noun.act for noun in nouns if noun is not None and noun.act is not Act.ASSERT), None)
        return named or proposal.act

    def _verb(self, words: Sequence[str]) -> CueVerb | None:
        """The cue verb of these words: the first whose particle stands there too ("gab ... bekannt"), else
        the first.
        """
        forms = self.rules.forms
        for word, following in pairwise([*words, ""]):
            here = [*forms.get(word, ()), *forms.get(word + following, ())]
            whole = [f.verb for f in here if f.joined or f.verb.apart[-1] in words]
            if whole:
                return max(whole, key=lambda verb: len(verb.apart))
        return next((form.verb for word in words for form in forms.get(word, ())), None)

    def _type(self, proposal: Proposal, pieces: Sequence[Span]) -> StatementType:
        """Marks decide what is verbatim, whatever the reader thinks."""
        whole = Span(min(p.start for p in proposal.quote), max(p.end for p in proposal.quote))
        has_marks = any(c in whole.of(self.text) for c in '„“”«»"')
        if proposal.type is StatementType.DIRECT and not has_marks and not self._in_marks(pieces):
            return StatementType.INDIRECT
        return proposal.type

    def _in_marks(self, pieces: Sequence[Span]) -> bool:
        around = self.text[max(0, pieces[0].start - 2) : pieces[0].start]
        return any(c in around for c in "„“”«»\"‚‘'›‹")


def _in_order(kept: Sequence[_Weighed]) -> tuple[Quote, ...]:
    """The quotes in the order of the text, each that goes on with another by its new index."""
    ordered = sorted(kept, key=lambda w: (w.quote.sentence, w.quote.extent))
    now = {w.before: i for i, w in enumerate(ordered) if w.before is not None}
    out: list[Quote] = []
    for weighed in ordered:
        quote = weighed.quote
        if quote.continues is not None or quote.inherits:
            before = now.get(quote.continues) if quote.continues is not None else None
            if before is None or before >= len(out):
                before = _last(out, quote)
            quote = replace(quote, continues=before, inherits=True)
        out.append(quote)
    return tuple(out)


def _last(before: Sequence[Quote], quote: Quote) -> int | None:
    """The quote before, if it stands close enough for speech to go on from it."""
    for index in range(len(before) - 1, -1, -1):
        other = before[index]
        if quote.sentence - other.sentence > FARTHEST:
            return None
        if other.extent.end <= quote.extent.start:
            return index
    return None
