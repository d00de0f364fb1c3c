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

    /// <summary>Code, prose and other scripts, short and long: they share batches of different shapes.</summary>
    private static readonly string[] Texts =
    [
        "fn main() { println!(\"hello\"); }",
        "how are results from several lists fused",
        "x",
        "Wie wird die Konfiguration gelesen?",
        "設定ファイルを読み込む関数",
        string.Join(' ', Enumerable.Repeat("The header is parsed before the body, and its length is checked against the file.", 40)),
    ];

    public bool Passed => LowestCosine >= CosineLimit && LongestError <= LengthLimit;

    public static ModelTrial Run(IEmbeddingEngine engine, CancellationToken cancellation)
    {
        var width = engine.Dimension;
        var together = new float[Texts.Length * width];
        engine.EmbedBatch([.. Texts.Select(text => new Passage("", text))], together, progress: null, cancellation);

        var (cosine, error) = (1f, 0f);
        var alone = new float[width];
        for (var i = 0; i < Texts.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            engine.EmbedPassage(new Passage("", Texts[i]), alone);
            var row = together.AsSpan(i * width, width);
            if (row.ContainsAnyExcept(0f))
            {
                cosine = MathF.Min(cosine, TensorPrimitives.CosineSimilarity<float>(row, alone));
                error = MathF.Max(error, MathF.Abs(TensorPrimitives.Norm<float>(row) - 1));
            }
        }

        return new ModelTrial(width, cosine, error);
    }
}
