using Patina.Memory.Chunks;

namespace Patina.Scry;

/// <summary>One place that answers: a file, a commit, a note, with its best chunk.</summary>
public sealed record ScryHit
{
    /// <summary>Counted from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>Comparable within one answer only.</summary>
    public required double Score { get; init; }

    /// <summary>The best chunk of the place.</summary>
    public required Chunk Chunk { get; init; }

    /// <summary>The lines of the chunk that match best.</summary>
    public required Snippet Snippet { get; init; }

    /// <summary>Which signals found the chunk, strongest contribution first.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>How the score came about; null for a list that is shown as it is, where it is the list's own.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>Further chunks of the same place that match, best first.</summary>
    public required IReadOnlyList<PlaceSpan> Also { get; init; }
}

/// <summary>Why a chunk was returned.</summary>
/// <param name="Signal"><c>lexical</c>, <c>vectors</c>, <c>symbol</c>, or the name of a projection.</param>
/// <param name="Rank">The chunk's rank in that signal's own list, from 1.</param>
/// <param name="Score">The signal's own score: BM25, cosine.</param>
/// <param name="Contribution">What it added to the hit's score, before the factors of kind and place.</param>
public readonly record struct Evidence(string Signal, int Rank, double Score, double Contribution);

/// <summary>Lines of a file and what stands there.</summary>
public readonly record struct PlaceSpan(int StartLine, int EndLine, string Title);

/// <param name="StartLine">Line of the file at which the text begins; 0 for a commit.</param>
/// <param name="Text">Up to a few whole lines.</param>
public readonly record struct Snippet(int StartLine, string Text);
