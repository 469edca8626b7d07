"""Independent origins: how many sources really stand behind a claim, an utterance, a series of figures.

Two questions are kept apart (docs/decisions/0005-independent-origins.md):

- *That it was said* (an utterance) is known through **channels**: reports and agencies. A copy is no
  channel of its own, neither is a report that credits an agency: the trail is followed to where it ends.
- *That it is so* (a claim, a figure) is known through those who **vouch** for it: the speakers. A report
  that says so in its own voice vouches itself, through its channel.

`low` counts the origins that are certainly independent: named by the reports, different, and none of them
possibly behind another. `high` counts those that may be: whatever is not shown to hang together is counted
apart. A report that names no source raises `high`, not `low`: it may have it from any of the others. Copies
change neither bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quellenlage.domain.actor import Actor
from quellenlage.domain.claim import Claim
from quellenlage.domain.figure import Figure
from quellenlage.domain.link import Evidence, Link
from quellenlage.domain.reading import Corpus
from quellenlage.domain.statement import Act, Statement
from quellenlage.domain.story import OriginBounds, OriginStep, Series, Utterance
from quellenlage.reconcile.channels import Channels, Trail
from quellenlage.reconcile.speakers import Speakers

# Who only reacts to a claim does not stand behind it.
REACTIONS = (Act.DENY, Act.NOT_DENY, Act.CANNOT_CONFIRM, Act.NO_COMMENT, Act.ASK, Act.DEMAND)


@dataclass(frozen=True, slots=True)
class Support:
    """One place that tells the subject: in the words of `statement` or in the report's own voice."""

    report: str
    statement: Statement | None
    evidence: Evidence


def count_origins(
    corpus: Corpus,
    links: Sequence[Link],
    actors: Sequence[Actor],
    utterances: Sequence[Utterance],
    series: Sequence[Series],
    claims: Sequence[Claim],
) -> tuple[OriginBounds, ...]:
    """Bounds and proof path for every claim, utterance and series that a report tells, sorted by subject."""
    channels = Channels(corpus, links)
    speakers = Speakers(corpus, actors)
    bounds = [
        *(_said(u.id, channels, _of_statements(corpus, u.statements)) for u in utterances),
        *(_vouched(c.id, channels, speakers, _of_claim(corpus, c)) for c in claims),
        *(_vouched(s.id, channels, speakers, _of_figures(corpus, s.figures)) for s in series),
    ]
    return tuple(sorted((b for b in bounds if b is not None), key=lambda b: b.subject))


# -- what supports a subject ----------------------------------------------------------------------


def _of_statements(corpus: Corpus, ids: Iterable[str]) -> list[Support]:
    found = (corpus.statements[i] for i in sorted(set(ids)) if i in corpus.statements)
    return [Support(s.report, s, Evidence(s.report, s.quote[0], "quote")) for s in found]


def _of_claim(corpus: Corpus, claim: Claim) -> list[Support]:
    """The statements that put the claim forward; where nobody does, those that react to it."""
    forward = [i for p in claim.positions if p.act not in REACTIONS for i in p.statements]
    return _of_statements(corpus, forward or [i for p in claim.positions for i in p.statements])


def _of_figures(corpus: Corpus, ids: Iterable[str]) -> list[Support]:
    figures = (corpus.figures[i] for i in sorted(set(ids)) if i in corpus.figures)
    return [Support(f.report, _voucher(corpus, f), Evidence(f.report, f.span, "figure")) for f in figures]


def _voucher(corpus: Corpus, figure: Figure) -> Statement | None:
    """The statement whose speaker stands up for a figure; None where the report alone does."""
    statement = corpus.statements.get(figure.statement or "")
    return statement if statement is not None and statement.act.vouches else None


# -- counting -------------------------------------------------------------------------------------


def _said(subject: str, channels: Channels, support: Sequence[Support]) -> OriginBounds | None:
    """How many channels tell that it was said."""
    if not support:
        return None
    trails = [channels.trail(s.evidence, s.statement) for s in support]
    low, high = max(1, channels.apart(trails)), _ends(trails)
    return OriginBounds(subject, low, high, _unique(step for trail in trails for step in trail.steps))


def _vouched(
    subject: str, channels: Channels, speakers: Speakers, support: Sequence[Support]
) -> OriginBounds | None:
    """How many stand behind it with their own word."""
    if not support:
        return None
    spoken = [(item, actor) for item in support if (actor := speakers.of(item.statement))]
    texts = {channels.trail(item.evidence, item.statement).text for item, _ in spoken}
    voices = [channels.trail(i.evidence, i.statement) for i in support if not speakers.of(i.statement)]
    # What a report attributes in one place it does not vouch for in another.
    own = [trail for trail in voices if trail.text not in texts]
    low, high = speakers.bounds([(item.statement, actor) for item, actor in spoken])
    steps = [OriginStep(item.report, _key(actor), "spoken-by", (_speaker(item),)) for item, actor in spoken]
    steps += [step for trail in own for step in trail.steps]
    return OriginBounds(subject, max(1, low), max(1, high + _ends(own)), _unique(steps))


def _ends(trails: Sequence[Trail]) -> int:
    return len({end for trail in trails for end in trail.ends})


def _key(actor: Actor) -> str:
    return f"actor:{actor.id}"


def _speaker(item: Support) -> Evidence:
    speaker = item.statement.speaker if item.statement else None
    return Evidence(item.report, speaker, "speaker") if speaker else item.evidence


def _unique(steps: Iterable[OriginStep]) -> tuple[OriginStep, ...]:
    return tuple(sorted(set(steps), key=lambda s: (s.report, s.origin, s.reason, str(s.evidence))))
