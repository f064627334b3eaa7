
-- How many statements of the newest revisions there are of a topic and by a side, each day; they are kept as documents
-- come in, so that a list of all topics need not count a million statements.
CREATE TABLE tallies (
    -- `topic` or `side`.
    of TEXT NOT NULL,
    -- Its id or code.
    value TEXT NOT NULL,
    -- The day of release, as the numbers of statements hold it; 0 where it is not known.
    day INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (of, value, day)
) STRICT, WITHOUT ROWID;

-- How many accounts the newest revisions give of contacts between two sides in a year, without what was only announced.
CREATE TABLE links (
    year INTEGER NOT NULL,
    -- The code that comes first by letters.
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    accounts INTEGER NOT NULL,
    -- Those of them in which the sides met.
    in_person INTEGER NOT NULL,
    PRIMARY KEY (year, a, b)
) STRICT, WITHOUT ROWID;
