namespace Patina.Embeddings;

/// <summary>The words for poolings in registries and lock files.</summary>
public static class PoolingWords
{
    private static readonly (string Word, Pooling Pooling)[] Table =
    [
        ("mean", Pooling.Mean), ("cls", Pooling.Cls), ("last", Pooling.LastToken), ("max", Pooling.Max), ("weighted_mean", Pooling.WeightedMean),
        ("mean_sqrt_length", Pooling.MeanSqrtLength), ("none", Pooling.None),
    ];

    /// <summary>All words, for messages.</summary>
    public static string All { get; } = string.Join(", ", Table.Select(row => row.Word));

    public static string WordOf(Pooling pooling) => Table.First(row => row.Pooling == pooling).Word;

    /// <summary>Null for a word that is none.</summary>
    public static Pooling? Parse(string word) => Table.Where(row => row.Word == word).Select(row => (Pooling?)row.Pooling).FirstOrDefault();
}
