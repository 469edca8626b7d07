"""Questions to a register about what belongs to what: wordings, members, what an actor says."""

from __future__ import annotations

from collections.abc import Iterable

from quellenlage.stores.register_file import GIVEN, RegisterFile, given
from quellenlage.stores.register_rows import Found


class RegisterRelations(RegisterFile):
    """What belongs to what, by id."""

    def wordings(self, utterance: str, limit: int, offset: int = 0) -> tuple[str, ...]:
        """The statements of an utterance, the one that stands for it first."""
        sql = """SELECT s.id FROM statement s JOIN utterance u ON u.id = s.utterance WHERE s.utterance = ?
            ORDER BY s.id <> u.base, s.number, s.start LIMIT ? OFFSET ?"""
        return self._ids(sql, utterance, limit, offset)

    def bases(self, utterances: Iterable[str]) -> tuple[str, ...]:
        """The statements that stand for these utterances."""
        return self._ids(f"SELECT base FROM utterance WHERE id IN {GIVEN}", given(utterances))

    def utterances_near(self, utterance: str, actor: str, limit: int) -> tuple[str, ...]:
        """What else an actor says in the same story, the nearest in time first."""
        sql = """SELECT s.utterance FROM statement s JOIN utterance u ON u.id = ? AND s.story = u.story
            WHERE s.actor = ? AND s.utterance <> u.id GROUP BY s.utterance
            ORDER BY min(abs(s.rank - u.rank)), s.utterance LIMIT ?"""
        return self._ids(sql, utterance, actor, limit)

    def earliest(self, statements: Iterable[str]) -> tuple[str, ...]:
        """Statements in the order of their reports."""
        sql = f"SELECT id FROM statement WHERE id IN {GIVEN} ORDER BY number, start, id"
        return self._ids(sql, given(statements))

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
        return dict(self._rows(sql, given(statements)))

    def claims_about(self, statements: Iterable[str], limit: int) -> tuple[str, ...]:
        """Claims on which these statements stand."""
        sql = f"SELECT DISTINCT claim FROM about WHERE statement IN {GIVEN} LIMIT ?"
        return self._ids(sql, given(statements), limit)

    def actors_with(self, participants: Iterable[str]) -> dict[str, str]:
        """The actors that these participants are, by participant."""
        return dict(self._rows(f"SELECT id, actor FROM participant WHERE id IN {GIVEN}", given(participants)))

    def actors_named(self, ids: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
        """Id, name and kind of actors: without the reports that they are in, which may be all."""
        sql = f"SELECT id, name, kind FROM actor WHERE id IN {GIVEN}"
        return tuple((own, name, kind) for own, name, kind in self._rows(sql, given(ids)))

    def bounds_about(self, subjects: Iterable[str]) -> tuple[str, ...]:
        """The entries that count the origins of these subjects."""
        return self._ids(f"SELECT entry FROM bounds WHERE subject IN {GIVEN}", given(subjects))

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
