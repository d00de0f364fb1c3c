namespace Patina.Oxidize.Recipes;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class NearestWord
{
    /// <summary>The known word with the fewest edits (insert, delete, replace, swap neighbours); null when none is near.</summary>
    public static string? Find(string word, IReadOnlyList<string> known)
    {
        var nearest = known.Select(candidate => (Word: candidate, Edits: Distance(word, candidate))).MinBy(pair => pair.Edits);
        return nearest.Word is not null && nearest.Edits <= Math.Max(2, nearest.Word.Length / 3) ? nearest.Word : null;
    }

    private static int Distance(string from, string to)
    {
        if (Math.Abs(from.Length - to.Length) > to.Length)
            return int.MaxValue;

        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
                edits[i, j] = i == 0 || j == 0 ? i + j : Step(edits, from, to, i, j);
        }

        return edits[from.Length, to.Length];
    }

    private static int Step(int[,] edits, string from, string to, int i, int j)
    {
        var replace = edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        var least = Math.Min(replace, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
        return swapped ? Math.Min(least, edits[i - 2, j - 2] + 1) : least;
    }
}
