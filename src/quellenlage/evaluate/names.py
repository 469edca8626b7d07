"""Which of the gold's actors a predicted name means."""

from __future__ import annotations

import re
from functools import cached_property

from quellenlage.evaluate.gold_format import GoldStory
from quellenlage.evaluate.words import content

# Words that name an office without naming anybody; alone they identify no actor.
OFFICES = frozenset(
    content(
        "präsident präsidentin sprecher sprecherin minister ministerin außenminister innenminister "
        "verteidigungsminister bürgermeister gouverneur militärgouverneur kanzler bundeskanzler "
        "generalsekretär regierungschef staatschef chef behörde behörden verwaltung ministerium botschafter "
        "diplomat generalstaatsanwalt president spokesman spokeswoman secretary general chief head governor "
        "official officials minister ukrainische ukrainischen russische russischen us un"
    )
)


class ActorNames:
    """Names and aliases of the gold's actors, with the speakers its statements print."""

    def __init__(self, gold: GoldStory) -> None:
        self._gold = gold
        self._known: dict[str, frozenset[str]] = {}

    def resolve(self, text: str | None) -> frozenset[str]:
        """The keys of the actors that `text` may mean; empty where it means none."""
        if not text:
            return frozenset()
        if text not in self._known:
            self._known[text] = self._resolve(text)
        return self._known[text]

    def same(self, predicted: tuple[str | None, ...], gold: str | None, printed: str | None) -> bool:
        """Whether a predicted (actor, speaker) is the gold's; by printed words where nobody is named."""
        named = frozenset[str]().union(*(self.resolve(text) for text in predicted))
        if gold and named:
            return gold in named
        return _same_words(predicted[-1], printed)

    @cached_property
    def _table(self) -> dict[str, list[frozenset[str]]]:
        names = {a.key: [a.key.replace("-", " "), a.name, *a.aliases] for a in self._gold.actors}
        for report in self._gold.reports:
            for s in report.statements:
                if s.actor:
                    own = names.setdefault(s.actor, [s.actor.replace("-", " ")])
                    printed = " ".join(x.exact for x in s.speaker)
                    if len(content(printed)) > 1:
                        own.append(printed)
        return {key: [frozenset(content(n)) for n in own if n] for key, own in names.items()}

    def _resolve(self, text: str) -> frozenset[str]:
        if text in self._table:
            return frozenset([text])
        key_like = re.fullmatch(r"[\w:-]+", text)
        plain = text.replace("_", " ").split(":")[-1].replace("-", " ") if key_like else text
        own = frozenset(content(plain))
        if not own:
            return frozenset()
        same = [key for key, names in self._table.items() if own in names]
        if same:
            return frozenset(same)
        inside = {
            key: max((len(n) for n in names if n and n <= own), default=0)
            for key, names in self._table.items()
        }
        best = max(inside.values(), default=0)
        if best:
            return frozenset(key for key, score in inside.items() if score == best)
        if own <= OFFICES:
            return frozenset()
        around = [key for key, names in self._table.items() if any(own <= n for n in names)]
        return frozenset(around) if len(around) == 1 else frozenset()


def _same_words(predicted: str | None, printed: str | None) -> bool:
    if not predicted or not printed:
        return False
    a, b = set(content(predicted)), set(content(printed))
    if not a or not b:
        return predicted.casefold() == printed.casefold()
    return bool(a & b) and (2.0 * len(a & b) / (len(a) + len(b)) >= 0.5 or a <= b or b <= a)
