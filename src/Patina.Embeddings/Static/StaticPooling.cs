namespace Patina.Embeddings.Static;

/// <summary>How the rows of a text's tokens become one vector.</summary>
internal enum StaticPooling
{
    /// <summary>Model2Vec: the mean of the rows, each as often as its token occurs.</summary>
    Mean,

    /// <summary>Patina: the sum over distinct tokens of the row times the square root of how often the token occurs.</summary>
    SqrtTf,
}
