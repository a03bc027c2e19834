-- The archive, version 1. Days are ISO (YYYY-MM-DD); places in a text are code points, end-exclusive; hashes are BLAKE3 in hexadecimal.
-- Columns named data, terms and diff are zstd against dictionary-1.txt, bytes.data against the report's own text. Nothing here is the time of the computer's clock but decisions.at.

-- One row a report. n counts the reports in the order in which they came.
CREATE TABLE documents (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,            -- the record's document.id
    content TEXT NOT NULL,              -- the record's document.content: hash of the item read (b3:…)
    url TEXT,
    source TEXT NOT NULL,
    place TEXT NOT NULL,                -- where in the source: :line, @offset; what stands behind the source's own name
    media TEXT NOT NULL,                -- media type of the bytes
    fetched TEXT,                       -- when it was fetched, as the source says
    title TEXT, outlet TEXT, section TEXT, author TEXT,
    published TEXT,                     -- day, or day/day
    basis TEXT NOT NULL,                -- given, metadata, stated, inferred, unknown
    day TEXT,                           -- its first day, for order
    words INTEGER NOT NULL,
    wording INTEGER NOT NULL,           -- n of the first report of this wording; its own where nobody had it before
    version INTEGER NOT NULL DEFAULT 1, -- 1, 2, … among those of one address
    previous INTEGER REFERENCES documents (n) ON DELETE SET NULL,
    diff BLOB                           -- what changed against the previous version, lines with + and - before them; zstd
);
-- the address: URL, else the path or name it was read from
CREATE INDEX documents_address ON documents (coalesce(url, source));
CREATE INDEX documents_content ON documents (content);
CREATE INDEX documents_previous ON documents (previous);
CREATE INDEX documents_wording ON documents (wording);
CREATE INDEX documents_day ON documents (day);
CREATE INDEX documents_outlet ON documents (outlet, day);

-- The bytes as received.
CREATE TABLE bytes (
    n INTEGER PRIMARY KEY REFERENCES documents (n) ON DELETE CASCADE,
    hash TEXT NOT NULL,                 -- of these bytes; a line of JSONL says more than the title and text that documents.content is of
    size INTEGER NOT NULL,
    data BLOB NOT NULL
);

-- The text that all places count in, and its words: see docs/archive.md for the form of terms.
CREATE TABLE texts (
    n INTEGER PRIMARY KEY REFERENCES documents (n) ON DELETE CASCADE,
    data BLOB NOT NULL,
    terms BLOB NOT NULL
);

-- What made records: a version of the engine with a lexicon.
CREATE TABLE engines (
    e INTEGER PRIMARY KEY,
    engine TEXT NOT NULL,
    lexicon TEXT NOT NULL,
    UNIQUE (engine, lexicon)
);

-- The record as the engine made it, JSON without document.text.
CREATE TABLE records (
    n INTEGER PRIMARY KEY REFERENCES documents (n) ON DELETE CASCADE,
    e INTEGER NOT NULL REFERENCES engines (e),
    data BLOB NOT NULL
);

-- Everybody as reports call them.
CREATE TABLE identities (
    i INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    entity TEXT NOT NULL,               -- by the engine's knowledge base, else empty
    who TEXT NOT NULL,                  -- the entity, else name: and the folded name; people's decisions go before both
    UNIQUE (name, entity, kind)
);
CREATE INDEX identities_who ON identities (who);

-- Who is in a report.
CREATE TABLE actors (
    n INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    id TEXT NOT NULL,                   -- in the record: a1
    i INTEGER NOT NULL REFERENCES identities (i),
    PRIMARY KEY (n, id)
) WITHOUT ROWID;
CREATE INDEX actors_i ON actors (i, n);

-- Statements, silences, events, positions and frameworks, one row each.
CREATE TABLE entries (
    n INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    kind TEXT NOT NULL,                 -- s statement, q silence, e event, p position, f framework
    id TEXT NOT NULL,                   -- in the record; silences and positions are counted: q1, p1
    type TEXT NOT NULL,                 -- class, kind, PLOVER type, stance, kind
    mode TEXT,                          -- event: mode; statement: form; framework: name
    status TEXT,                        -- event: status; statement: verbatim
    day TEXT NOT NULL DEFAULT '',       -- day of it, else that of the report, else empty
    start INTEGER NOT NULL,             -- the word that it rests on: cue, trigger, name
    stop INTEGER NOT NULL,
    issue TEXT,                         -- position: issue; framework: entity, else its folded name
    same TEXT,                          -- event: id of the first mention of the same deed in the report
    confidence REAL,
    verdict TEXT,                       -- accepted or rejected by a person
    PRIMARY KEY (n, id)
) WITHOUT ROWID;
CREATE INDEX entries_kind ON entries (kind, day, n, id);
CREATE INDEX entries_type ON entries (kind, type, day, n, id);

-- Who takes which part in an entry.
CREATE TABLE parties (
    n INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    entry TEXT NOT NULL,
    actor TEXT NOT NULL,
    part TEXT NOT NULL,                 -- speaker, addressee, via, holder, silent, or the part in the event
    PRIMARY KEY (n, entry, actor, part)
) WITHOUT ROWID;

-- Full text: rowid is documents.n. Folded words as they stand, and without particles, article and pronoun. 0p stands between paragraphs.
CREATE VIRTUAL TABLE search USING fts5 (form, word, content = '', contentless_delete = 1, tokenize = "ascii");

-- Words of actors' names, for search in any spelling: consonants alone are the key.
CREATE TABLE spellings (
    skeleton TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (skeleton, word)
) WITHOUT ROWID;

-- A sample of each report's shingles, by which copies are found.
CREATE TABLE shingles (
    hash INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (hash, n)
) WITHOUT ROWID;

-- Pairs of reports with the same words: later came after earlier.
CREATE TABLE copies (
    later INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    earlier INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    kind TEXT NOT NULL,                 -- identical, near, cut (the later is a part), longer (the earlier is a part)
    resemblance REAL NOT NULL,
    containment REAL NOT NULL,
    PRIMARY KEY (later, earlier)
) WITHOUT ROWID;
CREATE INDEX copies_earlier ON copies (earlier);

-- What people decided. They are kept by words, not by the numbers of a record, so that they outlive a new reading.
CREATE TABLE decisions (
    d INTEGER PRIMARY KEY AUTOINCREMENT,
    action TEXT NOT NULL,               -- accept, reject, merge, part, set
    document TEXT,                      -- documents.id
    content TEXT,                       -- hash of the text that the place counts in
    kind TEXT,                          -- entries.kind
    type TEXT,
    start INTEGER,
    stop INTEGER,
    field TEXT,                         -- set: type, status, mode, day or issue
    value TEXT,                         -- set: the value; merge, part: the other identity
    who TEXT,                           -- merge, part: the identity
    by TEXT NOT NULL,
    at TEXT NOT NULL,                   -- UTC
    undone INTEGER NOT NULL DEFAULT 0,
    orphan INTEGER NOT NULL DEFAULT 0   -- its words are no entry any more
);
CREATE INDEX decisions_document ON decisions (document);

-- The feed of changes; c is the cursor.
CREATE TABLE changes (
    c INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,                 -- added, version, copy, denial, cancelled, postponed, removed, reread, decision
    document TEXT,
    entry TEXT,
    detail TEXT
);
CREATE INDEX changes_kind ON changes (kind, c);
