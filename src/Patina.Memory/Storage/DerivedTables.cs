using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage;

/// <summary>Writes and deletes the derived rows of one source at a time.</summary>
internal sealed class DerivedTables(SqliteSession session) : IDisposable
{
    private readonly SqliteStatement[] _deletes =
    [
        // The index has no source column: its rows go while the chunks that name them still stand.
        session.Prepare("DELETE FROM chunk_fts WHERE rowid IN (SELECT key FROM chunk WHERE source = ?)"),
        .. new[] { "chunk", "symbol", "import", "call", "commit_info", "commit_file", "tag", "note" }
            .Select(table => session.Prepare($"DELETE FROM {table} WHERE source = ?")),
    ];

    private readonly SqliteStatement _symbolNames = session.Prepare("SELECT DISTINCT name FROM symbol WHERE source = ?");

    private readonly SqliteStatement _chunk = session.Prepare(
        """
        INSERT INTO chunk (key, source, kind, path, start_line, end_line, title, symbol, session, timestamp, head, text, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqliteStatement _terms = session.Prepare(
        "INSERT INTO chunk_fts (rowid, path, symbol, head, body) VALUES (?, ?, ?, ?, ?)");

    private readonly SqliteStatement _symbol = session.Prepare(
        """
        INSERT INTO symbol (id, source, name, qualified_name, kind, signature, doc, start_line, end_line, chunk)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqliteStatement _import = session.Prepare(
        "INSERT INTO import (source, module, name, line) VALUES (?, ?, ?, ?)");

    private readonly SqliteStatement _call = session.Prepare(
        "INSERT INTO call (source, caller, callee, receiver, line) VALUES (?, ?, ?, ?, ?)");

    private readonly SqliteStatement _commit = session.Prepare(
        """
        INSERT INTO commit_info (source, sha, subject, body, author_name, author_email, timestamp, parents,
            type, scope, breaking, issue_refs, file_count)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqliteStatement _commitFile = session.Prepare(
        "INSERT INTO commit_file (source, sha, path, old_path, status, added, removed) VALUES (?, ?, ?, ?, ?, ?, ?)");

    private readonly SqliteStatement _tag = session.Prepare(
        "INSERT INTO tag (source, name, sha, timestamp) VALUES (?, ?, ?, ?)");

    private readonly SqliteStatement _note = session.Prepare(
        "INSERT INTO note (source, session, kind, heading, text, timestamp, line, chunk) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

    /// <summary>Deletes all rows of a source.</summary>
    /// <param name="symbolNames">Receives the names of its symbols: calls to them have to be resolved again.</param>
    public void Delete(long source, ISet<string> symbolNames)
    {
        _symbolNames.Bind(source);
        while (_symbolNames.Step())
            symbolNames.Add(_symbolNames.Text(0));
        foreach (var delete in _deletes)
            delete.Bind(source).Run();
    }

    public void Insert(long source, PreparedSource prepared)
    {
        InsertChunks(source, prepared);
        InsertSymbols(source, prepared);
        InsertRelations(source, prepared.Rows);
        InsertHistory(source, prepared.Rows);
        foreach (var note in prepared.Rows.Notes)
        {
            _note.Bind(source).Bind(note.Session).Bind(note.Kind).Bind(note.Heading).Bind(note.Text)
                .Bind(note.Timestamp).Bind(note.Line).Bind(note.Chunk.Value).Run();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])
            [.. _deletes, _symbolNames, _chunk, _terms, _symbol, _import, _call, _commit, _commitFile, _tag, _note])
            statement.Dispose();
    }

    private void InsertChunks(long source, PreparedSource prepared)
    {
        for (var i = 0; i < prepared.Chunks.Count; i++)
        {
            var (chunk, terms) = (prepared.Rows.Chunks[i], prepared.Chunks[i]);
            _chunk.Bind(chunk.Key.Value).Bind(source).Bind((long)chunk.Kind).Bind(chunk.Path)
                .Bind(chunk.StartLine).Bind(chunk.EndLine).Bind(chunk.Title).Bind(chunk.Symbol).Bind(chunk.Session)
                .Bind(chunk.Timestamp).Bind(chunk.Head).Bind(chunk.Text).Bind(terms.Hash).Run();
            _terms.Bind(chunk.Key.Value).Bind(terms.Path).Bind(terms.Symbol).Bind(terms.Head).Bind(terms.Body).Run();
        }
    }

    private void InsertSymbols(long source, PreparedSource prepared)
    {
        var overloads = new Dictionary<(string, string), int>();
        foreach (var symbol in prepared.Rows.Symbols)
        {
            var ordinal = overloads.GetValueOrDefault((symbol.QualifiedName, symbol.Kind));
            overloads[(symbol.QualifiedName, symbol.Kind)] = ordinal + 1;
            var id = SymbolId.Of(prepared.Name, symbol.QualifiedName, symbol.Kind, ordinal);
            _symbol.Bind(id.Value).Bind(source).Bind(symbol.Name).Bind(symbol.QualifiedName).Bind(symbol.Kind)
                .Bind(symbol.Signature).Bind(symbol.Doc).Bind(symbol.StartLine).Bind(symbol.EndLine).Bind(symbol.Chunk.Value).Run();
        }
    }

    private void InsertRelations(long source, DerivedRows rows)
    {
        foreach (var import in rows.Imports)
            _import.Bind(source).Bind(import.Module).Bind(import.Name).Bind(import.Line).Run();
        foreach (var call in rows.Calls)
            _call.Bind(source).Bind(call.Caller).Bind(call.Callee).Bind(call.Receiver).Bind(call.Line).Run();
    }

    private void InsertHistory(long source, DerivedRows rows)
    {
        foreach (var commit in rows.Commits)
        {
            _commit.Bind(source).Bind(commit.Sha).Bind(commit.Subject).Bind(commit.Body).Bind(commit.AuthorName)
                .Bind(commit.AuthorEmail).Bind(commit.Timestamp).Bind(commit.Parents).Bind(commit.Type).Bind(commit.Scope)
                .Bind(commit.Breaking ? 1 : 0).Bind(commit.IssueReferences).Bind(commit.FileCount).Run();
        }

        foreach (var file in rows.CommitFiles)
        {
            _commitFile.Bind(source).Bind(file.Sha).Bind(file.Path).Bind(file.OldPath).Bind(file.Status.ToString())
                .Bind((long?)file.Added).Bind((long?)file.Removed).Run();
        }

        foreach (var tag in rows.Tags)
            _tag.Bind(source).Bind(tag.Name).Bind(tag.Sha).Bind(tag.Timestamp).Run();
    }
}
