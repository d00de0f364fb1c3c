using System.Globalization;
using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Models;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>Writes a transformer as an ONNX graph: <c>input_ids</c>, <c>attention_mask</c> and, where the model has segments, <c>token_type_ids</c>.</summary>
public static class GraphExport
{
    /// <summary>The key of the graph's own note of its precision.</summary>
    internal const string PrecisionNote = "patina.precision";

    private const string Batch = "batch_size";
    private const string Length = "sequence_length";

    /// <summary>Weights above this lie in a file of their own, as one message of the format ends at 2 GB and tools read the graph whole.</summary>
    private const long LargestInside = 64 << 20;

    /// <param name="path">Of the graph; its weights may go beside it, under the same name with <c>_data</c>. Files there are replaced in one step each.</param>
    /// <param name="cancellation">Looked at between blocks of weights; what was not complete is then not there.</param>
    /// <exception cref="ModelException">The layer is not one of the model's.</exception>
    /// <exception cref="ArgumentException">The precision is none that graphs are written in.</exception>
    public static void Write(
        Transformer model, string path, ExportOptions? options = null, IProgress<ExportProgress>? progress = null, CancellationToken cancellation = default) =>
        Write(model, path, options, progress, cancellation, static (_, ops) => ops);

    /// <param name="over">Puts other operations over those of the export, for measurements.</param>
    internal static void Write(
        Transformer model, string path, ExportOptions? options, IProgress<ExportProgress>? progress, CancellationToken cancellation,
        Func<Graph, ITensorOps<string>, ITensorOps<string>> over)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ExportOptions();
        if (options.Precision is ModelPrecision.Bf16)
            throw new ArgumentException("No export has bf16; expected Fp32, Fp16, Int8 or Int4.", nameof(options));

        var graph = Record(model, options, over);
        var size = SizeOf(graph);
        var reporter = progress is null ? null : new ExportProgressReporter(progress, size);
        GraphWriter.Write(
            graph, path, size > LargestInside ? Path.GetFileName(path) + "_data" : null,
            new TensorContent(reporter is null ? null : reporter.Written, cancellation));
    }

    /// <summary>Bytes of the weights that a graph has.</summary>
    public static long SizeOf(Transformer model, ExportOptions options) => SizeOf(Record(model, options, static (_, ops) => ops));

    private static long SizeOf(Graph graph) => graph.Tensors.Values.Sum(tensor => tensor.ByteLength);

    private static Graph Record(Transformer model, ExportOptions options, Func<Graph, ITensorOps<string>, ITensorOps<string>> over)
    {
        var graph = new Graph();
        graph.Note(PrecisionNote, Precisions.WordOf(options.Precision));
        var ops = over(graph, new OnnxOps(graph, new WeightTensors(graph, options.Precision)));
        var mask = default(string);
        var inputs = new TokenInputs<string>(
            graph.Input("input_ids", OnnxElementType.Int64, Batch, Length),
            mask = graph.Input("attention_mask", OnnxElementType.Int64, Batch, Length),
            model.Shape.HasTypes ? graph.Input("token_type_ids", OnnxElementType.Int64, Batch, Length) : null);
        var width = model.Shape.Hidden.ToString(CultureInfo.InvariantCulture);

        var hidden = model.HiddenState(ops, inputs, options.Layer);
        if (options.Pooling is { } pooling)
            graph.Output(Named(graph, ops.Normalize(ops.Pool(hidden, mask, pooling)), "sentence_embedding"), OnnxElementType.Float, Batch, width);
        else
            graph.Output(Named(graph, hidden, "last_hidden_state"), OnnxElementType.Float, Batch, Length, width);
        graph.DropUnusedOutputs();
        return graph;
    }

    private static string Named(Graph graph, string value, string name) => graph.Node("Identity", [value], [name])[0];
}
