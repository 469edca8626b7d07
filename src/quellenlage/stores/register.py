"""Questions to a register: which lines, in which order, under which filters. Answers are ids and counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from quellenlage.errors import LedgerError
from quellenlage.stores.register_build import scope_of
from quellenlage.text.folding import all_stems, fold, folded_words

COUNTED = 2000  # hits of a search that are counted and ranked; beyond, they come in the ledger's order
GIVEN = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story with what its overview counts."""

    id: str
    number: int
    title: str
    title_report: str
    language: str | None
    reports: int
    undated: int
    first: str | None
    last: str | None
    outlets: int
    said_first: str | None
    said_last: str | None
    utterances: int
    statements: int
    several: int
    actors: int
    claims: int
    contested: int
    alleged: int
    series: int
    changes: int
    origins_low: int | None
    origins_high: int | None
    findings: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with what a list of reports shows of it."""

    id: str
    number: int
    story: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    provenance: str | None
    language: str | None
    url: str | None
    agencies: str
    statements: int
    figures: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with how often they speak in a story."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, and how many lines have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that a search found."""

    n: int
    kind: str
    id: str
    story: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters that combine; None does not filter. `since` and `until` are ISO days, `words` a query."""

    actor: str | None = None
    type: str | None = None
    act: str | None = None
    outlet: str | None = None
    origin: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Found:
    """A page of ids, and how many there are in all (`capped`: at least that many)."""

    ids: tuple[str, ...]
    total: int
    capped: bool = False


Row = TypeVar("Row")


class Register:
    """An opened register. Belongs to the thread that opened it."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        self._db.execute("PRAGMA query_only = 1")
        self._db.execute("PRAGMA mmap_size = 268435456")

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    # -- stories and reports ---------------------------------------------------------------------------

    def stories(self, limit: int, offset: int) -> tuple[StoryRow, ...]:
        """Stories, those with the most reports first."""
        return self._all(StoryRow, "SELECT * FROM story ORDER BY number LIMIT ? OFFSET ?", limit, offset)

    def story(self, own: str) -> StoryRow | None:
        """The story with this id."""
        return next(iter(self._all(StoryRow, "SELECT * FROM story WHERE id = ?", own)), None)

    def story_count(self) -> int:
        """How many stories there are."""
        return self._one("SELECT count(*) FROM story")

    def report_count(self) -> int:
        """How many reports there are."""
        return self._one("SELECT count(*) FROM report")

    def reports(self, ids: Iterable[str]) -> tuple[ReportRow, ...]:
        """Reports by id."""
        return self._all(ReportRow, f"SELECT * FROM report WHERE id IN {GIVEN}", _given(ids))

    def reports_of(self, story: str, asked: Asked, limit: int, offset: int) -> Found:
        """The reports of a story, by their numbers."""
        where, values = ["r.story = ?"], [story]
        for column, value in (("outlet", asked.outlet), ("language", asked.language)):
            if value:
                where.append(f"r.{column} = ?")
                values.append(value)
        if asked.since:
            where.append("r.published >= ?")
            values.append(asked.since)
        if asked.until:
            where.append("substr(r.published, 1, 10) <= ?")
            values.append(asked.until)
        if asked.origin:
            where.append("EXISTS (SELECT 1 FROM origin o WHERE o.report = r.id AND o.origin = ?)")
            values.append(asked.origin)
        spoken = {"actor": asked.actor, "act": asked.act, "type": asked.type}
        if any(spoken.values()):
            inner = "".join(f" AND s.{c} = ?" for c, v in spoken.items() if v)
            where.append(f"r.id IN (SELECT s.report FROM statement s WHERE s.story = ?{inner})")
            values += [story, *(v for v in spoken.values() if v)]
        if asked.words:
            where.append("r.id IN (SELECT h.id FROM words w JOIN hit h ON h.n = w.rowid WHERE words MATCH ?)")
            values.append(_match(asked.words, "report", story))
        return self._page("report r", "r.id", where, values, "r.number", limit, offset)

    def report_at(self, story: str, number: int) -> str | None:
        """The report with this number."""
        return self._first("SELECT id FROM report WHERE story = ? AND number = ?", story, number)

    def neighbours(self, report: ReportRow) -> tuple[str | None, str | None]:
        """The reports before and after one in its story."""
        before = "SELECT id FROM report WHERE story = ? AND number < ? ORDER BY number DESC LIMIT 1"
        after = "SELECT id FROM report WHERE story = ? AND number > ? ORDER BY number LIMIT 1"
        at = (report.story, report.number)
        return self._first(before, *at), self._first(after, *at)

    # -- lists of a story ------------------------------------------------------------------------------

    def utterances_of(self, story: str, asked: Asked, limit: int, offset: int) -> Found:
        """The utterances of a story of which a wording passes the filters, by when they were said."""
        if not asked.any:
            sql = "SELECT id FROM utterance WHERE story = ? ORDER BY rank LIMIT ? OFFSET ?"
            return Found(self._ids(sql, story, limit, offset), self._total(story, "utterances"))
        if asked == Asked(origin=asked.origin):
            within = "u.id IN (SELECT subject FROM origin WHERE story = ? AND origin = ?)"
            values = [story, story, asked.origin or ""]
            return self._page("utterance u", "u.id", ["u.story = ?", within], values, "u.rank", limit, offset)
        where, values = self._statement_filters(story, asked)
        if asked.origin:
            where.append("s.utterance IN (SELECT subject FROM origin WHERE story = ? AND origin = ?)")
            values += [story, asked.origin]
        if asked.words:
            where.append("s.n IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(_match(asked.words, "statement", story))
        return self._page("statement s", "s.utterance", where, values, "s.rank", limit, offset, grouped=True)

    def claims_of(
        self, story: str, asked: Asked, limit: int, offset: int, status: str | None = None
    ) -> Found:
        """The claims of a story; with filters those on which such a statement stands."""
        where, values = ["c.story = ?"], [story]
        if status:
            where.append("c.status = ?")
            values.append(status)
        if asked.words:
            before = "(SELECT max(n) FROM statement)"
            where.append(f"c.n + {before} IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(_match(asked.words, "claim", story))
        if asked.origin:
            where.append("c.id IN (SELECT subject FROM origin WHERE story = ? AND origin = ?)")
            values += [story, asked.origin]
        by_statement, more = self._statement_filters(story, asked)
        if len(by_statement) > 1:
            inner = " AND ".join(by_statement)
            where.append(
                f"c.id IN (SELECT a.claim FROM statement s JOIN about a ON a.statement = s.id WHERE {inner})"
            )
            values += more
        return self._page("claim c", "c.id", where, values, "c.rank", limit, offset)

    def series_of(self, story: str, asked: Asked, limit: int, offset: int, mixed: bool = False) -> Found:
        """The figure series of a story; with filters those that hold such a figure."""
        where, values = ["x.story = ?"], [story]
        if mixed:
            where.append("x.mixed")
        if asked.origin:
            where.append("x.id IN (SELECT subject FROM origin WHERE story = ? AND origin = ?)")
            values += [story, asked.origin]
        if asked.words:
            where.append(
                "x.id IN (SELECT f.series FROM words w JOIN hit h ON h.n = w.rowid "
                "JOIN figure f ON f.id = h.id WHERE words MATCH ?)"
            )
            values.append(_match(asked.words, "figure", story))
        by_figure, more = self._statement_filters(story, asked, "f")
        if len(by_figure) > 1:
            where.append(f"x.id IN (SELECT f.series FROM figure f WHERE {' AND '.join(by_figure)})")
            values += more
        return self._page("series x", "x.id", where, values, "x.rank", limit, offset)

    def changes_of(self, story: str, since: str, until: str, limit: int = 200) -> tuple[str, ...]:
        """The claims on which somebody changed sides in a span of days."""
        sql = """SELECT DISTINCT claim FROM change
            WHERE story = ? AND day >= ? AND substr(day, 1, 10) <= ? LIMIT ?"""
        return self._ids(sql, story, since, until, limit)

    def proofs_of(self, story: str, asked: Asked, limit: int, offset: int) -> Found:
        """Subjects whose origins were counted and are more than one place, claims first."""
        where, values = ["b.story = ?", "(b.high > 1 OR b.steps > 1)"], [story]
        if asked.origin:
            where.append("b.subject IN (SELECT subject FROM origin WHERE story = ? AND origin = ?)")
            values += [story, asked.origin]
        return self._page("bounds b", "b.subject", where, values, "b.kind, b.subject", limit, offset)

    def links_of(self, story: str, shared: bool, limit: int, offset: int) -> Found:
        """The dependencies between reports, or (`shared`) what they tell in common."""
        kind = "l.kind = 'shares-statement'" if shared else "l.kind <> 'shares-statement'"
        where = ["l.story = ?", kind, "l.judgement <> 'negative'"]
        return self._page("link l", "l.id", where, [story], "l.rank", limit, offset)

    def actors_of(self, story: str, limit: int, offset: int) -> tuple[ActorRow, ...]:
        """Who speaks in a story, the most talkative first."""
        sql = """SELECT value AS id, label AS name, count FROM facet WHERE story = ? AND name = 'actor'
            ORDER BY count DESC, label LIMIT ? OFFSET ?"""
        return self._all(ActorRow, sql, story, limit, offset)

    def facets(self, story: str, name: str, limit: int = 60) -> tuple[Facet, ...]:
        """The values of a filter in a story, the most frequent first."""
        sql = """SELECT value, label, count FROM facet WHERE story = ? AND name = ?
            ORDER BY count DESC, label LIMIT ?"""
        return self._all(Facet, sql, story, name, limit)

    # -- what belongs to what --------------------------------------------------------------------------

    def wordings(self, utterance: str, limit: int, offset: int = 0) -> tuple[str, ...]:
        """The statements of an utterance, the one that stands for it first."""
        sql = """SELECT s.id FROM statement s JOIN utterance u ON u.id = s.utterance WHERE s.utterance = ?
            ORDER BY s.id <> u.base, s.number, s.start LIMIT ? OFFSET ?"""
        return self._ids(sql, utterance, limit, offset)

    def bases(self, utterances: Iterable[str]) -> tuple[str, ...]:
        """The statements that stand for these utterances."""
        return self._ids(f"SELECT base FROM utterance WHERE id IN {GIVEN}", _given(utterances))

    def utterances_near(self, utterance: str, actor: str, limit: int) -> tuple[str, ...]:
        """What else an actor says in the same story, the nearest in time first."""
        sql = """SELECT s.utterance FROM statement s JOIN utterance u ON u.id = ? AND s.story = u.story
            WHERE s.actor = ? AND s.utterance <> u.id GROUP BY s.utterance
            ORDER BY min(abs(s.rank - u.rank)), s.utterance LIMIT ?"""
        return self._ids(sql, utterance, actor, limit)

    def earliest(self, statements: Iterable[str]) -> tuple[str, ...]:
        """Statements in the order of their reports."""
        sql = f"SELECT id FROM statement WHERE id IN {GIVEN} ORDER BY number, start, id"
        return self._ids(sql, _given(statements))

    def rows_of(self, series: str, limit: int, offset: int = 0) -> tuple[str, ...]:
        """The figures of a series, earliest first."""
        sql = (
            "SELECT id FROM figure WHERE series = ? ORDER BY day IS NULL, day, number, start LIMIT ? OFFSET ?"
        )
        return self._ids(sql, series, limit, offset)

    def series_with(self, figure: str) -> str | None:
        """The series that a figure is in."""
        return self._first("SELECT series FROM figure WHERE id = ?", figure)

    def statements_in(self, report: str) -> tuple[str, ...]:
        """The statements of a report, in text order."""
        return self._ids("SELECT id FROM statement WHERE report = ? ORDER BY start, id", report)

    def figures_in(self, report: str) -> tuple[str, ...]:
        """The figures of a report, in text order."""
        return self._ids("SELECT id FROM figure WHERE report = ? ORDER BY start, id", report)

    def utterances_with(self, statements: Iterable[str]) -> dict[str, str]:
        """Utterances by statement."""
        sql = f"SELECT id, utterance FROM statement WHERE id IN {GIVEN}"
        return dict(self._rows(sql, _given(statements)))

    def claims_about(self, statements: Iterable[str], limit: int) -> tuple[str, ...]:
        """Claims on which these statements stand."""
        sql = f"SELECT DISTINCT claim FROM about WHERE statement IN {GIVEN} LIMIT ?"
        return self._ids(sql, _given(statements), limit)

    def actors_with(self, participants: Iterable[str]) -> dict[str, str]:
        """The actors that these participants are, by participant."""
        return dict(
            self._rows(f"SELECT id, actor FROM participant WHERE id IN {GIVEN}", _given(participants))
        )

    def actors_named(self, ids: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
        """Id, name and kind of actors: without the reports that they are in, which may be all."""
        sql = f"SELECT id, name, kind FROM actor WHERE id IN {GIVEN}"
        return tuple((own, name, kind) for own, name, kind in self._rows(sql, _given(ids)))

    def bounds_about(self, subjects: Iterable[str]) -> tuple[str, ...]:
        """The entries that count the origins of these subjects."""
        return self._ids(f"SELECT entry FROM bounds WHERE subject IN {GIVEN}", _given(subjects))

    def links_about(self, report: str, limit: int) -> tuple[str, ...]:
        """The links that start from a report or end in it."""
        sql = """SELECT id FROM link WHERE source = ?1 UNION SELECT id FROM link WHERE target = ?1 LIMIT ?2"""
        return self._ids(sql, report, limit)

    def reports_in(self, story: str, limit: int) -> tuple[str, ...]:
        """The first reports of a story."""
        return self._ids("SELECT id FROM report WHERE story = ? ORDER BY number LIMIT ?", story, limit)

    def claims_by(self, actor: str, limit: int) -> tuple[str, ...]:
        """The claims that an actor takes a position on, the ones that several do first."""
        sql = """SELECT c.id FROM (SELECT DISTINCT claim FROM stand WHERE actor = ? LIMIT 2000) s
            JOIN claim c ON c.id = s.claim ORDER BY c.shared DESC, c.rank, c.id LIMIT ?"""
        return self._ids(sql, actor, limit)

    def utterances_by(self, actor: str, limit: int, offset: int) -> Found:
        """What an actor says, in all stories."""
        sql = """SELECT utterance FROM statement WHERE actor = ? GROUP BY story, rank
            ORDER BY story, rank LIMIT ? OFFSET ?"""
        counted = "SELECT count(*) FROM (SELECT 1 FROM statement WHERE actor = ? GROUP BY story, rank)"
        total = self._one(counted, actor)
        return Found(self._ids(sql, actor, limit, offset), total)

    # -- findings --------------------------------------------------------------------------------------

    def findings(self, severity: str | None, code: str | None, limit: int, offset: int) -> tuple[str, ...]:
        """Findings as JSON, the gravest first."""
        where = " AND ".join(["1", *(f"{n} = ?" for n, v in (("severity", severity), ("code", code)) if v)])
        values = [v for v in (severity, code) if v]
        return self._ids(
            f"SELECT payload FROM finding WHERE {where} ORDER BY n LIMIT ? OFFSET ?", *values, limit, offset
        )

    def findings_about(self, report: str) -> tuple[str, ...]:
        """The findings about a report, as JSON."""
        return self._ids("SELECT payload FROM finding WHERE report = ? ORDER BY n", report)

    def finding_counts(self) -> tuple[tuple[str, str, int], ...]:
        """Severities and codes with how often each occurs."""
        sql = "SELECT severity, code, count(*) FROM finding GROUP BY severity, code ORDER BY min(n)"
        return tuple(self._rows(sql))

    # -- search ----------------------------------------------------------------------------------------

    def search(
        self, query: str, kind: str | None, story: str | None, limit: int, offset: int
    ) -> tuple[tuple[Hit, ...], int, bool]:
        """Hits of a query, the best first; how many there are, and whether there are still more.

        Words are looked up folded and by their stems, all of them must occur; "several words" in quotation
        marks must stand in a row; `word*` begins a word.
        """
        match = _match(query, kind, story)
        if not match:
            return (), 0, False
        sql = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
        total = self._one(sql, match, COUNTED + 1)
        order = "rank, rowid" if total <= COUNTED else "rowid"
        sql = f"""SELECT h.n, h.kind, h.id, h.story FROM
            (SELECT rowid AS n, ROW_NUMBER() OVER () AS place FROM
                (SELECT rowid FROM words WHERE words MATCH ? ORDER BY {order} LIMIT ? OFFSET ?)) w
            JOIN hit h ON h.n = w.n ORDER BY w.place"""
        hits = self._all(Hit, sql, match, limit, offset)
        return hits, min(total, COUNTED), total > COUNTED

    def search_counts(self, query: str, story: str | None, kinds: Sequence[str]) -> dict[str, int]:
        """How many hits of each kind there are, counted up to `COUNTED`."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
        return {
            kind: self._one(sql, match, COUNTED) if (match := _match(query, kind, story)) else 0
            for kind in kinds
        }

    # -- rows ------------------------------------------------------------------------------------------

    def _statement_filters(self, story: str, asked: Asked, alias: str = "s") -> tuple[list[str], list[str]]:
        where, values = [f"{alias}.story = ?"], [story]
        for column in ("actor", "act", "type", "outlet", "language"):
            value = getattr(asked, column)
            if value:
                where.append(f"{alias}.{column} = ?")
                values.append(value)
        if asked.since:
            where.append(f"{alias}.day >= ?")
            values.append(asked.since)
        if asked.until:
            where.append(f"substr({alias}.day, 1, 10) <= ?")
            values.append(asked.until)
        return where, values

    def _page(
        self,
        table: str,
        column: str,
        where: list[str],
        values: list[str],
        order: str,
        limit: int,
        offset: int,
        grouped: bool = False,
    ) -> Found:
        condition = " AND ".join(where)
        group = f"GROUP BY {order}" if grouped else ""
        sql = f"SELECT {column} FROM {table} WHERE {condition} {group} ORDER BY {order} LIMIT ? OFFSET ?"
        ids = self._ids(sql, *values, limit, offset)
        counted = f"DISTINCT {order}" if grouped else "*"
        return Found(ids, self._one(f"SELECT count({counted}) FROM {table} WHERE {condition}", *values))

    def _total(self, story: str, column: str) -> int:
        return self._one(f"SELECT coalesce(max({column}), 0) FROM story WHERE id = ?", story)

    def _one(self, sql: str, *parameters: object) -> int:
        for (value,) in self._rows(sql, *parameters):
            return int(value)
        return 0

    def _first(self, sql: str, *parameters: object) -> str | None:
        return next(iter(self._ids(sql, *parameters)), None)

    def _ids(self, sql: str, *parameters: object) -> tuple[str, ...]:
        return tuple(row[0] for row in self._rows(sql, *parameters))

    def _all(self, shape: type[Row], sql: str, *parameters: object) -> tuple[Row, ...]:
        return tuple(shape(*row) for row in self._rows(sql, *parameters))

    def _rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise LedgerError(f"the index of the ledger is damaged: {error}") from error


def needles(query: str) -> tuple[frozenset[str], ...]:
    """What of a query is marked in a text: for each word the forms that count as it."""
    return tuple(frozenset({word, *all_stems(word)}) for word in folded_words(query))


def _match(query: str, kind: str | None, story: str | None) -> str:
    """A query in the words of the index; empty where nothing is asked."""
    asked: list[str] = []
    for at, piece in enumerate(query.split('"')):
        if at % 2:
            words = folded_words(piece)
            if words:
                asked.append(f'plain : "{" ".join(words)}"')
            continue
        for token in piece.split():
            words = folded_words(token)
            for n, word in enumerate(words):
                beginning = token.endswith("*") and n == len(words) - 1
                asked.append(f'plain : "{fold(word)}" *' if beginning else _any_form(word))
    if not asked:
        return ""
    scopes = [f'scope : "{scope_of(one)}"' for one in (kind, story) if one]
    return " AND ".join([*scopes, *asked])


def _any_form(word: str) -> str:
    forms = [f'plain : "{word}"', *(f'stems : "{stem}"' for stem in sorted(all_stems(word)))]
    return f"({' OR '.join(forms)})"


def _given(values: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(set(values))).decode()
