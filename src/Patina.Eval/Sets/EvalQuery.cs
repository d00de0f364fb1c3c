using Patina.Memory.Chunks;

namespace Patina.Eval.Sets;

/// <summary>A question and what should be found.</summary>
/// <param name="Source">The commit, file or session that it is from.</param>
/// <param name="Text">The question; where a chunk or file asks, the words that full text asks with.</param>
public sealed record EvalQuery(string Source, string Text, IReadOnlyList<EvalTarget> Relevant)
{
    private static readonly IReadOnlySet<ChunkKey> Nothing = new HashSet<ChunkKey>();

    /// <summary>The chunk whose own vector asks; null where text or a file does.</summary>
    public ChunkKey? Subject { get; init; }

    /// <summary>The file that asks; null where text or a chunk does.</summary>
    public string? File { get; init; }

    /// <summary>What is neither right nor wrong: what asks, and what was known to belong to it.</summary>
    public IReadOnlySet<ChunkKey> Ignored { get; init; } = Nothing;
}
