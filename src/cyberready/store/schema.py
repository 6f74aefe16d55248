"""Tables, triggers and views, schema by schema. Released SQL never changes: a later schema is a new migration."""

TABLES_1 = """
CREATE TABLE subjects (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL UNIQUE,
    kind TEXT CHECK (kind IN ('country', 'sector', 'organisation')),
    parent TEXT
) STRICT;

CREATE TABLE documents (
    digest TEXT PRIMARY KEY CHECK (digest GLOB 'sha256:*'),
    kind TEXT NOT NULL CHECK (kind IN ('questionnaire', 'translation', 'crosswalk')),
    language TEXT,
    body TEXT NOT NULL
) STRICT;

-- amends and earlier name rounds without a foreign key: a round may arrive before the one it follows.
CREATE TABLE rounds (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    subject_id TEXT NOT NULL REFERENCES subjects (id),
    questionnaire TEXT NOT NULL,
    version TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES documents (digest),
    label TEXT NOT NULL CHECK (label <> ''),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    assessor TEXT,
    status TEXT NOT NULL CHECK (status IN ('draft', 'finalised')),
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    finalised TEXT,
    amends TEXT,
    why TEXT,
    earlier TEXT,
    scores_stale INTEGER NOT NULL CHECK (scores_stale IN (0, 1)),
    UNIQUE (subject_id, questionnaire, label, revision),
    CHECK ((status = 'finalised') = (finalised IS NOT NULL))
) STRICT;

CREATE TABLE round_documents (
    round_id TEXT NOT NULL REFERENCES rounds (id),
    digest TEXT NOT NULL REFERENCES documents (digest),
    PRIMARY KEY (round_id, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE sheets (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    round_id TEXT NOT NULL REFERENCES rounds (id),
    assessor TEXT,
    UNIQUE (round_id, assessor)
) STRICT;

-- NULLs are never equal, so the constraint above does not keep a round from a second official sheet.
CREATE UNIQUE INDEX one_official_sheet ON sheets (round_id) WHERE assessor IS NULL;

CREATE TABLE answers (
    sheet_id TEXT NOT NULL REFERENCES sheets (id),
    question TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (sheet_id, question)
) STRICT, WITHOUT ROWID;

-- A redacted text keeps its digest and loses salt and body.
CREATE TABLE texts (
    digest TEXT PRIMARY KEY CHECK (digest GLOB 'sha256:*'),
    salt TEXT,
    body TEXT
) STRICT;

CREATE TABLE history (
    chain TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    action TEXT NOT NULL,
    question TEXT,
    before TEXT,
    after TEXT,
    detail TEXT,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (chain, sequence)
) STRICT, WITHOUT ROWID;

-- Also what keeps INSERT OR REPLACE out, which would not fire the trigger on DELETE.
CREATE TRIGGER history_appends BEFORE INSERT ON history
WHEN NEW.sequence <> 1 + (SELECT coalesce(max(sequence), 0) FROM history WHERE chain = NEW.chain)
BEGIN SELECT RAISE(ABORT, 'history only grows at its end'); END;

CREATE TRIGGER history_stays BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history never changes'); END;

CREATE TRIGGER history_keeps BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history never changes'); END;

CREATE TABLE scores (
    round_id TEXT NOT NULL REFERENCES rounds (id),
    section TEXT NOT NULL,
    value REAL,
    low REAL,
    high REAL,
    range_low REAL,
    range_high REAL,
    rating TEXT,
    questions INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    not_applicable INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    unanswered INTEGER NOT NULL,
    not_asked INTEGER NOT NULL,
    PRIMARY KEY (round_id, section)
) STRICT, WITHOUT ROWID;

CREATE TABLE scorecards (
    round_id TEXT PRIMARY KEY REFERENCES rounds (id),
    engine TEXT NOT NULL,
    body TEXT NOT NULL,
    signed TEXT
) STRICT;

CREATE TABLE positions (
    sheet_id TEXT PRIMARY KEY REFERENCES sheets (id),
    question TEXT NOT NULL,
    field TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

# For the expert's own connection. On ours trusted_schema is off, which in SQLite 3.40 refuses JSON functions in a
# view, and in a CHECK; the store itself reads tables only.
VIEWS_1 = """
CREATE VIEW v_rounds AS
SELECT
    r.id AS round, s.name AS subject, s.kind, s.parent, r.questionnaire, r.version, r.label, r.revision,
    NOT EXISTS (
        SELECT 1 FROM rounds AS later
        WHERE later.subject_id = r.subject_id AND later.questionnaire = r.questionnaire
            AND later.label = r.label AND later.revision > r.revision
    ) AS newest,
    r.status, r.date, r.assessor, r.created, r.changed, r.finalised, r.amends, r.why, r.earlier,
    r.scores_stale AS stale
FROM rounds AS r JOIN subjects AS s ON s.id = r.subject_id;

CREATE VIEW v_answers AS
SELECT
    r.round, r.subject, r.kind, r.parent, r.questionnaire, r.version, r.label, r.revision, r.newest, r.status,
    r.date, sheet.assessor IS NULL AS official, coalesce(sheet.assessor, r.assessor) AS assessor, a.question,
    CASE
        WHEN json_type(a.body, '$.not_applicable') IS NOT NULL THEN 'not_applicable'
        WHEN json_extract(a.body, '$.unknown') THEN 'unknown'
        WHEN json_type(a.body, '$.value') IS NOT NULL THEN 'answered'
        ELSE 'unanswered'
    END AS state,
    CASE json_type(a.body, '$.value')
        WHEN 'object' THEN (SELECT body FROM texts WHERE digest = json_extract(a.body, '$.value.text'))
        WHEN 'array' THEN (
            SELECT json_group_array(
                CASE item.type
                    WHEN 'object' THEN (SELECT body FROM texts WHERE digest = json_extract(item.value, '$.text'))
                    ELSE item.value
                END
            )
            FROM json_each(a.body, '$.value') AS item
        )
        ELSE json_extract(a.body, '$.value')
    END AS value,
    (SELECT body FROM texts WHERE digest = json_extract(a.body, '$.note.text')) AS note,
    (SELECT body FROM texts WHERE digest = json_extract(a.body, '$.not_applicable.text')) AS not_applicable,
    json_extract(a.body, '$.basis') AS basis,
    json_extract(a.body, '$.as_of') AS as_of,
    json_extract(a.body, '$.confidence') AS confidence,
    coalesce(json_extract(a.body, '$.flag'), 0) AS flag,
    coalesce(json_array_length(a.body, '$.evidence'), 0) AS evidence,
    coalesce(json_array_length(a.body, '$.sources'), 0) AS sources,
    json_extract(a.body, '$.status') AS answer_status,
    json_extract(a.body, '$.recheck') AS recheck,
    json_extract(a.body, '$.change') AS change,
    json_extract(a.body, '$.visibility') AS visibility
FROM answers AS a
JOIN sheets AS sheet ON sheet.id = a.sheet_id
JOIN v_rounds AS r ON r.round = sheet.round_id;

CREATE VIEW v_scores AS
SELECT
    r.round, r.subject, r.kind, r.parent, r.questionnaire, r.version, r.label, r.revision, r.newest, r.status,
    r.date, s.section, s.value, s.low, s.high, s.range_low, s.range_high, s.rating, s.questions, s.answered,
    s.not_applicable, s.unknown, s.unanswered, s.not_asked, r.stale
FROM scores AS s JOIN v_rounds AS r ON r.round = s.round_id;
"""

# Rounds that are out of the way, and the deletion of a sheet's history with its sheet. The other views name the
# columns that they take from v_rounds; SQLite looks it up when they are read, so they stay as they are.
SCHEMA_2 = """
ALTER TABLE rounds ADD COLUMN archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1));

DROP TRIGGER history_keeps;

CREATE TRIGGER history_keeps BEFORE DELETE ON history
WHEN OLD.chain = 'workspace' OR EXISTS (SELECT 1 FROM sheets WHERE id = OLD.chain)
BEGIN SELECT RAISE(ABORT, 'history never changes, and goes only with its sheet'); END;

DROP VIEW v_rounds;

CREATE VIEW v_rounds AS
SELECT
    r.id AS round, s.name AS subject, s.kind, s.parent, r.questionnaire, r.version, r.label, r.revision,
    NOT EXISTS (
        SELECT 1 FROM rounds AS later
        WHERE later.subject_id = r.subject_id AND later.questionnaire = r.questionnaire
            AND later.label = r.label AND later.revision > r.revision
    ) AS newest,
    r.status, r.date, r.assessor, r.created, r.changed, r.finalised, r.amends, r.why, r.earlier,
    r.scores_stale AS stale, r.archived
FROM rounds AS r JOIN subjects AS s ON s.id = r.subject_id;
"""

# What stays set for a meeting, so that a killed program does not lose it: a Meeting as JSON.
SCHEMA_3 = "ALTER TABLE positions ADD COLUMN meeting TEXT NOT NULL DEFAULT '{}'"
