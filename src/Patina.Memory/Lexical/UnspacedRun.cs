using System.Text;

namespace Patina.Memory.Lexical;

/// <summary>A run of a script without word spaces, where any piece may be a word: every pair of characters is a term.</summary>
internal static class UnspacedRun
{
    /// <summary>Longest run that is also a term itself, in UTF-16 units; a longer one is a sentence.</summary>
    private const int MaxWhole = 8;

    public static bool Add<TSink>(ReadOnlySpan<char> run, ref TSink sink)
        where TSink : struct, ITermSink
    {
        if (run.Length <= MaxWhole && !sink.Add(run))
            return false;

        var (previous, start) = (-1, 0);
        while (start < run.Length)
        {
            _ = Rune.DecodeFromUtf16(run[start..], out _, out var length);
            var end = start + length;
            if (previous >= 0 && end - previous < run.Length && !sink.Add(run[previous..end]))
                return false;
            (previous, start) = (start, end);
        }

        return true;
    }
}
