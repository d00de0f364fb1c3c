namespace Patina.Memory.Paths;

/// <summary>One line of a <c>.gitignore</c>, relative to the folder of that file.</summary>
internal sealed class IgnorePattern
{
    private readonly string _pattern;
    private readonly bool _anchored;
    private readonly bool _foldersOnly;

    private IgnorePattern(string pattern, bool negated, bool anchored, bool foldersOnly)
    {
        _pattern = pattern;
        _anchored = anchored;
        _foldersOnly = foldersOnly;
        IsNegated = negated;
    }

    /// <summary>Whether the line begins with <c>!</c>: what it matches is not ignored.</summary>
    public bool IsNegated { get; }

    /// <summary>Null for a comment and for an empty line.</summary>
    public static IgnorePattern? Parse(string line)
    {
        var text = WithoutTrailingSpaces(line.TrimEnd('\r'));
        if (text.IsEmpty || text[0] == '#')
            return null;

        var negated = text[0] == '!';
        if (negated)
            text = text[1..];
        var foldersOnly = text.EndsWith('/');
        if (foldersOnly)
            text = text[..^1];
        var anchored = text.Contains('/');
        if (text.StartsWith('/'))
            text = text[1..];
        return text.IsEmpty ? null : new IgnorePattern(text.ToString(), negated, anchored, foldersOnly);
    }

    /// <param name="path">Relative to the folder of the file that the line is from.</param>
    public bool Matches(ReadOnlySpan<char> path, bool isFolder) =>
        (isFolder || !_foldersOnly)
        && Wildcard.Matches(_pattern, _anchored ? path : path[(path.LastIndexOf('/') + 1)..]);

    private static ReadOnlySpan<char> WithoutTrailingSpaces(ReadOnlySpan<char> line)
    {
        var end = line.Length;
        while (end > 0 && line[end - 1] == ' ' && !(end > 1 && line[end - 2] == '\\'))
            end--;
        return line[..end];
    }
}
