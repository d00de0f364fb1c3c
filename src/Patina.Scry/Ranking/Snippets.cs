using Patina.Memory.Chunks;
using Patina.Memory.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>Picks the lines of a chunk to show.</summary>
internal static class Snippets
{
    private const int Lines = 4;

    private const int MaxLineLength = 200;

    /// <summary>The first window of <see cref="Lines"/> lines that holds the most different words of the question.</summary>
    public static Snippet Of(Chunk chunk, IReadOnlyCollection<string> terms)
    {
        var lines = chunk.Text.Split('\n');
        var wanted = terms.ToHashSet(StringComparer.Ordinal);
        var found = Array.ConvertAll(lines, line => WantedIn(line, wanted));
        var (start, best) = (FirstNonBlank(lines), 0);
        for (var i = 0; i < lines.Length; i++)
        {
            var words = found[i].Count == 0 ? 0 : found.Skip(i).Take(Lines).SelectMany(line => line).Distinct().Count();
            if (words > best)
                (start, best) = (i, words);
        }

        var shown = lines.Skip(start).Take(Lines).Select(Shorten);
        return new Snippet(chunk.StartLine == 0 ? 0 : chunk.StartLine + start, string.Join('\n', shown).TrimEnd());
    }

    private static HashSet<string> WantedIn(string line, HashSet<string> wanted)
    {
        var terms = new List<string>();
        LexicalAnalyzer.AppendTerms(line, terms);
        return terms.Where(wanted.Contains).ToHashSet(StringComparer.Ordinal);
    }

    private static int FirstNonBlank(string[] lines) => Math.Max(0, Array.FindIndex(lines, line => !string.IsNullOrWhiteSpace(line)));

    private static string Shorten(string line)
    {
        line = line.TrimEnd('\r');
        if (line.Length <= MaxLineLength)
            return line;
        var cut = char.IsHighSurrogate(line[MaxLineLength - 1]) ? MaxLineLength - 1 : MaxLineLength;
        return line[..cut] + "…";
    }
}
