using System.Numerics.Tensors;
using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Onnx.Export;
using Patina.Models;
using Patina.Tests.Models;
using Pipeline = Patina.Embeddings.Pipeline;

namespace Patina.Tests.Onnx;

/// <summary>Every architecture, exported and computed by ONNX Runtime, against its golden checkpoints.</summary>
public sealed class GraphExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Checkpoints => [.. GoldenCase.Folders()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Tokens_AllCases_WithinTolerance(string checkpoint)
    {
        using var model = Transformers.Open(checkpoint);
        foreach (var layer in GoldenCase.Read(checkpoint).GroupBy(golden => golden.Layer))
        {
            GraphExport.Write(model, Graph, new ExportOptions { Layer = layer.Key });
            using var encoder = Open(layer.First().Name);
            foreach (var golden in layer)
            {
                var vectors = Encode(encoder, golden);
                golden.AssertPooled(Pool(vectors, golden, encoder.Width));
                if (layer.Key == -1)
                    golden.AssertLastHiddenState(vectors);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Pooled_AllCases_WithinTolerance(string checkpoint)
    {
        using var model = Transformers.Open(checkpoint);
        foreach (var shape in GoldenCase.Read(checkpoint).Where(golden => golden.IsOnlyNormalized).GroupBy(golden => (golden.Layer, golden.Pooling)))
        {
            GraphExport.Write(model, Graph, new ExportOptions { Layer = shape.Key.Layer, Pooling = shape.Key.Pooling });
            using var encoder = Open(shape.First().Name);
            Assert.True(encoder.Pools);
            foreach (var golden in shape)
                golden.AssertPooled(Encode(encoder, golden));
        }
    }

    [Theory]
    [InlineData("bert-A", ModelPrecision.Fp16, 0.99999, 0.60)]
    [InlineData("bert-A", ModelPrecision.Int8, 0.999, 0.40)]
    [InlineData("bert-A", ModelPrecision.Int4, 0.95, 0.35)]
    [InlineData("olmo3-A", ModelPrecision.Fp16, 0.99999, 0.60)]
    [InlineData("olmo3-A", ModelPrecision.Int8, 0.999, 0.40)]
    [InlineData("olmo3-A", ModelPrecision.Int4, 0.90, 0.35)]
    public void Precision_BelowFull_IsSmallerAndStaysNear(string checkpoint, ModelPrecision precision, double cosine, double size)
    {
        using var model = Transformers.Open(Repository.Fixture("models", checkpoint));
        var golden = GoldenCase.Read(Repository.Fixture("models", checkpoint))[0];
        var (full, fullSize) = Export(model, golden, ModelPrecision.Fp32);

        var (vectors, itsSize) = Export(model, golden, precision);

        Assert.InRange(TensorPrimitives.CosineSimilarity<float>(full, vectors), cosine, 1 - 1e-9);
        Assert.InRange((double)itsSize / fullSize, 0.1, size);
    }

    [Theory]
    [InlineData("bert-A", ModelPrecision.Fp32, "LayerNormalization", "MultiHeadAttention", "Gelu")]
    [InlineData("modernbert-A", ModelPrecision.Fp16, "RotaryEmbedding", "MultiHeadAttention")]
    [InlineData("qwen3-A", ModelPrecision.Int8, "SkipSimplifiedLayerNormalization", "RotaryEmbedding", "GroupQueryAttention", "MatMulNBits")]
    [InlineData("olmo3-A", ModelPrecision.Int4, "GroupQueryAttention", "MatMulNBits", "QuickGelu")]
    public void Write_Graph_NamesTheLibrarysOperators(string checkpoint, ModelPrecision precision, params string[] operators)
    {
        using var model = Transformers.Open(Repository.Fixture("models", checkpoint));

        GraphExport.Write(model, Graph, new ExportOptions { Precision = precision });

        var content = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Graph));
        Assert.All(operators, name => Assert.Contains(name, content));
        Assert.DoesNotContain("Softmax", content);
    }

    [Fact]
    public void Write_TheSameModelTwice_GivesTheSameBytes()
    {
        using var model = Transformers.Open(Repository.Fixture("models", "qwen3-A"));
        GraphExport.Write(model, Graph);
        var first = File.ReadAllBytes(Graph);

        GraphExport.Write(model, Graph);

        Assert.Equal(first, File.ReadAllBytes(Graph));
        Assert.Equal([Graph], Directory.GetFiles(_folder.Path));
    }

    private (float[] Vectors, long Size) Export(Transformer model, GoldenCase golden, ModelPrecision precision)
    {
        GraphExport.Write(model, Graph, new ExportOptions { Layer = golden.Layer, Precision = precision });
        using var encoder = Open(golden.Name);
        return (Encode(encoder, golden), new FileInfo(Graph).Length);
    }

    private string Graph => Path.Combine(_folder.Path, "model.onnx");

    private OnnxTokenEncoder Open(string name) => OnnxModel.Open(
        new ModelFiles(_folder.Path), "model.onnx", pooling: null, new EngineOptions { ModelName = name, Provider = ExecutionProvider.Cpu });

    private static float[] Encode(OnnxTokenEncoder encoder, GoldenCase golden)
    {
        static int[] Join(int[][] rows) => [.. rows.SelectMany(row => row)];
        var batch = new TokenBatch(golden.Ids.Length, golden.Ids[0].Length, Join(golden.Ids), Join(golden.Mask))
        {
            TypeIds = golden.Types is null ? default : Join(golden.Types),
        };
        var vectors = new float[batch.Rows * (encoder.Pools ? 1 : batch.Length) * encoder.Width];
        encoder.Encode(batch, vectors);
        return vectors;
    }

    private static float[] Pool(float[] vectors, GoldenCase golden, int width)
    {
        var pooling = golden.Pooling switch
        {
            TokenPooling.Mean => Pooling.Mean,
            TokenPooling.Cls => Pooling.Cls,
            _ => Pooling.LastToken,
        };
        var length = golden.Ids[0].Length;
        var pooled = new float[golden.Ids.Length * width];
        for (var row = 0; row < golden.Ids.Length; row++)
            Pipeline.TokenPooling.Pool(pooling, vectors.AsSpan(row * length * width, length * width), golden.Mask[row], pooled.AsSpan(row * width, width));
        return pooled;
    }
}
