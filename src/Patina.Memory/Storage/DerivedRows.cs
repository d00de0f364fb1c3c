using Patina.Memory.Chunks;

namespace Patina.Memory.Storage;

/// <summary>The rows that the events of one source stand for, before they are written.</summary>
public sealed class DerivedRows
{
    public List<Chunk> Chunks { get; } = [];

    public List<SymbolRow> Symbols { get; } = [];

    public List<ImportRow> Imports { get; } = [];

    public List<CallRow> Calls { get; } = [];

    public List<CommitRow> Commits { get; } = [];

    public List<CommitFileRow> CommitFiles { get; } = [];

    public List<TagRow> Tags { get; } = [];

    public List<NoteRow> Notes { get; } = [];
}

/// <param name="Kind">function, method, class, struct, interface, trait, enum, type, module…</param>
/// <param name="Chunk">The chunk that holds the definition's first line.</param>
public sealed record SymbolRow(
    string Name, string QualifiedName, string Kind, string Signature, string Doc, int StartLine, int EndLine, ChunkKey Chunk);

/// <param name="Module">What is imported, as written: <c>std::fs</c>, <c>./util</c>, <c>System.IO</c>.</param>
/// <param name="Name">The imported name, or null when the whole module is.</param>
public sealed record ImportRow(string Module, string? Name, int Line);

/// <param name="Caller">Qualified name of the calling definition; null at file level.</param>
/// <param name="Callee">The called name, last component.</param>
/// <param name="Receiver">What stands before it: <c>self</c>, <c>Foo</c> of <c>Foo::new</c>, <c>fs</c> of <c>fs.read</c>.</param>
public sealed record CallRow(string? Caller, string Callee, string? Receiver, int Line);

/// <param name="Body">The message after the subject, without trailers.</param>
/// <param name="Parents">Full hashes, separated by spaces.</param>
/// <param name="IssueReferences"><c>#12</c> or <c>owner/repository#12</c>, separated by spaces.</param>
/// <param name="FileCount">Files changed; more than the commit has <see cref="CommitFileRow"/>s when the list was cut.</param>
public sealed record CommitRow(
    string Sha, string Subject, string Body, string AuthorName, string AuthorEmail, long Timestamp, string Parents,
    string? Type, string? Scope, bool Breaking, string IssueReferences, int FileCount);

/// <param name="Status">A, M, D, R, C or T.</param>
/// <param name="OldPath">Where the file was before, for R and C.</param>
/// <param name="Added">Lines; null for a binary file, a submodule, and content that a partial clone lacks.</param>
public sealed record CommitFileRow(string Sha, string Path, string? OldPath, char Status, int? Added, int? Removed);

public sealed record TagRow(string Name, string Sha, long Timestamp);

/// <param name="Kind">decision, pattern, work, challenge, insight, goal, activity, context, note…</param>
public sealed record NoteRow(string Session, string Kind, string Heading, string Text, long? Timestamp, int Line, ChunkKey Chunk);
