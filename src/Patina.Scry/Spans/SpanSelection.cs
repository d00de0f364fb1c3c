using System.Globalization;
using Patina.Memory.Chunks;

namespace Patina.Scry.Spans;

/// <summary>
/// Fills a budget of tokens with whole spans in the order in which they are offered. One that does not fit gives its title, such as
/// the signature of a function, and what is offered later may still fit.
/// </summary>
internal sealed class SpanSelection(int budget)
{
    /// <summary>Share of the budget that one span may take while others wait.</summary>
    private const double MaxShare = 0.5;

    private readonly List<ScrySpan> _spans = [];
    private readonly int _most = (int)(budget * MaxShare);
    private int _left = budget;

    /// <summary>By rank of place, then by line.</summary>
    public IReadOnlyList<ScrySpan> Spans => [.. _spans.OrderBy(span => span.Rank).ThenBy(span => span.Chunk.StartLine)];

    /// <summary>Whether anything more may fit.</summary>
    public bool IsOpen => _left > 0;

    /// <summary>Offers the next best chunk.</summary>
    public void Offer(int rank, Chunk chunk)
    {
        if (_spans.Exists(span => span.Chunk.Path == chunk.Path && Overlaps(span.Chunk, chunk)))
            return;
        var whole = SpanOf(rank, chunk, chunk.Text.TrimEnd(), isWhole: true);
        if (whole.Tokens <= Math.Min(_left, _most))
            Take(whole);
        else if (chunk.Title.Length > 0 && SpanOf(rank, chunk, chunk.Title, isWhole: false) is var title && title.Tokens <= _left)
            Take(title);
    }

    private void Take(ScrySpan span)
    {
        _spans.Add(span);
        _left -= span.Tokens;
    }

    private static bool Overlaps(Chunk a, Chunk b) => a.StartLine <= b.EndLine && b.StartLine <= a.EndLine;

    private static ScrySpan SpanOf(int rank, Chunk chunk, string text, bool isWhole)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{chunk.Path}:{chunk.StartLine}-{chunk.EndLine}\n");
        return new ScrySpan(rank, chunk, text, TokenCount.Of(place) + TokenCount.Of(text), isWhole);
    }
}
