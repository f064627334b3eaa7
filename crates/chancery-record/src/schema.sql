-- The numbers of statements and engagements hold their day in the upper bits (see number.rs): the newest come last, so
-- that an index can be read from the newest on and left as soon as there is enough.

-- One reading of one document. A source that changes gets a new revision; the old one is kept.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    -- The document's name: given by the input, else the hash of its bytes.
    name TEXT NOT NULL,
    -- Where it comes from: a path or URL.
    source TEXT,
    -- What the revisions of a document share: its URL, else its name.
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    -- The newest revision.
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    -- BLAKE3 of what identifies the revision.
    hash BLOB NOT NULL UNIQUE,
    title TEXT,
    publisher TEXT,
    published TEXT,
    language TEXT,
    -- The reading: JSON, compressed by zstd.
    reading BLOB NOT NULL
) STRICT;
CREATE INDEX documents_key ON documents (key, revision);
CREATE INDEX documents_source ON documents (source);
CREATE INDEX documents_name ON documents (name);
CREATE INDEX documents_published ON documents (published, publisher);

-- People, offices, countries and what else is named: one each over all documents.
CREATE TABLE entities (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    -- The name that most documents give it.
    name TEXT NOT NULL,
    country TEXT,
    -- The name in lower case without diacritics, words separated by single spaces.
    folded TEXT NOT NULL,
    -- Persons who may be one under two spellings share it.
    family TEXT,
    -- The entity that this one is another spelling of; itself if it is none.
    same TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entities_family ON entities (family, country) WHERE family IS NOT NULL;
CREATE INDEX entities_same ON entities (same);

-- How many documents give an entity which name.
CREATE TABLE names (
    entity TEXT NOT NULL REFERENCES entities (id),
    name TEXT NOT NULL,
    documents INTEGER NOT NULL,
    PRIMARY KEY (entity, name)
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
    announced INTEGER NOT NULL,
    -- The engagement of the reading, as JSON.
    json TEXT NOT NULL,
    UNIQUE (document, number)
) STRICT;

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
    -- The day of the document's release.
    day TEXT,
    family TEXT NOT NULL,
    act TEXT NOT NULL,
    strength INTEGER NOT NULL,
    -- The statement of the reading, as JSON.
    json TEXT NOT NULL,
    UNIQUE (document, number)
) STRICT;

-- Words of the evidence, and what a search can ask for as words of their own: posting lists of both are intersected
-- before any row is read.
CREATE VIRTUAL TABLE words USING fts5 (
    evidence, facets,
    content = '', contentless_delete = 1, detail = full,
    tokenize = 'unicode61 remove_diacritics 2'
);
-- The same of engagements.
CREATE VIRTUAL TABLE contacts USING fts5 (
    evidence, facets,
    content = '', contentless_delete = 1, detail = full,
    tokenize = 'unicode61 remove_diacritics 2'
);

-- The last number that was given to a statement and to an engagement.
CREATE TABLE numbers (
    of TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO numbers VALUES ('statement', 0), ('engagement', 0);
