"""Origins: which report depends on which, as a layered graph, and the proof path of every count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quellenlage.domain.link import Judgement, Link, LinkKind
from quellenlage.domain.story import OriginBounds, OriginStep, Story
from quellenlage.render.views.claims import wording_of
from quellenlage.render.views.index import Index, is_trivial
from quellenlage.render.views.parts import Actor, Proof, Reason, ReportRef, anchor_of, reason

MAX_NODES = 60  # a graph of more is no picture any longer: the list stands alone
ROW, COLUMN, WIDTH = 44, 300, 210
DEPENDS = (LinkKind.COPY, LinkKind.DERIVED, LinkKind.CITES, LinkKind.REVISION)


@dataclass(frozen=True, slots=True)
class Node:
    """A report, agency or outlet in the graph; `x`, `y` are its upper left corner."""

    key: str
    kind: str  # report, agency, outlet
    label: str
    report: ReportRef | None
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A dependency drawn as a curve (an SVG path)."""

    kind: str
    path: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The layered drawing: what depends stands left, what it rests on stands right."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Place:
    """One end of a dependency: a report, or somebody outside the corpus."""

    kind: str
    label: str
    report: ReportRef | None
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Dependency:
    """A link in words: who depends on whom, how, and by which evidence."""

    anchor: str
    kind: str
    judgement: str
    source: Place
    target: Place
    features: tuple[Reason, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a proof path."""

    report: ReportRef | None
    origin: Place
    reason: Reason
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class ProofView:
    """How the bounds of one claim, utterance or series come about."""

    anchor: str
    target: str
    kind: str
    label: str
    low: int
    high: int
    steps: tuple[Step, ...]
    more: int = 0  # steps from reports that are not at hand


@dataclass(frozen=True, slots=True)
class OriginsView:
    """The origins of a story's lines."""

    graph: Graph | None
    dependencies: tuple[Dependency, ...]
    shared: tuple[Dependency, ...]
    proofs: tuple[ProofView, ...]


def origins_view(index: Index, story: Story) -> OriginsView:
    """What the reports of a story rest on."""
    links = _links_of(index, story)
    depends = [link for link in links if link.kind in DEPENDS]
    firm = [link for link in depends if link.judgement is Judgement.POSITIVE]
    return OriginsView(
        graph=graph_view(index, story, firm),
        dependencies=tuple(dependency_view(index, link) for link in depends),
        shared=tuple(
            dependency_view(index, link) for link in links if link.kind is LinkKind.SHARES_STATEMENT
        ),
        proofs=tuple(_proofs(index, story)),
    )


def _links_of(index: Index, story: Story) -> list[Link]:
    found = {link.id: link for report in story.reports for link in index.links_by_report.get(report, ())}
    order = list(LinkKind)
    own = frozenset(story.reports)
    kept = (x for x in found.values() if x.judgement is not Judgement.NEGATIVE and x.source in own)
    return sorted(kept, key=lambda link: (order.index(link.kind), _number(index, link.source), link.target))


def _number(index: Index, key: str) -> int:
    ref = index.refs.get(key)
    return ref.number if ref else len(index.refs) + 1


# -- the list ------------------------------------------------------------------------------------------


def dependency_view(index: Index, link: Link) -> Dependency:
    """A link in words."""
    return Dependency(
        anchor=anchor_of(link.id),
        kind=link.kind.value,
        judgement=link.judgement.value,
        source=_place(index, link.source),
        target=_place(index, link.target),
        features=tuple(reason(f.name, f.score) for f in link.features),
        evidence=index.proofs(link.evidence),
    )


def _place(index: Index, key: str) -> Place:
    """`report:<id>`, a bare report id, `agency:<name>`, `outlet:<name>` or `actor:<id>`."""
    bare = key.removeprefix("report:")
    if bare in index.refs:
        return Place("report", index.refs[bare].label, index.refs[bare])
    kind, _, name = key.partition(":")
    if kind == "actor" and name in index.actors:
        actor = index.actor(name)
        return Place("actor", actor.name or "", None, actor)
    return Place(kind, name, None) if name else Place("other", key, None)


def _proofs(index: Index, story: Story) -> Iterable[ProofView]:
    """Claims first, then series, then utterances that several reports tell."""
    claims = [("claim", c.id, wording_of(index, c)[0]) for c in index.claims_by_story.get(story.id, ())]
    series = [("series", s.id, s.label) for s in index.series_by_story.get(story.id, ())]
    utterances = [
        ("utterance", u.id, _first_wording(index, u.statements))
        for u in index.utterances_by_story.get(story.id, ())
    ]
    for kind, subject, label in (*claims, *series, *utterances):
        bounds = index.bounds_of.get(subject)
        if bounds is not None and not is_trivial(bounds):
            yield proof_view(index, kind, label, bounds)


def _first_wording(index: Index, statements: Iterable[str]) -> str:
    found = [s for s in map(index.statement, statements) if s is not None]
    return index.wording(found[0]) if found else ""


def proof_view(index: Index, kind: str, label: str, bounds: OriginBounds) -> ProofView:
    """The proof path of a subject: what it is, its words, and how its bounds come about."""
    path = [step for step in bounds.path if step.report in index.refs]
    return ProofView(
        anchor=f"or-{anchor_of(bounds.subject)}",
        target=anchor_of(bounds.subject),
        kind=kind,
        label=label,
        low=bounds.low,
        high=bounds.high,
        steps=tuple(sorted((_step(index, step) for step in path), key=_step_order)),
        more=len(bounds.path) - len(path),
    )


def _step_order(step: Step) -> tuple[int, str, str]:
    return (step.report.number if step.report else 0, step.origin.label, step.reason.text)


def _step(index: Index, step: OriginStep) -> Step:
    return Step(
        report=index.refs.get(step.report),
        origin=_place(index, step.origin),
        reason=reason(step.reason),
        evidence=index.proofs(step.evidence),
    )


# -- the drawing ---------------------------------------------------------------------------------------


def graph_view(index: Index, story: Story, links: list[Link]) -> Graph | None:
    """None where nothing depends on anything, or where there is too much to draw."""
    keys = list(dict.fromkeys([*(link.source for link in links), *(link.target for link in links)]))
    alone = [r for r in story.reports if r not in keys]
    if not links or len(keys) + len(alone) > MAX_NODES:
        return None
    depth = _depths(keys, links)
    columns: dict[int, list[str]] = {}
    for key in (*keys, *alone):
        columns.setdefault(depth.get(key, 0), []).append(key)
    nodes = _placed(index, columns, links)
    edges = tuple(_edge(link, nodes) for link in links)
    return Graph(
        nodes=tuple(nodes.values()),
        edges=tuple(sorted(dict.fromkeys(edges), key=lambda e: (e.kind, e.source, e.target))),
        width=max(columns) * COLUMN + WIDTH + 20,
        height=max(len(column) for column in columns.values()) * ROW + 16,
    )


def _depths(keys: list[str], links: list[Link]) -> dict[str, int]:
    """The longest way from a report that nothing depends on; cycles are cut where they close."""
    below: dict[str, list[str]] = {}
    for link in links:
        below.setdefault(link.source, []).append(link.target)
    depth = dict.fromkeys(keys, 0)
    for _ in range(min(len(keys), 6)):
        for key in keys:
            for target in below.get(key, ()):
                if depth[target] <= depth[key] < 5 and key not in below.get(target, ()):
                    depth[target] = depth[key] + 1
    return depth


def _placed(index: Index, columns: dict[int, list[str]], links: list[Link]) -> dict[str, Node]:
    """Each column sorted by where its nodes' neighbours to the left stand, so that few edges cross."""
    nodes: dict[str, Node] = {}
    for column in sorted(columns):
        keys = sorted(columns[column], key=lambda k: (_height(k, links, nodes), _number(index, k), k))
        for row, key in enumerate(keys):
            place = _place(index, key)
            nodes[key] = Node(key, place.kind, place.label, place.report, 8 + column * COLUMN, 8 + row * ROW)
    return nodes


def _height(key: str, links: list[Link], nodes: dict[str, Node]) -> float:
    left = [nodes[link.source].y for link in links if link.target == key and link.source in nodes]
    return sum(left) / len(left) if left else 0.0


def _edge(link: Link, nodes: dict[str, Node]) -> Edge:
    source, target = nodes[link.source], nodes[link.target]
    y0, y1 = source.y + 15, target.y + 15
    if target.x > source.x:
        x0, x1 = source.x + WIDTH, target.x
        path = f"M{x0},{y0} C{x0 + 45},{y0} {x1 - 45},{y1} {x1 - 3},{y1}"
    else:
        x = source.x + WIDTH
        path = f"M{x},{y0} C{x + 55},{y0} {x + 55},{y1} {target.x + WIDTH + 3},{y1}"
    return Edge(link.kind.value, path, link.source, link.target)
