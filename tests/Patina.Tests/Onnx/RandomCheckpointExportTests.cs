using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Onnx.Export;
using Patina.Models;
using Patina.Tests.Models;

namespace Patina.Tests.Onnx;

/// <summary>Checkpoints of unusual sizes and settings, exported, against the reference.</summary>
public sealed class RandomCheckpointExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => RandomCheckpoints.Names;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Export_EitherPaddingAndEachLayer_ComputesWhatTheReferenceDoes(string name)
    {
        using var checkpoint = RandomCheckpoints.Make(name);
        using var model = Transformers.Open(checkpoint.Folder);
        foreach (var layer in new[] { -1, -2 })
        {
            GraphExport.Write(model, Path.Combine(_folder.Path, "model.onnx"), new ExportOptions { Layer = layer });
            using var encoder = OnnxModel.Open(
                new ModelFiles(_folder.Path), "model.onnx", pooling: null, new EngineOptions { ModelName = name, Provider = ExecutionProvider.Cpu });
            foreach (var left in new[] { false, true })
            {
                var batch = new CheckpointBatch(model.Shape.VocabularySize, left, model.Shape.HasTypes);
                var vectors = new float[batch.Ids.Length * model.Shape.Hidden];
                encoder.Encode(batch.Tokens, vectors);
                batch.AssertClose(batch.Reference(model, layer), vectors, 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Export_EachPrecision_StaysNear(string name)
    {
        using var checkpoint = RandomCheckpoints.Make(name);
        using var model = Transformers.Open(checkpoint.Folder);
        var batch = new CheckpointBatch(model.Shape.VocabularySize, left: false, model.Shape.HasTypes);
        var expected = batch.Reference(model, -1);
        foreach (var (precision, tolerance) in new[] { (ModelPrecision.Fp16, 0.01), (ModelPrecision.Int8, 0.05), (ModelPrecision.Int4, 0.7) })
        {
            GraphExport.Write(model, Path.Combine(_folder.Path, "model.onnx"), new ExportOptions { Precision = precision });
            using var encoder = OnnxModel.Open(
                new ModelFiles(_folder.Path), "model.onnx", pooling: null, new EngineOptions { ModelName = name, Provider = ExecutionProvider.Cpu });
            var vectors = new float[expected.Length];
            encoder.Encode(batch.Tokens, vectors);
            batch.AssertClose(expected, vectors, tolerance);
        }
    }
}
