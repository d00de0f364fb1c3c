namespace Patina.Memory.Storage;

/// <summary>
/// The tables of <c>patina.db</c>. <c>eventlog</c> is the truth; everything below it is derived and can be rebuilt.
/// Every derived row names its source, so that a changed source replaces exactly its own rows.
/// </summary>
internal static class Schema
{
    /// <summary>Kept in <c>PRAGMA user_version</c>.</summary>
    public const int Version = 1;

    /// <summary>Kept in <c>PRAGMA application_id</c>: "PATI". The Rust tool's file of the same name has none.</summary>
    public const int ApplicationId = 0x50415449;

    /// <summary>The tables that a rebuild keeps.</summary>
    public static readonly string[] TruthTables = ["eventlog", "source", "meta"];

    /// <summary>The tables and views that <see cref="Derived"/> makes.</summary>
    public static readonly string[] DerivedTables =
    [
        "chunk", "chunk_fts", "symbol", "import", "call", "commit_info", "commit_file", "tag", "co_change", "note",
    ];

    public const string Truth =
        """
        CREATE TABLE eventlog (
            seq         INTEGER PRIMARY KEY AUTOINCREMENT,
            event_type  TEXT NOT NULL,
            timestamp   TEXT NOT NULL,
            source_id   TEXT NOT NULL,
            source_file TEXT NOT NULL,
            data        TEXT NOT NULL CHECK (json_valid(data)));
        CREATE INDEX eventlog_source_file ON eventlog (source_file);
        CREATE INDEX eventlog_type ON eventlog (event_type, timestamp);

        -- One row per file, commit or tag: what was read, and from which content.
        CREATE TABLE source (
            id       INTEGER PRIMARY KEY,
            kind     INTEGER NOT NULL,          -- ScrapeKind
            name     TEXT NOT NULL UNIQUE,      -- path, or git:<sha>, or git:tag/<name>; equals eventlog.source_file
            hash     BLOB NOT NULL,             -- SHA-256 of content and scraper version
            size     INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL);
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """;

    public const string Derived =
        """
        CREATE TABLE chunk (
            key        INTEGER PRIMARY KEY,     -- ChunkKey
            source     INTEGER NOT NULL,
            kind       INTEGER NOT NULL,        -- ChunkKind
            path       TEXT NOT NULL,
            start_line INTEGER NOT NULL,
            end_line   INTEGER NOT NULL,
            title      TEXT NOT NULL,
            symbol     TEXT,
            session    TEXT,
            timestamp  INTEGER,
            head       TEXT NOT NULL,
            text       TEXT NOT NULL,
            hash       BLOB NOT NULL);          -- SHA-256 of head and text: the key of the embedding cache
        CREATE INDEX chunk_source ON chunk (source);
        CREATE INDEX chunk_path ON chunk (path);

        -- Terms come from LexicalAnalyzer; FTS5 only stems and counts them. rowid = chunk.key. The dot is in versions: 1.0.21.
        CREATE VIRTUAL TABLE chunk_fts USING fts5 (
            path, symbol, head, body, content='', contentless_delete=1, tokenize="porter ascii tokenchars '.'");

        CREATE TABLE symbol (
            id INTEGER PRIMARY KEY,             -- SymbolId
            source INTEGER NOT NULL, name TEXT NOT NULL, qualified_name TEXT NOT NULL,
            kind TEXT NOT NULL, signature TEXT NOT NULL, doc TEXT NOT NULL,
            start_line INTEGER NOT NULL, end_line INTEGER NOT NULL, chunk INTEGER NOT NULL);
        CREATE INDEX symbol_source ON symbol (source);
        CREATE INDEX symbol_name ON symbol (name COLLATE NOCASE);
        CREATE INDEX symbol_qualified ON symbol (qualified_name);

        CREATE TABLE import (source INTEGER NOT NULL, module TEXT NOT NULL, name TEXT, line INTEGER NOT NULL);
        CREATE INDEX import_source ON import (source);

        CREATE TABLE call (
            source INTEGER NOT NULL, caller TEXT, callee TEXT NOT NULL, receiver TEXT, line INTEGER NOT NULL,
            target INTEGER);                    -- symbol.id of the definition in this repository, where it is known
        CREATE INDEX call_source ON call (source);
        CREATE INDEX call_callee ON call (callee);
        CREATE INDEX call_target ON call (target);

        CREATE TABLE commit_info (
            source INTEGER NOT NULL, sha TEXT PRIMARY KEY, subject TEXT NOT NULL, body TEXT NOT NULL,
            author_name TEXT NOT NULL, author_email TEXT NOT NULL, timestamp INTEGER NOT NULL, parents TEXT NOT NULL,
            type TEXT, scope TEXT, breaking INTEGER NOT NULL, issue_refs TEXT NOT NULL, file_count INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX commit_info_source ON commit_info (source);
        CREATE INDEX commit_info_time ON commit_info (timestamp);
        CREATE TABLE commit_file (
            source INTEGER NOT NULL, sha TEXT NOT NULL, path TEXT NOT NULL, old_path TEXT, status TEXT NOT NULL,
            added INTEGER, removed INTEGER);
        CREATE INDEX commit_file_source ON commit_file (source);
        CREATE INDEX commit_file_sha ON commit_file (sha);
        CREATE INDEX commit_file_path ON commit_file (path);
        CREATE TABLE tag (source INTEGER NOT NULL, name TEXT PRIMARY KEY, sha TEXT NOT NULL, timestamp INTEGER NOT NULL) WITHOUT ROWID;

        -- Files that changed together, from commits with 2 to 50 files.
        CREATE VIEW co_change AS
            SELECT a.path AS file_a, b.path AS file_b, a.sha AS sha
            FROM commit_file a JOIN commit_file b ON b.sha = a.sha AND b.path <> a.path
            JOIN commit_info c ON c.sha = a.sha AND c.file_count BETWEEN 2 AND 50;

        CREATE TABLE note (
            source INTEGER NOT NULL, session TEXT NOT NULL, kind TEXT NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL,
            timestamp INTEGER, line INTEGER NOT NULL, chunk INTEGER NOT NULL);
        CREATE INDEX note_source ON note (source);
        CREATE INDEX note_session ON note (session);
        """;
}
