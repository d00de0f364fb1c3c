namespace Patina.USearch;

/// <summary>How two vectors are compared; smaller distances are nearer. The values are those of <c>usearch.h</c>.</summary>
public enum VectorMetric
{
    /// <summary>1 − cosine, in [0, 2].</summary>
    Cosine = 1,

    /// <summary>1 − inner product; equals <see cref="Cosine"/> on unit vectors.</summary>
    InnerProduct = 2,

    /// <summary>The squared Euclidean distance.</summary>
    SquaredEuclidean = 3,
}
