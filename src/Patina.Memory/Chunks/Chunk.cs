namespace Patina.Memory.Chunks;

/// <summary>
/// The unit that is embedded and returned: a function or type with its doc comment, a section of a document, a commit,
/// some items of a note.
/// </summary>
public sealed record Chunk
{
    public required ChunkKey Key { get; init; }

    public required ChunkKind Kind { get; init; }

    /// <summary>Path relative to the project root with <c>/</c>; for a commit its full hash.</summary>
    public required string Path { get; init; }

    /// <summary>First line, counted from 1; 0 for a commit.</summary>
    public int StartLine { get; init; }

    /// <summary>Last line, inclusive; 0 for a commit.</summary>
    public int EndLine { get; init; }

    /// <summary>One line for people: a signature, a heading path, a commit subject.</summary>
    public required string Title { get; init; }

    /// <summary>Qualified name of the definition, where the chunk is one.</summary>
    public string? Symbol { get; init; }

    /// <summary>Id of the note session, where the chunk belongs to one.</summary>
    public string? Session { get; init; }

    /// <summary>Seconds since 1970 (UTC) of a commit or note.</summary>
    public long? Timestamp { get; init; }

    /// <summary>About ten words that say what the chunk is: path words, symbol, signature, first line of the comment.</summary>
    public required string Head { get; init; }

    /// <summary>The whole text of the chunk as it stands in the source.</summary>
    public required string Text { get; init; }
}
