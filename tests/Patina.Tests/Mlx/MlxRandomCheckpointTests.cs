using Patina.Embeddings;
using Patina.Embeddings.Mlx;
using Patina.Models;
using Patina.Tests.Models;

namespace Patina.Tests.Mlx;

/// <summary>Checkpoints of unusual sizes and settings, computed by MLX and by the reference.</summary>
[Collection("mlx")]
public sealed class MlxRandomCheckpointTests
{
    public static TheoryData<string> Names => RandomCheckpoints.Names;

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Encode_EitherPaddingAndEachLayer_ComputesWhatTheReferenceDoes(string name)
    {
        MlxLibraryHere.Require();
        using var checkpoint = RandomCheckpoints.Make(name);
        using var model = Transformers.Open(checkpoint.Folder);
        using var computed = MlxTransformer.Open(Transformers.Open(checkpoint.Folder), ModelPrecision.Fp32, onProcessor: false);
        foreach (var layer in new[] { -1, -2 })
        {
            foreach (var left in new[] { false, true })
            {
                var batch = new CheckpointBatch(model.Shape.VocabularySize, left, model.Shape.HasTypes);
                var vectors = new float[batch.Ids.Length * model.Shape.Hidden];
                computed.Encode(batch.Tokens, layer, vectors);
                batch.AssertClose(batch.Reference(model, layer), vectors, 1e-5);
            }
        }
    }
}
