using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Patina.Embeddings;
using Patina.Embeddings.Mlx;
using Patina.Models;
using Patina.Models.Managed;
using Patina.Tests.Models;

namespace Patina.Tests.Mlx;

/// <summary>The forms that checkpoints come in, computed by MLX and by the reference.</summary>
[Collection("mlx")]
public sealed class MlxCheckpointTests
{
    [SkippableTheory]
    [InlineData("qwen3-A", 4, 32)]
    [InlineData("qwen3-A", 8, 64)]
    [InlineData("qwen3-A", 8, 16)]
    [InlineData("bert-A", 4, 64)]
    [InlineData("olmo3-A-yarn", 8, 32)]
    public void Groups_AreComputedAsTheNumbersTheyStandFor(string source, int bits, int group)
    {
        MlxLibraryHere.Require();
        using var checkpoint = new EditedCheckpoint(source);
        checkpoint.Config["quantization"] = new JsonObject { ["group_size"] = group, ["bits"] = bits };
        foreach (var (name, _) in checkpoint.Floats.Where(tensor => tensor.Value.Shape.Length == 2 && tensor.Value.Shape[1] % group == 0))
            checkpoint.Quantize(name, bits, group);
        var folder = checkpoint.Write();

        Assert.Equal(1, LowestCosine(Reference(folder, checkpoint.Cases[0]), Computed(folder, checkpoint.Cases[0], null)), 1e-5f);
    }

    [SkippableTheory]
    [InlineData(ModelPrecision.Fp16, 0.9999f)]
    [InlineData(ModelPrecision.Bf16, 0.999f)]
    [InlineData(ModelPrecision.Int8, 0.998f)]
    public void Precision_BelowFull_StaysNear(ModelPrecision precision, float cosine)
    {
        MlxLibraryHere.Require();
        foreach (var source in new[] { "bert-A", "modernbert-A", "olmo3-A" })
        {
            var folder = Repository.Fixture("models", source);
            foreach (var golden in GoldenCase.Read(folder))
                Assert.InRange(LowestCosine(Reference(folder, golden), Computed(folder, golden, precision)), cosine, 1.000001f);
        }
    }

    [SkippableFact]
    public void Token_OutsideTheVocabulary_IsRefused()
    {
        MlxLibraryHere.Require();
        using var model = Open("bert-A");
        var failure = Assert.Throws<ModelException>(() => model.Encode(new TokenBatch(1, 1, new[] { 1 << 20 }, new[] { 1 }), -1, new float[64]));
        Assert.Equal(ModelError.OutOfRange, failure.Reason);
    }

    [SkippableFact]
    public void Length_BeyondThePositions_IsRefused()
    {
        MlxLibraryHere.Require();
        using var model = Open("bert-A");
        var length = model.Shape.MaxLength!.Value + 1;
        var failure = Assert.Throws<ModelException>(() => model.Encode(new TokenBatch(1, length, new int[length], Ones(length)), -1, new float[length * 64]));
        Assert.Equal(ModelError.OutOfRange, failure.Reason);
    }

    private static int[] Ones(int count) => [.. Enumerable.Repeat(1, count)];

    private static MlxTransformer Open(string source) => MlxTransformer.Open(Transformers.Open(Repository.Fixture("models", source)), ModelPrecision.Fp32, onProcessor: false);

    private static float[] Reference(string folder, GoldenCase golden)
    {
        using var model = Transformers.Open(folder);
        var (ops, inputs) = (new ManagedOps(), golden.Inputs());
        return ops.Pool(model.HiddenState(ops, inputs, golden.Layer), inputs.Mask, golden.Pooling).Values;
    }

    private static float[] Computed(string folder, GoldenCase golden, ModelPrecision? precision)
    {
        using var model = MlxTransformer.Open(Transformers.Open(folder), precision, onProcessor: false);
        var batch = MlxGoldenTests.Batch(golden);
        var pooled = new float[batch.Rows * model.Shape.Hidden];
        model.Pool(batch, golden.Layer, golden.Pooling, pooled);
        return pooled;
    }

    private static float LowestCosine(float[] expected, float[] actual)
    {
        const int Width = 64; // of all golden checkpoints
        Assert.Equal(expected.Length, actual.Length);
        return Enumerable.Range(0, expected.Length / Width)
            .Min(row => TensorPrimitives.CosineSimilarity<float>(expected.AsSpan(row * Width, Width), actual.AsSpan(row * Width, Width)));
    }
}
