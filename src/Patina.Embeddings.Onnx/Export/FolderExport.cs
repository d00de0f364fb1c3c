using Patina.Embeddings.Settings;
using Patina.Models;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>
/// Exports a model as a folder that can be used like one that was published: the graph, with the tokenizer and the settings of the model
/// beside it. It is made under another name and gets its own when it is complete; disposed before that, nothing of it stays. Not thread-safe.
/// </summary>
public sealed class FolderExport : IDisposable
{
    public const string GraphName = ExportedGraphs.GraphName;

    private readonly ModelFiles _source;
    private readonly EngineOptions _options;
    private readonly Transformer _model;
    private readonly ExportOptions _export;
    private readonly string _folder;
    private readonly string _staging;

    private FolderExport(ModelFiles source, EngineOptions options, Transformer model, ExportOptions export, string folder)
    {
        _source = source;
        _options = options;
        _model = model;
        _export = export;
        _folder = folder;
        _staging = $"{folder}.{Environment.ProcessId}.tmp";
    }

    public TransformerShape Shape => _model.Shape;

    /// <summary>What the graph is like.</summary>
    public ExportOptions Graph => _export;

    /// <summary>Opens a checkpoint for an export. Nothing is written yet.</summary>
    /// <param name="source">With config.json and safetensors weights.</param>
    /// <param name="options">Precision (null for INT8), layer, and what registry and recipe say of the model.</param>
    /// <param name="folder">Must not exist.</param>
    /// <param name="pools">Whether the graph itself pools, as the model's settings say, and normalises.</param>
    /// <exception cref="EmbeddingException">The checkpoint cannot be exported so, or there is something at <paramref name="folder"/>.</exception>
    public static FolderExport Begin(ModelFiles source, EngineOptions options, string folder, bool pools)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.Exists(path))
            throw new EmbeddingException(EmbeddingError.Unsupported, $"{path}: exists already. Delete it first, or name another folder.");
        if (ExportedGraphs.WhyNot(source, options) is { } reason)
            throw new EmbeddingException(EmbeddingError.Unsupported, $"{source.Folder}: cannot be exported: {reason}.");

        TransformerFiles.Find(source);
        var settings = ModelSettings.Read(source, options);
        var export = new ExportOptions
        {
            Precision = options.Precision ?? ModelPrecision.Int8,
            Layer = options.ExtractionLayer ?? -1,
            Pooling = pools ? PoolingOf(source, settings) : null,
        };
        try
        {
            return new FolderExport(source, options, Transformers.Open(source.Folder), export, path);
        }
        catch (ModelException exception)
        {
            throw new EmbeddingException(EmbeddingError.BadWeights, exception.Message, exception);
        }
    }

    /// <summary>Writes graph and settings.</summary>
    /// <returns>Name and bytes of each file, with <c>/</c>.</returns>
    /// <exception cref="EmbeddingException">The layer is not one of the model's, or a file of the model leads out of its folder.</exception>
    public IReadOnlyList<(string Name, long Bytes)> Write(IProgress<ExportProgress>? progress, CancellationToken cancellation)
    {
        Stage(_staging, _export, progress, cancellation);
        return [.. new DirectoryInfo(_staging).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(_staging, file.FullName).Replace('\\', '/'), file.Length)).OrderBy(file => file.Item1, StringComparer.Ordinal)];
    }

    /// <summary>Why <see cref="Compare"/> cannot be called; null if it can.</summary>
    public string? WhyNotCompare() => _source.Find("tokenizer.json") is null ? "the model has no tokenizer.json to make tokens of texts with" : null;

    /// <summary>Bytes of the graph that <see cref="Compare"/> writes and runs.</summary>
    public long BytesToCompare => GraphExport.SizeOf(_model, _export with { Precision = ModelPrecision.Fp32, Pooling = null });

    /// <summary>Embeds the texts of <see cref="ComparisonTexts"/> with what was written, and with 32-bit weights, which are written for it and deleted.</summary>
    /// <param name="progress">Of the writing.</param>
    public VectorAgreement Compare(IProgress<ExportProgress>? progress, CancellationToken cancellation)
    {
        var exact = $"{_staging}.fp32";
        try
        {
            Stage(exact, _export with { Precision = ModelPrecision.Fp32, Pooling = null }, progress, cancellation);
            var (expected, width) = Embed(exact, cancellation);
            return VectorAgreement.Of(expected, Embed(_staging, cancellation).Vectors, width);
        }
        finally
        {
            Remove(exact);
        }
    }

    /// <summary>Gives the folder its name.</summary>
    public void Complete() => Directory.Move(_staging, _folder);

    public void Dispose()
    {
        _model.Dispose();
        Remove(_staging);
    }

    private static TokenPooling PoolingOf(ModelFiles source, ModelSettings settings)
    {
        if (settings.Modules.Value.Count > 0)
        {
            throw new EmbeddingException(EmbeddingError.Unsupported,
                $"{source.Folder}: has layers behind pooling ({string.Join(", ", settings.Modules.Value.Select(module => module.Folder))}), which no graph that pools itself has. Export it without pooling.");
        }

        return settings.Pooling?.Value switch
        {
            Pooling.Mean => TokenPooling.Mean,
            Pooling.Cls => TokenPooling.Cls,
            Pooling.LastToken => TokenPooling.LastToken,
            null => throw new EmbeddingException(EmbeddingError.Unsupported,
                $"{source.Folder}: nothing says how to pool: there is no 1_Pooling/config.json. Export it without pooling, or write pooling: in the recipe."),
            var other => throw new EmbeddingException(EmbeddingError.Unsupported,
                $"{source.Folder}: pooling {other.ToString()!.ToLowerInvariant()} is done above a graph only. Export it without pooling."),
        };
    }

    private void Stage(string folder, ExportOptions export, IProgress<ExportProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            ExportedSettings.Write(_source, _options, folder);
            GraphExport.Write(_model, Path.Combine(folder, GraphName), export, progress, cancellation);
        }
        catch (ModelException exception)
        {
            throw new EmbeddingException(EmbeddingError.BadWeights, exception.Message, exception);
        }
    }

    private (float[] Vectors, int Width) Embed(string folder, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var files = new ModelFiles(folder);
        var options = new EngineOptions { ModelName = _options.ModelName, Provider = ExecutionProvider.Cpu };

        // Where nothing says how the model pools, any way serves to compare.
        if (ModelSettings.Read(files, options).Pooling is null)
            options = options with { Pooling = Pooling.Mean };
        using var engine = new OnnxRuntime().Open(files, options, cancellation);
        var vectors = new float[ComparisonTexts.All.Count * engine.Dimension];
        engine.EmbedTexts(ComparisonTexts.All, TextRole.Plain, vectors, progress: null, cancellation);
        return (vectors, engine.Dimension);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
