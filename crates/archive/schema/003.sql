-- The archive, version 3: entries in the order in which listings show them, for each who takes part in them.
-- Nothing of the versions before changes; what parties, actors and entries say is laid here once more, so that the latest of thousands are found
-- without looking through all.

-- Whose entries they are: speakers, holders, those who take part; neither those who pass a word on nor those to whom it is said.
CREATE TABLE taken (
    i INTEGER NOT NULL,                 -- identities.i
    kind TEXT NOT NULL,                 -- as in entries
    day TEXT NOT NULL,                  -- as in entries
    n INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (i, kind, day, n, entry)
) WITHOUT ROWID;

INSERT INTO taken (i, kind, day, n, entry)
SELECT DISTINCT a.i, e.kind, e.day, e.n, e.id
FROM parties p JOIN actors a ON a.n = p.n AND a.id = p.actor JOIN entries e ON e.n = p.n AND e.id = p.entry
WHERE p.part NOT IN ('via', 'addressee')
ORDER BY 1, 2, 3, 4, 5;

-- Few are rejected, and each listing asks which.
CREATE INDEX entries_verdict ON entries (verdict, n, id) WHERE verdict IS NOT NULL;

-- A person may set the day of an entry.
CREATE TRIGGER entries_day AFTER UPDATE OF day ON entries WHEN new.day <> old.day BEGIN
    UPDATE taken SET day = new.day
    WHERE kind = old.kind AND day = old.day AND n = old.n AND entry = old.id
    AND i IN (SELECT a.i FROM parties p JOIN actors a ON a.n = p.n AND a.id = p.actor WHERE p.n = old.n AND p.entry = old.id);
END;

-- Before its actors and parties go, which say where to look.
CREATE TRIGGER documents_taken BEFORE DELETE ON documents BEGIN
    DELETE FROM taken WHERE (i, kind, day, n, entry) IN (
        SELECT a.i, e.kind, e.day, e.n, e.id
        FROM entries e JOIN parties p ON p.n = e.n AND p.entry = e.id JOIN actors a ON a.n = p.n AND a.id = p.actor
        WHERE e.n = old.n
    );
END;
