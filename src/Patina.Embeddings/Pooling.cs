namespace Patina.Embeddings;

/// <summary>How the vectors of a text's tokens become one.</summary>
public enum Pooling
{
    /// <summary>The average of all real tokens.</summary>
    Mean,

    /// <summary>The first real token, BERT's <c>[CLS]</c>.</summary>
    Cls,

    /// <summary>The last real token, whichever side is padded.</summary>
    LastToken,

    /// <summary>The largest of each number over all real tokens.</summary>
    Max,

    /// <summary>The average in which the n-th real token weighs n.</summary>
    WeightedMean,

    /// <summary>The sum of all real tokens divided by the square root of their number.</summary>
    MeanSqrtLength,

    /// <summary>Nothing is left to do: the graph gives one vector per text.</summary>
    None,
}
