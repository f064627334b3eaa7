-- One reading of one document. A source that changes gets a new revision; the old one is kept.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    -- The document's name: given by the input, else the hash of its bytes.
    name TEXT NOT NULL,
    -- Where it comes from, a path or URL: the revisions of a source share it.
    source TEXT,
    revision INTEGER NOT NULL,
    -- The newest revision of its source.
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    -- BLAKE3 of what identifies the revision.
    hash BLOB NOT NULL UNIQUE,
    title TEXT,
    publisher TEXT,
    published TEXT,
    language TEXT,
    -- The reading, as JSON.
    reading TEXT NOT NULL
) STRICT;
CREATE INDEX documents_source ON documents (source, revision);
CREATE INDEX documents_name ON documents (name);

-- People, offices, countries and what else is named: one each over all documents.
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
    -- Its number in the reading.
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
    -- Its number in the reading.
    number INTEGER NOT NULL,
    -- The day of the document's release, for order.
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

-- Words of the evidence, and what a search can ask for as words of their own: posting lists of both are intersected
-- before any row is read.
CREATE VIRTUAL TABLE words USING fts5 (
    evidence, facets,
    content = '', contentless_delete = 1, detail = full,
    tokenize = 'unicode61 remove_diacritics 2'
);
