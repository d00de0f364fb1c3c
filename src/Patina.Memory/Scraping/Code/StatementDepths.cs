using Patina.Memory.Native;

namespace Patina.Memory.Scraping.Code;

/// <summary>Says for each line how deep in the syntax tree the outermost node lies that begins it.</summary>
internal static class StatementDepths
{
    /// <summary>Nodes shorter than this are not looked into: nobody needs to split them.</summary>
    private const int SmallestNode = ChunkLimits.Chunk / 10;

    /// <returns>By line; <see cref="int.MaxValue"/> where no node begins or only punctuation does.</returns>
    public static int[] Of(SourceText source, SyntaxTree tree)
    {
        var depths = new int[source.LineCount];
        Array.Fill(depths, int.MaxValue);
        tree.Walk((depth, start, end) =>
        {
            if (start >= source.Text.Length)
                return false;
            var line = source.LineAt(start);
            if (depth < depths[line] && source.BeginsLine(start) && HasWord(source.Line(line)))
                depths[line] = depth;
            return end - start >= SmallestNode;
        });
        return depths;
    }

    private static bool HasWord(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
        {
            if (char.IsLetterOrDigit(c))
                return true;
        }

        return false;
    }
}
