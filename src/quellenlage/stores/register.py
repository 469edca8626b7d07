"""Questions to a register: which lines, in which order, under which filters. Answers are ids and counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quellenlage.stores.register_asked import Asked, match_of, statement_filters
from quellenlage.stores.register_file import GIVEN, given
from quellenlage.stores.register_relations import RegisterRelations
from quellenlage.stores.register_rows import ActorRow, Facet, Found, Hit, ReportRow, StoryRow

COUNTED = 2000  # hits of a search that are counted and ranked; beyond, they come in the ledger's order


class Register(RegisterRelations):
    """An opened register. Belongs to the thread that opened it."""

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
        return self._all(ReportRow, f"SELECT * FROM report WHERE id IN {GIVEN}", given(ids))

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
            values.append(match_of(asked.words, "report", story))
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
        where, values = statement_filters(story, asked)
        if asked.origin:
            where.append("s.utterance IN (SELECT subject FROM origin WHERE story = ? AND origin = ?)")
            values += [story, asked.origin]
        if asked.words:
            where.append("s.n IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(match_of(asked.words, "statement", story))
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
            values.append(match_of(asked.words, "claim", story))
        if asked.origin:
            where.append("c.id IN (SELECT subject FROM origin WHERE story = ? AND origin = ?)")
            values += [story, asked.origin]
        by_statement, more = statement_filters(story, asked)
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
            values.append(match_of(asked.words, "figure", story))
        by_figure, more = statement_filters(story, asked, "f")
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
        match = match_of(query, kind, story)
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
            kind: self._one(sql, match, COUNTED) if (match := match_of(query, kind, story)) else 0
            for kind in kinds
        }
