CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    source TEXT,
    revision INTEGER NOT NULL,
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    hash BLOB NOT NULL UNIQUE,
    title TEXT,
    publisher TEXT,
    published TEXT,
    language TEXT,
    reading TEXT NOT NULL
) STRICT;
CREATE INDEX documents_source ON documents (source, revision);
CREATE INDEX documents_name ON documents (name);

CREATE TABLE entities (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    entity TEXT NOT NULL REFERENCES entities (id),
    document INTEGER NOT NULL REFERENCES documents (id),
    times INTEGER NOT NULL,
    PRIMARY KEY (entity, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_document ON mentions (document);

CREATE TABLE engagements (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    date_from TEXT,
    date_to TEXT,
    precision TEXT,
    place TEXT,
    country TEXT,
    ordinal INTEGER,
    announced INTEGER NOT NULL,
    quote TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    UNIQUE (document, number)
) STRICT;
CREATE INDEX engagements_date ON engagements (date_from);

CREATE TABLE participants (
    engagement INTEGER NOT NULL REFERENCES engagements (id),
    position INTEGER NOT NULL,
    entity TEXT REFERENCES entities (id),
    side TEXT NOT NULL,
    role TEXT,
    PRIMARY KEY (engagement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_entity ON participants (entity);
CREATE INDEX participants_side ON participants (side);

CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    day TEXT,
    family TEXT NOT NULL,
    act TEXT NOT NULL,
    strength INTEGER NOT NULL,
    joint INTEGER NOT NULL,
    content TEXT,
    quote TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    UNIQUE (document, number)
) STRICT;
CREATE INDEX statements_day ON statements (day, id);

CREATE VIRTUAL TABLE words USING fts5 (
    evidence, facets,
    content = '', contentless_delete = 1, detail = full,
    tokenize = 'unicode61 remove_diacritics 2'
);
