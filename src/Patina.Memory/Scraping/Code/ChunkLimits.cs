namespace Patina.Memory.Scraping.Code;

/// <summary>The sizes that decide how code falls into chunks, in characters where nothing else is said.</summary>
internal static class ChunkLimits
{
    /// <summary>Longer text is split.</summary>
    public const int Chunk = 2_500;

    /// <summary>A type up to this size stays whole; of a larger one the chunk is an outline, and its members have their own.</summary>
    public const int WholeType = 800;

    /// <summary>A function nested in a function that is itself split gets its own chunk from this size.</summary>
    public const int NestedFunction = 400;

    /// <summary>Neighbours below this size may share a chunk…</summary>
    public const int SmallDefinition = 200;

    /// <summary>…up to this size.</summary>
    public const int SharedChunk = 800;

    /// <summary>File-level code below this size is told in the file's outline.</summary>
    public const int OutlinedText = 400;

    /// <summary>Lines in a window over a text without grammar.</summary>
    public const int WindowLines = 40;
}
