using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Patina.Embeddings;
using Patina.Embeddings.Static;

namespace Patina.Bench;

/// <summary>The embedded default on the source of Patina.Embeddings itself, in passages of forty lines.</summary>
[MemoryDiagnoser]
public class StaticEmbeddingBenchmarks
{
    private const int LinesPerPassage = 40;
    private const int BatchSize = 1024;

    private IEmbeddingEngine _engine = null!;
    private Passage[] _passages = [];
    private float[] _vectors = [];
    private int _next;

    [GlobalSetup]
    public void Open()
    {
        _engine = OpenDefault();
        var source = ReadSource();
        _passages = [.. Enumerable.Range(0, BatchSize).Select(i => source[i % source.Count])];
        _vectors = new float[BatchSize * _engine.Dimension];
    }

    [GlobalCleanup]
    public void Close() => _engine.Dispose();

    [Benchmark]
    public void Query() => _engine.EmbedQuery("where is the length of the header checked", _vectors.AsSpan(0, _engine.Dimension));

    [Benchmark]
    public void OnePassage() =>
        _engine.EmbedPassage(_passages[_next++ % BatchSize], _vectors.AsSpan(0, _engine.Dimension));

    /// <summary>Time for one passage, all processors at work.</summary>
    [Benchmark(OperationsPerInvoke = BatchSize)]
    public void PassageOfBatch() => _engine.EmbedBatch(_passages, _vectors);

    [Benchmark]
    public void OpenModel() => OpenDefault().Dispose();

    private static IEmbeddingEngine OpenDefault() => new StaticRuntime().Open(
        new ModelFiles(Path.Combine(AppContext.BaseDirectory, "models", EmbeddingModels.Default)), new EngineOptions { ModelName = EmbeddingModels.Default });

    private static List<Passage> ReadSource([CallerFilePath] string here = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Patina.Embeddings");
        return
        [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .SelectMany(path => File.ReadLines(path).Chunk(LinesPerPassage)
                    .Select(lines => new Passage($"{Path.GetFileNameWithoutExtension(path)} {lines[0]}", string.Join('\n', lines)))),
        ];
    }
}
