using Patina.Embeddings;
using Patina.Embeddings.Mlx;
using Patina.Embeddings.Mlx.Native;
using Patina.Models;
using Patina.Tests.Models;

namespace Patina.Tests.Mlx;

/// <summary>Forward passes that are compiled for padded shapes, against those that are recorded for each batch.</summary>
[Collection("mlx")]
public sealed class MlxCompiledTests
{
    public static TheoryData<string> Checkpoints => [.. GoldenCase.Folders()];

    [SkippableTheory]
    [MemberData(nameof(Checkpoints))]
    public void GoldenCheckpoint_Compiled_IsWithinToleranceAndEqualToTheRecorded(string folder)
    {
        MlxLibraryHere.Require();
        using var recorded = Open(folder, MlxCompiling.Never);
        using var compiled = Open(folder, MlxCompiling.Traced);
        foreach (var golden in GoldenCase.Read(folder))
        {
            var batch = MlxGoldenTests.Batch(golden);
            golden.AssertPooled(Pool(compiled, batch, golden));
            golden.AssertPooled(Pool(compiled, batch, golden)); // the first run traced it
            AssertClose(Encode(recorded, batch), Encode(compiled, batch));
        }
    }

    [SkippableFact]
    public void Fused_OnTheProcessor_IsEqualToTheRecorded()
    {
        MlxLibraryHere.Require();
        Skip.IfNot(OperatingSystem.IsMacOS() || File.Exists("/usr/bin/g++"), "MLX makes kernels for the processor by g++");
        var folder = Repository.Fixture("models", "qwen3-A");
        using var recorded = Open(folder, MlxCompiling.Never);
        using var compiled = Open(folder, MlxCompiling.Fused);
        foreach (var golden in GoldenCase.Read(folder))
        {
            var batch = MlxGoldenTests.Batch(golden);
            AssertClose(Encode(recorded, batch), Encode(compiled, batch));
        }
    }

    [SkippableFact]
    public void Batches_OfLikeShape_ShareAProgram()
    {
        MlxLibraryHere.Require();
        using var model = Open(Repository.Fixture("models", "bert-A"), MlxCompiling.Traced);
        foreach (var length in new[] { 3, 9, 15, 3 })
            Encode(model, Batch(2, length));
        Assert.Equal(1, model.Programs);

        Encode(model, Batch(2, 16)); // nothing of it is padding
        Encode(model, Batch(2, 17));
        Encode(model, Batch(3, 17));
        Assert.Equal(4, model.Programs);
    }

    [SkippableFact]
    public void Programs_OfManyShapes_AreBounded()
    {
        MlxLibraryHere.Require();
        using var model = Open(Repository.Fixture("models", "bert-A"), MlxCompiling.Traced);
        var first = Encode(model, Batch(1, 5));
        for (var texts = 1; texts <= 70; texts++)
        {
            for (var length = 16; length <= 48; length += 16)
                Encode(model, Batch(texts, length));
        }

        Assert.Equal(64, model.Programs);
        Assert.Equal(first, Encode(model, Batch(1, 5)));
    }

    [SkippableFact]
    public void Failure_WhileTraced_IsThrownAndForgotten()
    {
        MlxLibraryHere.Require();
        using var model = Open(Repository.Fixture("models", "bert-A"), MlxCompiling.Traced);
        var length = model.Shape.MaxLength!.Value + 1;

        var failure = Assert.Throws<ModelException>(() => Encode(model, Batch(1, length)));

        Assert.Equal((ModelError.OutOfRange, 0), (failure.Reason, model.Programs));
        Encode(model, Batch(1, length - 1));
    }

    [SkippableFact]
    public void Dispose_GivesProgramsAndWeightsBack()
    {
        MlxLibraryHere.Require();
        var before = MlxThread.Run(MlxMemory.Active);
        using (var model = Open(Repository.Fixture("models", "qwen3-A"), MlxCompiling.Traced))
        {
            for (var length = 1; length <= 50; length++)
                Encode(model, Batch(2, length));
            var held = MlxThread.Run(MlxMemory.Active);
            for (var run = 0; run < 200; run++)
                Encode(model, Batch(2, 1 + (run % 50)));
            Assert.Equal(held, MlxThread.Run(MlxMemory.Active));
        }

        Assert.Equal(before, MlxThread.Run(MlxMemory.Active));
    }

    [Theory]
    [InlineData(1, 1, null, 1, 16)]
    [InlineData(15, 128, null, 15, 128)]
    [InlineData(17, 129, null, 18, 160)]
    [InlineData(100, 513, null, 104, 576)]
    [InlineData(1000, 2049, null, 1024, 2304)]
    [InlineData(2, 505, 512, 2, 512)]
    [InlineData(2, 505, 508, 2, 508)]
    [InlineData(2, 509, 508, 2, 509)]
    public void ShapeOf_Batch_IsAtLeastItsOwnAndWithinThePositions(int texts, int length, int? longest, int toTexts, int toLength) =>
        Assert.Equal((toTexts, toLength), MlxBucket.ShapeOf(texts, length, longest));

    private static MlxTransformer Open(string folder, MlxCompiling compiles) =>
        MlxTransformer.Open(Transformers.Open(folder), ModelPrecision.Fp32, onProcessor: true, limits: null, compiles);

    private static TokenBatch Batch(int texts, int length) =>
        new(texts, length, Enumerable.Range(0, texts * length).Select(place => place % 50).ToArray(), Enumerable.Repeat(1, texts * length).ToArray());

    private static float[] Pool(MlxTransformer model, TokenBatch batch, GoldenCase golden)
    {
        var pooled = new float[batch.Rows * model.Shape.Hidden];
        model.Pool(batch, golden.Layer, golden.Pooling, pooled);
        return pooled;
    }

    private static float[] Encode(MlxTransformer model, TokenBatch batch)
    {
        var vectors = new float[batch.Rows * batch.Length * model.Shape.Hidden];
        model.Encode(batch, -1, vectors);
        for (var token = 0; token < batch.Rows * batch.Length; token++)
        {
            if (batch.Mask.Span[token] == 0)
                vectors.AsSpan(token * model.Shape.Hidden, model.Shape.Hidden).Clear();
        }

        return vectors;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-5f);
    }
}
