using System.Numerics.Tensors;
using Patina.Embeddings;

namespace Patina.Cli.Models;

/// <summary>What a trial of a model found.</summary>
/// <param name="Dimension">Numbers in a vector.</param>
/// <param name="LowestCosine">Between a text's vector alone and in a batch of other lengths, over all texts.</param>
/// <param name="LongestError">How far a vector's length is from 1, at most.</param>
internal sealed record ModelTrial(int Dimension, float LowestCosine, float LongestError)
{
    /// <summary>What two ways of computing a vector must agree to.</summary>
    public const float CosineLimit = 0.999f;

    private const float LengthLimit = 1e-3f;

    public bool Passed => LowestCosine >= CosineLimit && LongestError <= LengthLimit;

    public static ModelTrial Run(IEmbeddingEngine engine, CancellationToken cancellation)
    {
        var (texts, width) = (ComparisonTexts.All, engine.Dimension);
        var together = new float[texts.Count * width];
        engine.EmbedBatch([.. texts.Select(text => new Passage("", text))], together, progress: null, cancellation);

        var alone = new float[together.Length];
        var error = 0f;
        for (var i = 0; i < texts.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            engine.EmbedPassage(new Passage("", texts[i]), alone.AsSpan(i * width, width));
            var row = together.AsSpan(i * width, width);
            if (row.ContainsAnyExcept(0f))
                error = MathF.Max(error, MathF.Abs(TensorPrimitives.Norm<float>(row) - 1));
        }

        return new ModelTrial(width, VectorAgreement.Of(together, alone, width).LowestCosine, error);
    }
}
