using Patina.Embeddings;
using Patina.Embeddings.Mlx;
using Patina.Embeddings.Mlx.Native;
using Patina.Models;

namespace Patina.Tests.Mlx;

/// <summary>What MLX holds while a model is used.</summary>
[Collection("mlx")]
public sealed class MlxMemoryTests
{
    /// <summary>Batches of a few shapes, one after the other.</summary>
    private const int Batches = 10_000;

    [SkippableFact]
    public void Encode_TenThousandBatches_LeavesNoArrayBehind()
    {
        MlxLibraryHere.Require();
        using var model = MlxTransformer.Open(Transformers.Open(Repository.Fixture("models", "bert-A")), ModelPrecision.Fp32, onProcessor: false);
        for (var length = 1; length <= 4; length++)
            Encode(model, length);
        var before = MlxThread.Run(MlxMemory.Active);

        for (var batch = 0; batch < Batches; batch++)
            Encode(model, (batch % 4) + 1);

        Assert.Equal(before, MlxThread.Run(MlxMemory.Active));
    }

    [SkippableFact]
    public void Dispose_GivesTheWeightsBack()
    {
        MlxLibraryHere.Require();
        var before = MlxThread.Run(MlxMemory.Active);
        using (var model = MlxTransformer.Open(Transformers.Open(Repository.Fixture("models", "qwen3-A")), ModelPrecision.Fp32, onProcessor: false))
        {
            Encode(model, 3);
            Assert.True(MlxThread.Run(MlxMemory.Active) > before);
        }

        Assert.Equal(before, MlxThread.Run(MlxMemory.Active));
    }

    private static void Encode(MlxTransformer model, int length) =>
        model.Encode(new TokenBatch(2, length, new int[2 * length], Enumerable.Repeat(1, 2 * length).ToArray()), -1, new float[2 * length * model.Shape.Hidden]);
}
