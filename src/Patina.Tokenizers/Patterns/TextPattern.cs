namespace Patina.Tokenizers.Patterns;

/// <summary>Finds places in a text: what <c>Replace</c> and <c>Split</c> look for. Immutable.</summary>
internal abstract class TextPattern
{
    /// <summary>All matches from left to right, not overlapping.</summary>
    /// <remarks>One at a time on a thread.</remarks>
    public MatchEnumerator Matches(ReadOnlySpan<char> text)
    {
        Begin(text);
        return new MatchEnumerator(this, text);
    }

    /// <summary>Finds the first match that begins at or after <paramref name="from"/>.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends; equal to <paramref name="start"/> for an empty match.</param>
    public abstract bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end);

    /// <summary>Whether a match neither contains a space nor depends on one.</summary>
    public virtual bool StaysInWords => false;

    /// <summary>Says that the next calls of <see cref="TryFind"/> on this thread are about this text.</summary>
    protected virtual void Begin(ReadOnlySpan<char> text)
    {
    }
}
