"""The small parts that every section prints: labels, dates, names, links to reports.

They are functions and no template macros, because a page prints thousands of them. Each takes text that may
hold anything and returns markup in which it is escaped. Words of the interface carry their key (`data-t` and
so on), by which the script of the static page changes them into the other language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from quellenlage.render.charts import bar, key
from quellenlage.render.i18n import Words, words
from quellenlage.render.views.claims import ClaimView
from quellenlage.render.views.figures import FigureView, RelationView
from quellenlage.render.views.parts import Actor, Origins, Proof, Reason, ReportRef, SpanLink, When
from quellenlage.render.views.statements import ClaimRef, UtteranceView, WordingView

To = Callable[..., str]
NO_TEXT = Markup("")
NAMES = (
    *("said", "t", "el", "th", "label", "date", "num", "when", "cut", "words_of", "actor", "act", "status"),
    *("learned", "found_by", "ref", "named", "report", "src", "srcs", "bounds", "origins", "why", "features"),
    *("one_proof", "proof", "interval", "voucher", "relation"),
)
SIGNS = {"conflict": "≠", "update": "↻", "unordered": "≶", "agree": "≍"}


class Phrases:
    """The parts in one language of the interface; `to` says where an anchor leads to."""

    def __init__(self, language: str, to: To) -> None:
        self.words: Words = words(language)
        self._to = to
        self._label = cache(self._label_of)
        self._plain = cache(self._said)
        self._element = cache(self._element_of)

    def names(self) -> dict[str, object]:
        """What templates call, by the name they call it."""
        return {name: getattr(self, name) for name in NAMES}

    # -- words of the interface ------------------------------------------------------------------------

    def said(self, key: str, **slots: object) -> Markup:
        """The rest of an opening tag with the key, and the words: `<p` comes before, `</p>` after."""
        return self._said(key, **slots) if slots else self._plain(key)

    def t(self, key: str, **slots: object) -> Markup:
        """Words in a span of their own."""
        return self.el("span", key, **slots)

    def el(self, tag: str, key: str, **slots: object) -> Markup:
        """Words in an element of their own."""
        return self._element_of(tag, key, **slots) if slots else self._element(tag, key)

    def th(self, key: str) -> Markup:
        """The head of a column."""
        return Markup(f'<th scope="col"{self.said(key)}</th>')

    def label(self, key: str) -> Markup:
        """Words that are read out and not seen, as attributes."""
        return self._label(key)

    def _said(self, key: str, **slots: object) -> Markup:
        carried = ""
        if list(slots) == ["n"]:
            carried = f' data-k="{escape(slots["n"])}"'
        elif slots:
            carried = f' data-s="{escape(str(htmlsafe_json_dumps(slots, sort_keys=True)))}"'
        return Markup(f' data-t="{escape(key)}"{carried}>{escape(self.words.text(key, **slots))}')

    def _element_of(self, tag: str, key: str, **slots: object) -> Markup:
        return Markup(f"<{tag}{self.said(key, **slots)}</{tag}>")

    def _label_of(self, key: str) -> Markup:
        return Markup(f' aria-label="{escape(self.words.text(key))}" data-l="{escape(key)}"')

    def _noted(self, key: str) -> str:
        """Words that a pointer brings up, as attributes."""
        return f' title="{escape(self.words.text(key))}" data-h="{escape(key)}"'

    # -- dates, numbers, text of reports ---------------------------------------------------------------

    def date(self, iso: str) -> Markup:
        """A date, as the language writes it."""
        return Markup(f'<time datetime="{escape(iso)}" data-d>{escape(self.words.date(iso))}</time>')

    def num(self, plain: str) -> Markup:
        """A number, as the language writes it."""
        return Markup(f'<data value="{escape(plain)}" data-n>{escape(self.words.number(plain))}</data>')

    def when(self, w: When) -> Markup:
        """When something was said, or that only its report is dated, or nothing."""
        if w.basis == "said" and w.value:
            return self.date(w.value)
        if w.basis == "report" and w.value:
            note = self._noted("when.report_note")
            return Markup(
                f'<span class="weak"{note}>{self.t("when.report")} {self.date(w.value[:10])}</span>'
            )
        return Markup(f'<span class="weak">{self.t("when.none")}</span>')

    def cut(self, text: str, language: str | None) -> Markup:
        """Characters cut from a report."""
        lang = f' lang="{escape(language)}"' if language else ""
        return Markup(f'<span class="cut"{lang}>{escape(text)}</span>')

    def words_of(self, claim: ClaimView | ClaimRef) -> Markup:
        """The words of a claim: cut from a report, or put together."""
        if claim.cut:
            return self.cut(claim.wording, claim.language)
        return Markup(f"<span>{escape(claim.wording)}</span>")

    # -- who, what -------------------------------------------------------------------------------------

    def actor(self, a: Actor) -> Markup:
        """A name, leading to whose it is."""
        if a.name is None:
            return Markup(f'<span class="weak">{self.t("who.unknown")}</span>')
        if a.anchor:
            return Markup(
                f'<a class="actor" href="{escape(self._to(a.anchor))}"><bdi>{escape(a.name)}</bdi></a>'
            )
        return Markup(f'<bdi class="actor">{escape(a.name)}</bdi>')

    def act(self, name: str) -> Markup:
        """The act of a statement."""
        return Markup(f'<span class="act a-{escape(name)}"{self.said("act." + name)}</span>')

    def status(self, name: str) -> Markup:
        """The status of a claim."""
        return Markup(f'<span class="status s-{escape(name)}"{self.said("status." + name)}</span>')

    def learned(self, s: UtteranceView | WordingView) -> Markup:
        """That a trained reader found it, and how sure it is."""
        sure = f" <span{self.said('statements.sure', n=s.sure)}</span>" if s.sure else ""
        note = self._noted("statements.learned_note")
        return Markup(f'<span class="learned"{note}>{self.t("statements.by_model")}{sure}</span>')

    def found_by(self, w: WordingView) -> Markup:
        """Which method found a wording."""
        found = self.learned(w) if w.learned else self.t("statements.by_rule")
        if w.sure and not w.learned:
            found += Markup(f", {self.t('statements.sure', n=w.sure)}")
        return Markup(f"{found} <code>{escape(w.method)}</code>")

    # -- reports ---------------------------------------------------------------------------------------

    def ref(self, r: ReportRef) -> Markup:
        """A report by its number."""
        return Markup(
            f'<a class="ref" href="{escape(self._to(r.anchor))}" title="{escape(r.label)}">{r.number}</a>'
        )

    def named(self, r: ReportRef) -> Markup:
        """A report by number and name."""
        return Markup(
            f'<span class="rep"><span class="no">{r.number}</span> <bdi>{escape(r.label)}</bdi></span>'
        )

    def report(self, r: ReportRef) -> Markup:
        """A report by number and name, leading to it."""
        named = f'<span class="no">{r.number}</span> <bdi>{escape(r.label)}</bdi>'
        return Markup(f'<a class="rep" href="{escape(self._to(r.anchor))}">{named}</a>')

    def src(self, link: SpanLink | Proof) -> Markup:
        """The number of a report, leading to a span in it."""
        r = link.report
        href = escape(self._to(link.anchor, r.anchor))
        return Markup(f'<a class="ref src" href="{href}" title="{escape(r.label)}">{r.number}</a>')

    def srcs(self, links: Iterable[SpanLink]) -> Markup:
        """Several of them."""
        return Markup(f'<span class="refs">{NO_TEXT.join(map(self.src, links))}</span>')

    # -- figures ---------------------------------------------------------------------------------------

    def interval(self, f: FigureView) -> Markup:
        """What a figure says, in numbers; an open end is told."""
        if f.low is not None and f.low == f.high:
            found = self.num(f.low)
        else:
            found = Markup(
                f"{self._end(f.low, 'figures.open_low')} – {self._end(f.high, 'figures.open_high')}"
            )
        return found + f" {f.unit}" if f.unit else found

    def _end(self, value: str | None, note: str) -> str:
        return f"<span{self._noted(note)}>…</span>" if value is None else self.num(value)

    def voucher(self, f: FigureView) -> Markup:
        """Who stands up for a figure, or disowns it."""
        if f.own_voice:
            return Markup(f'<span class="weak"{self.said("who.own")}</span>')
        disowned = f'<small class="weak"{self.said("act." + f.disowned)}</small> ' if f.disowned else ""
        return Markup(f"{disowned}{self.actor(f.voucher)}")

    def relation(self, r: RelationView) -> Markup:
        """How a figure relates to those of other rows."""
        title = f' title="{escape("; ".join(r.reasons))}"' if r.reasons else ""
        newer = "relation.update_newer" if r.newer else "relation.update_older"
        told = self.t(newer if r.kind == "update" else f"relation.{r.kind}")
        rows = ", ".join(f'<span class="run">{run}</span>' for run in r.rows)
        sign = f'<span aria-hidden="true">{SIGNS[r.kind]}</span>'
        return Markup(f'<span class="rel r-{r.kind}"{title}>{sign} {told} {rows}</span>')

    # -- origins, reasons, proofs ----------------------------------------------------------------------

    def bounds(self, o: Origins) -> Markup:
        """How many origins there are at least and at most."""
        return Markup(o.low if o.high == o.low else f"{o.low}–{o.high}")

    def origins(self, o: Origins | None) -> Markup:
        """How many independent origins there are, leading to the proof."""
        if o is None:
            return NO_TEXT
        found = self.t("origins.range", n=str(self.bounds(o)))
        return Markup(f'<a class="orig" href="{escape(self._to(o.anchor))}">{found}</a>')

    def why(self, r: Reason) -> Markup:
        """A reason for a judgement, with its score."""
        known = self.t(r.key) if r.key in self.words.table else Markup(f"<code>{escape(r.text)}</code>")
        return known + (f" {r.score}" if r.score and r.score != "1" else "")

    def features(self, items: Iterable[Reason]) -> Markup:
        """All of them."""
        return Markup(" · ").join(Markup(f'<span class="feat">{self.why(r)}</span>') for r in items)

    def one_proof(self, p: Proof) -> Markup:
        """A span that proves something."""
        place = self.ref(p.report) if p.anchor == p.report.anchor else self.src(p)
        return Markup(f"{place} {self.cut(p.exact, p.report.language)}")

    def proof(self, items: Sequence[Proof]) -> Markup:
        """Spans that prove something; more than two are folded away."""
        if not items:
            return NO_TEXT
        found = [self.one_proof(p) for p in items]
        if len(found) <= 2:
            return Markup(f'<span class="ev">{Markup(" · ").join(found)}</span>')
        summary = self.t("origins.evidence_n", n=len(found))
        lines = NO_TEXT.join(Markup(f"<li>{p}</li>") for p in found)
        return Markup(f'<details class="ev"><summary>{summary}</summary><ul>{lines}</ul></details>')


@cache
def phrases(language: str, to: To) -> dict[str, object]:
    """What a template needs besides its view, in one language."""
    own = Phrases(language, to)
    return {"words": own.words, "bar": bar, "key": key, **own.names()}
