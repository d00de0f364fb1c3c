namespace Patina.Embeddings.Pipeline;

/// <summary>Which texts are run together: those of like length, so that little of a batch is padding.</summary>
internal static class BatchPlan
{
    /// <summary>A text joins a batch if it is shorter than the longest by one in so many tokens at most: padding soon costs more than a further run.</summary>
    private const int Likeness = 16;

    /// <summary>Or by so many tokens.</summary>
    private const int FreePadding = 4;

    /// <param name="lengths">Tokens of each text.</param>
    /// <param name="tokenBudget">Tokens of a batch at most, padding included; a longer text is a batch of its own.</param>
    /// <returns>Batches of places in <paramref name="lengths"/>, the longest texts first; texts without tokens are in none.</returns>
    public static IReadOnlyList<int[]> Make(ReadOnlySpan<int> lengths, int tokenBudget)
    {
        var order = new int[lengths.Length];
        var keys = new int[lengths.Length];
        for (var i = 0; i < order.Length; i++)
            (order[i], keys[i]) = (i, -lengths[i]);
        Array.Sort(keys, order);

        var batches = new List<int[]>();
        for (var first = 0; first < order.Length && keys[first] < 0;)
        {
            var longest = -keys[first];
            var rows = Math.Max(1, tokenBudget / longest);
            var shortest = Math.Max(1, longest - Math.Max(FreePadding, longest / Likeness));
            var end = first + 1;
            while (end < order.Length && end - first < rows && -keys[end] >= shortest)
                end++;
            batches.Add(order[first..end]);
            first = end;
        }

        return batches;
    }
}
