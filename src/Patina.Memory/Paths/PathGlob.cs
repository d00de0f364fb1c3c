namespace Patina.Memory.Paths;

/// <summary>
/// A pattern for paths, read as a line of a <c>.gitignore</c>: <c>*.md</c> and <c>tests</c> match at any depth,
/// <c>src/*.rs</c> from the root; a folder stands for all that lies in it; <c>{a,b}</c> offers alternatives.
/// </summary>
public sealed class PathGlob
{
    private const int MaxLength = 1000;
    private const int MaxAlternatives = 64;

    private readonly List<IgnorePattern> _patterns;

    private PathGlob(string text, List<IgnorePattern> patterns)
    {
        Text = text;
        _patterns = patterns;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <exception cref="ArgumentException">Nothing to match, too long, or too many alternatives.</exception>
    public static PathGlob Parse(string text)
    {
        if (text.Length > MaxLength)
            throw new ArgumentException($"A path pattern has at most {MaxLength} characters; this one has {text.Length}.", nameof(text));

        var alternatives = new List<string>();
        Expand(text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text, alternatives);
        var patterns = alternatives.Select(IgnorePattern.Parse).OfType<IgnorePattern>().ToList();
        if (patterns.Count == 0 || patterns.Any(pattern => pattern.IsNegated))
            throw new ArgumentException($"'{text}' is no path pattern. Expected one such as 'src/**/*.cs', '*.md' or 'tests'.", nameof(text));
        return new PathGlob(text, patterns);
    }

    /// <param name="path">A file, relative to the root with <c>/</c>.</param>
    public bool Matches(string path)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.Matches(path, isFolder: false))
                return true;
            for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                if (pattern.Matches(path.AsSpan(0, slash), isFolder: true))
                    return true;
            }
        }

        return false;
    }

    public override string ToString() => Text;

    /// <summary>Writes out the first <c>{a,b}</c>, and what remains by recursion.</summary>
    private static void Expand(string text, List<string> alternatives)
    {
        var open = text.IndexOf('{');
        var close = open < 0 ? -1 : text.IndexOf('}', open);
        if (close < 0)
        {
            if (alternatives.Count == MaxAlternatives)
                throw new ArgumentException($"'{text}' is one alternative too many: at most {MaxAlternatives}.", nameof(text));
            alternatives.Add(text);
            return;
        }

        foreach (var choice in text[(open + 1)..close].Split(','))
            Expand(text[..open] + choice + text[(close + 1)..], alternatives);
    }
}
