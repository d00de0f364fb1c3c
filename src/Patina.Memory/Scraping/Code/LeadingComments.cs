using System.Buffers;

namespace Patina.Memory.Scraping.Code;

/// <summary>Finds the comments and attributes that belong to a definition: those right before it, without a blank line between.</summary>
/// <param name="spans">By position, not overlapping.</param>
internal sealed class LeadingComments(SourceText source, List<LeadingSpans> spans)
{
    private static readonly SearchValues<string> Notices = SearchValues.Create(
        ["SPDX-", "frozen_string_literal", "-*-", "eslint", "@ts-", "prettier-ignore", "shellcheck", "nolint", "go:build", "vim:"],
        StringComparison.Ordinal);

    public IReadOnlyList<LeadingSpans> All => spans;

    /// <summary>Index of the first comment or attribute that begins at or after an offset.</summary>
    public int FirstFrom(int offset)
    {
        var (low, high) = (0, spans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = spans[middle].Node.Start < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <param name="start">First character of a definition.</param>
    /// <param name="floor">Where the definition may begin at the earliest: after its elder sibling, inside its parent.</param>
    /// <returns>First character of what belongs to it, and the texts of its comments in order.</returns>
    public (int Start, List<string> Comments) Before(int start, int floor)
    {
        var comments = new List<string>();
        for (var i = FirstFrom(start) - 1; i >= 0; i--)
        {
            var (node, content) = spans[i];
            if (node.Start < floor || node.End > start || !IsAdjacent(node.End, start) || !StandsFree(i))
                break;
            if (content.Exists && IsNotice(content))
                break;
            if (content.Exists)
                comments.Add(content.Of(source.Text));
            start = node.Start;
        }

        comments.Reverse();
        return (start, comments);
    }

    /// <summary>What the comments at the top of the file say about it: the first group that is no licence.</summary>
    /// <param name="end">Where the first definition begins, its own comments included.</param>
    public string AtTop(int end)
    {
        var group = new List<string>();
        var before = 0;
        foreach (var (node, content) in spans)
        {
            if (!content.Exists || node.End > end || !source.Text.AsSpan(before..node.Start).IsWhiteSpace())
                break;
            if (group.Count > 0 && !IsAdjacent(before, node.Start) && DocComment.Clean(group) is { Length: > 0 } doc)
                return doc;
            before = node.End;
            if (IsNotice(content) || source.Text.AsSpan(node.Start).StartsWith("#!"))
                group.Clear();
            else
                group.Add(content.Of(source.Text));
        }

        return DocComment.Clean(group);
    }

    /// <summary>A copyright notice, which is about the file if about anything, or an order to a tool.</summary>
    private bool IsNotice(TextSpan comment)
    {
        var text = source.Text.AsSpan(comment.Start..comment.End);
        return text.Contains("copyright", StringComparison.OrdinalIgnoreCase) || text.ContainsAny(Notices);
    }

    /// <summary>Nothing but white space with at most one line end.</summary>
    private bool IsAdjacent(int end, int start)
    {
        var between = source.Text.AsSpan(end, start - end);
        return between.IsWhiteSpace() && between.Count('\n') <= 1;
    }

    /// <summary>Whether only other comments and attributes stand before it on its line; a comment behind code belongs to that code.</summary>
    private bool StandsFree(int index)
    {
        var lineStart = source.LineStart(source.LineAt(spans[index].Node.Start));
        var before = spans[index].Node.Start;
        for (var i = index - 1; i >= 0 && spans[i].Node.End > lineStart; i--)
        {
            if (!source.Text.AsSpan(spans[i].Node.End..before).IsWhiteSpace())
                return false;
            before = Math.Max(spans[i].Node.Start, lineStart);
        }

        return source.Text.AsSpan(lineStart..before).IsWhiteSpace();
    }
}
