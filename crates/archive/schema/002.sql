-- The archive, version 2: what the source says of a report beside its text, and what servers said of what was fetched.
-- Nothing of version 1 changes; a report that came in before has no rows here.

-- What the structure of the page says is not the article, in code points of the text. It stands in the record too; kept here for a new reading.
CREATE TABLE furniture (
    n INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    kind TEXT NOT NULL,                 -- caption, credit, share, related, notice
    PRIMARY KEY (n, start, stop)
) WITHOUT ROWID;

-- What was doubtful when a report was read and left out, such as a date that is none: place, what, remedy.
CREATE TABLE doubts (
    n INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    d INTEGER NOT NULL,                 -- 1, 2, … within the report
    words TEXT NOT NULL,
    PRIMARY KEY (n, d)
) WITHOUT ROWID;

-- By what a server knows whether an address changed since it was fetched. n is the report that it gave; NULL for feeds, sitemaps and dumps.
CREATE TABLE fetches (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,                      -- Last-Modified as the server wrote it
    n INTEGER REFERENCES documents (n) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX fetches_n ON fetches (n);
