"""The register's tables, filled from a ledger by SQL: what is where, in which order, under which filters.

Nothing here is evidence. A register can be thrown away and is made anew from the ledger (docs/decisions).
`ledger` is the attached ledger, `outlet` and so on are values to filter by.
"""

from __future__ import annotations

from quellenlage.domain.ids import sha256_of

REPORTS = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE home AS
SELECT r.value AS report, e.id AS story FROM ledger.entry e, json_each(e.payload, '$.reports') r
WHERE e.kind = 'story';
CREATE UNIQUE INDEX home_by_report ON home (report);

CREATE TABLE report (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL, story TEXT NOT NULL, source TEXT NOT NULL, title TEXT,
    outlet TEXT, published TEXT, provenance TEXT, language TEXT, url TEXT, agencies TEXT NOT NULL,
    statements INTEGER NOT NULL DEFAULT 0, figures INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT INTO report
SELECT id, ROW_NUMBER() OVER (ORDER BY coalesce(published, '9999'), source, id), story, source, title, outlet,
    published, provenance, language, url, agencies, 0, 0
FROM (
    SELECT e.id, coalesce(h.story, 'sy-' || e.id) AS story,
        e.payload ->> '$.report.source' AS source,
        e.payload ->> '$.layout.title.value' AS title,
        e.payload ->> '$.layout.outlet.value' AS outlet,
        e.payload ->> '$.layout.published.value' AS published,
        e.payload ->> '$.layout.published.provenance' AS provenance,
        e.payload ->> '$.layout.language.value' AS language,
        e.payload ->> '$.layout.url.value' AS url,
        (SELECT json_group_array(name) FROM
            (SELECT DISTINCT c.value ->> '$.name' AS name FROM json_each(e.payload, '$.layout.credits') c))
            AS agencies
    FROM ledger.entry e LEFT JOIN home h ON h.report = e.id WHERE e.kind = 'report');
CREATE UNIQUE INDEX report_by_number ON report (story, number);

CREATE TABLE actor (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO actor SELECT id, payload ->> '$.name',
    payload ->> '$.kind' FROM ledger.entry WHERE kind = 'actor';
CREATE TABLE participant (id TEXT PRIMARY KEY, actor TEXT NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO participant
SELECT p.value, e.id FROM ledger.entry e, json_each(e.payload, '$.participants') p WHERE e.kind = 'actor'
ORDER BY e.id;
CREATE INDEX participant_by_actor ON participant (actor);
"""

STATEMENTS = """
CREATE TABLE member AS
SELECT s.value AS statement, e.id AS utterance, e.payload ->> '$.said' AS said,
    e.payload ->> '$.actor' AS actor
FROM ledger.entry e, json_each(e.payload, '$.statements') s WHERE e.kind = 'utterance';
CREATE UNIQUE INDEX member_by_statement ON member (statement);

CREATE TABLE said AS
SELECT e.id, coalesce(m.utterance, 'alone-' || e.id) AS utterance, r.story, r.number,
    e.payload ->> '$.report' AS report,
    coalesce(p.actor, m.actor) AS actor, e.payload ->> '$.type' AS type, e.payload ->> '$.act' AS act,
    r.outlet, r.language, r.published, m.said, coalesce(e.payload ->> '$.said.value', m.said) AS day,
    coalesce(e.payload ->> '$.quote[0].start', e.payload ->> '$.cue[0].start') AS start,
    (SELECT coalesce(sum(q.value ->> '$.end' - q.value ->> '$.start'), 0) FROM json_each(e.payload,
        '$.quote') q)
        AS length
FROM ledger.entry e JOIN report r ON r.id = e.payload ->> '$.report'
LEFT JOIN member m ON m.statement = e.id
LEFT JOIN participant p ON p.id = e.payload ->> '$.participant'
WHERE e.kind = 'statement';

CREATE TABLE utterance (
    id TEXT PRIMARY KEY, story TEXT NOT NULL, rank INTEGER NOT NULL, base TEXT NOT NULL, actor TEXT,
        said TEXT,
    printed TEXT, wordings INTEGER NOT NULL, reports INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO utterance
SELECT id, story, ROW_NUMBER() OVER (PARTITION BY story ORDER BY coalesce(said, '9999'), number, id), base,
    actor,
    said, printed, wordings, reports
FROM (
    SELECT utterance AS id, story, id AS base, number, actor,
        coalesce(said, CASE WHEN utterance LIKE 'alone-%' THEN day END) AS said,
        min(published) OVER whole AS printed, count(*) OVER whole AS wordings,
        dense_rank() OVER (PARTITION BY utterance ORDER BY report)
            + dense_rank() OVER (PARTITION BY utterance ORDER BY report DESC) - 1 AS reports,
        ROW_NUMBER() OVER (PARTITION BY utterance ORDER BY
            CASE type WHEN 'direct' THEN 0 WHEN 'mixed' THEN 1 WHEN 'indirect' THEN 2 ELSE 9 END,
            -length, number, start, id) AS place
    FROM said WINDOW whole AS (PARTITION BY utterance))
WHERE place = 1;
CREATE UNIQUE INDEX utterance_by_rank ON utterance (story, rank);
CREATE INDEX utterance_said ON utterance (story, rank) WHERE said IS NOT NULL;

CREATE TABLE statement (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, utterance TEXT NOT NULL, story TEXT NOT NULL,
    rank INTEGER NOT NULL, report TEXT NOT NULL, number INTEGER NOT NULL, start INTEGER, actor TEXT,
    type TEXT NOT NULL, act TEXT NOT NULL, outlet TEXT, language TEXT, day TEXT, published TEXT);
INSERT INTO statement
SELECT NULL, s.id, s.utterance, s.story, u.rank, s.report, s.number, s.start, s.actor, s.type, s.act,
    s.outlet,
    s.language, substr(coalesce(u.said, s.day, u.printed), 1, 10), s.published
FROM said s JOIN utterance u ON u.id = s.utterance ORDER BY s.story, u.rank, s.number, s.start, s.id;
CREATE INDEX statement_by_utterance ON statement (utterance, number, start);
CREATE INDEX statement_by_report ON statement (report, start);
CREATE INDEX statement_by_actor ON statement (actor, story, rank);
CREATE INDEX statement_by_story_actor ON statement (story, actor, rank, act, type, outlet, language, day);
CREATE INDEX statement_by_act ON statement (story, act, rank, type, outlet, language, day);
CREATE INDEX statement_by_type ON statement (story, type, rank, act, outlet, language, day);
CREATE INDEX statement_by_outlet ON statement (story, outlet, rank, act, type, language, day);
CREATE INDEX statement_by_language ON statement (story, language, rank, act, type, outlet, day);
CREATE INDEX statement_by_day ON statement (story, day, rank);
UPDATE report SET statements = (SELECT count(*) FROM statement s WHERE s.report = report.id);
DROP TABLE said;
DROP TABLE member;
"""

CLAIMS = """
CREATE TABLE side (act TEXT PRIMARY KEY, side TEXT NOT NULL);
INSERT INTO side VALUES ('assert', 'for'), ('confirm', 'confirms'), ('estimate', 'for'), ('warn', 'for'),
    ('announce', 'for'), ('condemn', 'for'), ('deny', 'against'), ('not-deny', 'open'),
    ('cannot-confirm', 'open'), ('no-comment', 'open');

CREATE TABLE stand AS
SELECT e.id AS claim, p.value ->> '$.id' AS position, p.value ->> '$.actor' AS actor,
    p.value ->> '$.act' AS act,
    p.value ->> '$.date' AS day, json_array_length(p.value, '$.statements') AS statements
FROM ledger.entry e, json_each(e.payload, '$.positions') p WHERE e.kind = 'claim';
CREATE INDEX stand_by_claim ON stand (claim, actor, day);
CREATE INDEX stand_by_actor ON stand (actor, claim);

CREATE TABLE claim (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, story TEXT NOT NULL, status TEXT NOT NULL,
    rank INTEGER NOT NULL, shared INTEGER NOT NULL, actors INTEGER NOT NULL);
INSERT INTO claim
SELECT NULL, id, story, status, ROW_NUMBER() OVER (PARTITION BY story ORDER BY standing, -sides, -actors, id),
    stands > 1, actors
FROM (
    SELECT e.id, CASE WHEN EXISTS (SELECT 1 FROM ledger.entry y WHERE y.id = e.story) THEN e.story
            ELSE 'sy-' || e.story END AS story,
        e.payload ->> '$.status' AS status,
        CASE e.payload ->> '$.status' WHEN 'contested' THEN 0 WHEN 'denied' THEN 1 WHEN 'confirmed' THEN 2
            WHEN 'unconfirmed' THEN 3 WHEN 'open' THEN 4 ELSE 5 END AS standing,
        (SELECT count(DISTINCT coalesce(x.side, '-')) FROM stand s LEFT JOIN side x ON x.act = s.act
            WHERE s.claim = e.id) AS sides,
        (SELECT count(DISTINCT s.actor) FROM stand s WHERE s.claim = e.id) AS actors,
        (SELECT count(DISTINCT s.actor || ' ' || s.act) FROM stand s WHERE s.claim = e.id) AS stands
    FROM ledger.entry e WHERE e.kind = 'claim')
ORDER BY story, 5;
CREATE INDEX claim_by_rank ON claim (story, rank, status, shared);
CREATE INDEX claim_by_status ON claim (story, status, rank);

CREATE TABLE about (
    claim TEXT NOT NULL, statement TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (claim,
        statement)) WITHOUT ROWID;
INSERT OR IGNORE INTO about
SELECT e.id, s.value, t.n
FROM ledger.entry e, json_each(e.payload, '$.positions') p, json_each(p.value, '$.statements') s
JOIN statement t ON t.id = s.value WHERE e.kind = 'claim';
CREATE INDEX about_by_statement ON about (statement);

CREATE TABLE change AS
SELECT c.story, c.id AS claim, w.day, w.actor, w.after_act AS act FROM claim c JOIN (
    SELECT s.claim, s.actor, s.day, s.act AS after_act, x.side,
        lag(x.side) OVER own AS side_before, lag(s.day) OVER own AS day_before
    FROM stand s JOIN side x ON x.act = s.act WHERE s.day IS NOT NULL
    WINDOW own AS (PARTITION BY s.claim, s.actor ORDER BY s.day, s.position)) w
ON w.claim = c.id WHERE w.side_before <> w.side AND w.day_before <> w.day AND c.shared;
CREATE INDEX change_by_day ON change (story, day);
DROP TABLE side;
"""

FIGURES = """
CREATE TABLE row AS
SELECT f.value AS figure, e.id AS series FROM ledger.entry e, json_each(e.payload, '$.figures') f
WHERE e.kind = 'series';
CREATE UNIQUE INDEX row_by_figure ON row (figure);
CREATE TABLE figure (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, series TEXT, story TEXT NOT NULL, report TEXT NOT NULL,
    number INTEGER NOT NULL, start INTEGER NOT NULL, statement TEXT, actor TEXT, act TEXT, type TEXT,
        outlet TEXT,
    language TEXT, day TEXT);
INSERT INTO figure
SELECT NULL, e.id, w.series, r.story, r.id, r.number, e.payload ->> '$.span.start', s.id, s.actor, s.act,
    s.type,
    r.outlet, r.language, coalesce(s.day, substr(r.published, 1, 10))
FROM ledger.entry e JOIN report r ON r.id = e.payload ->> '$.report'
LEFT JOIN row w ON w.figure = e.id LEFT JOIN statement s ON s.id = e.payload ->> '$.statement'
WHERE e.kind = 'figure' ORDER BY r.story, w.series, r.number, e.payload ->> '$.span.start';
CREATE INDEX figure_by_series ON figure (series, day, number, start);
CREATE INDEX figure_by_report ON figure (report, start);
CREATE INDEX figure_by_statement ON figure (statement);
CREATE INDEX figure_by_actor ON figure (story, actor, series, act, type, outlet, language, day);
CREATE INDEX figure_by_outlet ON figure (story, outlet, series, act, type, language, day);
CREATE INDEX figure_by_day ON figure (story, day, series);
UPDATE report SET figures = (SELECT count(*) FROM figure f WHERE f.report = report.id);

CREATE TABLE series (
    id TEXT PRIMARY KEY, story TEXT NOT NULL, rank INTEGER NOT NULL, figures INTEGER NOT NULL,
    conflicts INTEGER NOT NULL, updates INTEGER NOT NULL, mixed INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO series
SELECT id, story, ROW_NUMBER() OVER (PARTITION BY story ORDER BY figures = 1, -conflicts, -updates,
    -unordered, -figures, label, id),
    figures, conflicts, updates, conflicts + updates + unordered > 0
FROM (
    SELECT e.id, CASE WHEN EXISTS (SELECT 1 FROM ledger.entry y WHERE y.id = e.story) THEN e.story
            ELSE 'sy-' || e.story END AS story,
        e.payload ->> '$.label' AS label, (SELECT count(*) FROM figure f WHERE f.series = e.id) AS figures,
        sum(coalesce(r.value ->> '$.relation' = 'conflict', 0)) AS conflicts,
        sum(coalesce(r.value ->> '$.relation' = 'update', 0)) AS updates,
        sum(coalesce(r.value ->> '$.relation' = 'unordered', 0)) AS unordered
    FROM ledger.entry e LEFT JOIN json_each(e.payload, '$.relations') r
    WHERE e.kind = 'series' GROUP BY e.id)
WHERE figures > 0;
CREATE INDEX series_by_rank ON series (story, rank, mixed);
DROP TABLE row;
"""

ORIGINS = """
CREATE TABLE bounds (
    subject TEXT PRIMARY KEY, entry TEXT NOT NULL, kind TEXT, story TEXT, low INTEGER NOT NULL,
    high INTEGER NOT NULL, steps INTEGER NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO bounds
SELECT e.payload ->> '$.subject', e.id, substr(e.payload ->> '$.subject', 1, 2),
    coalesce(c.story, s.story, u.story), e.payload ->> '$.low', e.payload ->> '$.high',
    json_array_length(e.payload, '$.path')
FROM ledger.entry e
LEFT JOIN claim c ON c.id = e.payload ->> '$.subject' LEFT JOIN series s ON s.id = e.payload ->> '$.subject'
LEFT JOIN utterance u ON u.id = e.payload ->> '$.subject' WHERE e.kind = 'origins';
CREATE INDEX bounds_by_story ON bounds (story, kind, subject, high, steps);

CREATE TABLE origin (
    story TEXT NOT NULL, origin TEXT NOT NULL, subject TEXT NOT NULL, report TEXT NOT NULL,
    PRIMARY KEY (story, origin, subject, report)) WITHOUT ROWID;
INSERT OR IGNORE INTO origin
SELECT r.story, p.value ->> '$.origin', e.payload ->> '$.subject', r.id
FROM ledger.entry e, json_each(e.payload, '$.path') p JOIN report r ON r.id = p.value ->> '$.report'
WHERE e.kind = 'origins';
CREATE INDEX origin_by_report ON origin (report, origin);

CREATE TABLE link (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, judgement TEXT NOT NULL, source TEXT NOT NULL,
        target TEXT NOT NULL,
    story TEXT, rank INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO link
SELECT e.id, e.payload ->> '$.kind', e.payload ->> '$.judgement', r.id, e.payload ->> '$.target', r.story,
    ROW_NUMBER() OVER (PARTITION BY r.story ORDER BY
        CASE e.payload ->> '$.kind' WHEN 'copy' THEN 0 WHEN 'derived' THEN 1 WHEN 'cites' THEN 2
            WHEN 'shares-statement' THEN 4 ELSE 3 END, r.number, e.payload ->> '$.target', e.id)
FROM ledger.entry e JOIN report r ON r.id = e.payload ->> '$.source' WHERE e.kind = 'link';
CREATE INDEX link_by_rank ON link (story, rank, kind, judgement);
CREATE INDEX link_by_source ON link (source);
CREATE INDEX link_by_target ON link (target);

CREATE TABLE finding (n INTEGER PRIMARY KEY, severity TEXT NOT NULL, code TEXT NOT NULL, report TEXT,
    payload TEXT NOT NULL);
INSERT INTO finding
SELECT NULL, payload ->> '$.severity', payload ->> '$.code', payload ->> '$.report',
    payload FROM ledger.finding
ORDER BY CASE payload ->> '$.severity' WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, 3,
    payload ->> '$.source', rowid;
CREATE INDEX finding_by_report ON finding (report);
CREATE INDEX finding_by_severity ON finding (severity, n);
CREATE INDEX finding_by_code ON finding (code, n);
"""

STORIES = """
CREATE TABLE story (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL, title TEXT NOT NULL, title_report TEXT NOT NULL,
        language TEXT,
    reports INTEGER NOT NULL, undated INTEGER NOT NULL, first TEXT, last TEXT, outlets INTEGER NOT NULL,
    said_first TEXT, said_last TEXT, utterances INTEGER NOT NULL, statements INTEGER NOT NULL,
    several INTEGER NOT NULL, actors INTEGER NOT NULL, claims INTEGER NOT NULL, contested INTEGER NOT NULL,
    alleged INTEGER NOT NULL, series INTEGER NOT NULL, changes INTEGER NOT NULL, origins_low INTEGER,
    origins_high INTEGER, findings INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO story
SELECT s.id, ROW_NUMBER() OVER (ORDER BY -r.reports, s.title, s.id), s.title, s.title_report,
    (SELECT language FROM report WHERE id = s.title_report),
    r.reports, r.undated, substr(r.first, 1, 10), substr(r.last, 1, 10), r.outlets,
    substr(u.said_first, 1, 10), substr(u.said_last, 1, 10),
    coalesce(u.utterances, 0), coalesce(u.statements, 0), coalesce(u.several, 0), coalesce(u.actors, 0),
    coalesce(c.claims, 0), coalesce(c.contested, 0), coalesce(c.alleged, 0),
    (SELECT count(*) FROM series x WHERE x.story = s.id),
        (SELECT count(*) FROM change x WHERE x.story = s.id),
    o.low, o.high,
    (SELECT count(*) FROM report z JOIN finding f ON f.report = z.id WHERE z.story = s.id)
FROM (
    SELECT id, payload ->> '$.title' AS title, payload ->> '$.title_report' AS title_report
    FROM ledger.entry WHERE kind = 'story'
    UNION ALL
    SELECT story, coalesce(outlet, source), id FROM report WHERE id NOT IN (SELECT report FROM home)) s
JOIN (SELECT story, count(*) AS reports, sum(published IS NULL) AS undated, min(published) AS first,
        max(published) AS last,
            count(DISTINCT outlet) AS outlets FROM report GROUP BY story) r ON r.story = s.id
LEFT JOIN (SELECT story, count(*) AS utterances, sum(wordings) AS statements, sum(reports > 1) AS several,
        count(DISTINCT actor) AS actors, min(said) AS said_first, max(said) AS said_last
    FROM utterance GROUP BY story) u ON u.story = s.id
LEFT JOIN (SELECT story, count(*) AS claims, sum(status = 'contested') AS contested,
        sum(status = 'alleged') AS alleged FROM claim GROUP BY story) c ON c.story = s.id
LEFT JOIN (SELECT story, min(low) AS low, max(high) AS high FROM bounds
    WHERE kind = 'cl' AND (high > 1 OR steps > 1) GROUP BY story) o ON o.story = s.id;
CREATE UNIQUE INDEX story_by_number ON story (number);

CREATE TABLE facet (
    story TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (story, name, value)) WITHOUT ROWID;
INSERT INTO facet SELECT s.story, 'actor', s.actor, a.name,
    count(*) FROM statement s JOIN actor a ON a.id = s.actor
    GROUP BY s.story, s.actor;
INSERT INTO facet SELECT story, 'act', act, act, count(*) FROM statement GROUP BY story, act;
INSERT INTO facet SELECT story, 'type', type, type, count(*) FROM statement GROUP BY story, type;
INSERT INTO facet SELECT story, 'outlet', outlet, outlet, count(*) FROM report WHERE outlet IS NOT NULL
    GROUP BY story, outlet;
INSERT INTO facet SELECT story, 'language', language, language,
    count(*) FROM report WHERE language IS NOT NULL
    GROUP BY story, language;
INSERT INTO facet SELECT r.story, 'agency', a.value, a.value, count(*) FROM report r, json_each(r.agencies) a
    GROUP BY r.story, a.value;
INSERT INTO facet
SELECT story, 'origin', origin, label, count(*) FROM (
    SELECT DISTINCT o.story, o.origin, o.report, coalesce(a.name, t.outlet || ' ' || t.number,
        t.source, substr(o.origin, instr(o.origin, ':') + 1)) AS label
    FROM origin o
    LEFT JOIN actor a ON o.origin GLOB 'actor:*' AND a.id = substr(o.origin, 7)
    LEFT JOIN report t ON o.origin GLOB 'report:*' AND t.id = substr(o.origin, 8))
GROUP BY story, origin;
CREATE INDEX facet_by_count ON facet (story, name, count DESC, label);
DROP TABLE home;
"""

WORDS = """
CREATE TABLE hit (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, story TEXT);
CREATE VIRTUAL TABLE words USING fts5 (scope, plain, stems, content = '',
    tokenize = 'unicode61 remove_diacritics 0');
"""

STEPS = (
    ("reports", REPORTS),
    ("statements", STATEMENTS),
    ("claims", CLAIMS),
    ("figures", FIGURES),
    ("origins", ORIGINS),
    ("stories", STORIES),
    ("words", WORDS),
)

REGISTER_VERSION = sha256_of("".join(script for _, script in STEPS))[:12]
"""Changes with every change of the tables, so that an old register is never read as a new one."""
