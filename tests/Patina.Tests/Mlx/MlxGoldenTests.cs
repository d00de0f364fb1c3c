using Patina.Embeddings;
using Patina.Embeddings.Mlx;
using Patina.Models;
using Patina.Tests.Models;

namespace Patina.Tests.Mlx;

/// <summary>Every architecture, computed by MLX, against its golden checkpoints.</summary>
[Collection("mlx")]
public sealed class MlxGoldenTests
{
    public static TheoryData<string> Checkpoints => [.. GoldenCase.Folders()];

    [SkippableTheory]
    [MemberData(nameof(Checkpoints))]
    public void GoldenCheckpoint_AllCases_WithinTolerance(string folder)
    {
        MlxLibraryHere.Require();
        using var model = Open(folder);
        AssertGolden(folder, model);
    }

    private static MlxTransformer Open(string folder) => MlxTransformer.Open(Transformers.Open(folder), ModelPrecision.Fp32, onProcessor: false);

    private static void AssertGolden(string folder, MlxTransformer model)
    {
        foreach (var golden in GoldenCase.Read(folder))
        {
            var batch = Batch(golden);
            var pooled = new float[batch.Rows * model.Shape.Hidden];
            model.Pool(batch, golden.Layer, golden.Pooling, pooled);
            golden.AssertPooled(pooled);

            var hidden = new float[batch.Rows * batch.Length * model.Shape.Hidden];
            model.Encode(batch, -1, hidden);
            golden.AssertLastHiddenState(hidden);
        }
    }

    internal static TokenBatch Batch(GoldenCase golden) => new(golden.Ids.Length, golden.Ids[0].Length, Flat(golden.Ids), Flat(golden.Mask))
    {
        TypeIds = golden.Types is null ? default : Flat(golden.Types),
    };

    private static int[] Flat(int[][] rows) => [.. rows.SelectMany(row => row)];
}
