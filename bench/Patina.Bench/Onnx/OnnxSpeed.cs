using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Onnx.Native;
using Patina.Embeddings.Pipeline;
using Patina.Embeddings.Settings;
using Patina.Memory;
using Patina.Memory.Storage;

namespace Patina.Bench.Onnx;

/// <summary>One measurement a process, so that each has its own peak of memory. bench/onnx-speed.sh runs them all.</summary>
internal static class OnnxSpeed
{
    /// <summary>Texts that are embedded before the clock starts.</summary>
    private const int WarmUp = 8;

    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["models", var folder]:
                BenchModel.Write(folder);
                return 0;
            case ["texts", var project, var every, var file]:
                WriteTexts(project, int.Parse(every), file);
                return 0;
            case ["engine", var model, var precision, var file]:
                Engine(model, Enum.Parse<ModelPrecision>(precision, ignoreCase: true), ReadTexts(file));
                return 0;
            case ["bare", var model, var precision, var file, var rows, var threads, var runs]:
                Bare(model, Enum.Parse<ModelPrecision>(precision, ignoreCase: true), ReadTexts(file), int.Parse(rows), int.Parse(threads), int.Parse(runs));
                return 0;
            default:
                Console.Error.WriteLine("onnx models <folder> | texts <project> <every> <file> | engine <model> <precision> <file> | bare <model> <precision> <file> <rows> <threads> <runs at once> (0 for all)");
                return 2;
        }
    }

    /// <summary>Every n-th chunk of a project's memory, as it is embedded.</summary>
    private static void WriteTexts(string project, int every, string file)
    {
        using var memory = MemoryDatabase.Open(new ProjectLayout(project));
        var keys = memory.Chunks.Infos().Select(info => info.Key).ToList();
        var texts = keys.Where((_, i) => i % every == 0).Select(key => memory.Chunks.Find(key)!).Select(chunk => new PromptedText("", chunk.Head, chunk.Text).Joined);
        File.WriteAllText(file, JsonSerializer.Serialize(texts.ToArray()));
    }

    private static string[] ReadTexts(string file) => JsonSerializer.Deserialize<string[]>(File.ReadAllText(file))!;

    private static void Engine(string model, ModelPrecision precision, string[] texts)
    {
        using var engine = new OnnxRuntime().Open(new ModelFiles(model), Options(precision));
        var vectors = new float[texts.Length * engine.Dimension];
        engine.EmbedTexts(texts[..WarmUp], TextRole.Plain, vectors.AsSpan(0, WarmUp * engine.Dimension));

        var clock = Clock.Start();
        var tokens = engine.EmbedTexts(texts, TextRole.Plain, vectors);
        Report("patina", texts.Length, tokens, clock);
        ReportPadding(model, precision, texts);
    }

    private static void ReportPadding(string model, ModelPrecision precision, string[] texts)
    {
        var lengths = Array.ConvertAll(Tokenize(model, precision, texts), text => text.Length);
        var budget = precision == ModelPrecision.Int8 ? 1 : RunPlan.For(ExecutionProvider.Cpu, 1, 0).BatchTokens;
        var sorted = BatchPlan.Make(lengths, budget).Sum(batch => (double)batch.Length * batch.Max(i => lengths[i]));
        var inOrder = lengths.Chunk(32).Sum(batch => (double)batch.Length * batch.Max());
        Console.WriteLine($"padding: {1 - (lengths.Sum() / sorted):P1} of what is computed; {1 - (lengths.Sum() / inOrder):P1} in batches of 32 in the order given");
    }

    private static int[][] Tokenize(string model, ModelPrecision precision, string[] texts)
    {
        var files = new ModelFiles(model);
        return TextTokenizer.Open(files.Require("tokenizer.json"), ModelSettings.Read(files, Options(precision)))
            .EncodeAll([.. texts.Select(text => new PromptedText("", "", text))], Environment.ProcessorCount, CancellationToken.None);
    }

    /// <summary>The same graph on batches that lie ready as ids, sorted by length: what the library itself can do.</summary>
    private static void Bare(string model, ModelPrecision precision, string[] texts, int rows, int threads, int runs)
    {
        threads = threads == 0 ? Environment.ProcessorCount : threads;
        runs = runs == 0 ? Environment.ProcessorCount : runs;
        var ids = Tokenize(model, precision, texts);
        Array.Sort(Array.ConvertAll(ids, text => -text.Length), ids);
        var batches = ids.Chunk(rows).Select(chunk => TokenBatch.Pad(chunk, 0, Tokenizers.TokenSide.Right)).ToArray();

        var path = new ModelFiles(model).Require(precision == ModelPrecision.Int8 ? "onnx/model_quantized.onnx" : "onnx/model.onnx");
        using var options = new SessionOptions();
        options.SetThreads(threads);
        using var session = Session.Open(path, options);
        var inputs = GraphInputs.For(session, path);
        Run(batches[batches.Length / 2]);

        var clock = Clock.Start();
        Parallel.ForEach(
            Partitioner.Create(batches, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = runs }, Run);
        Report($"bare, batches of {rows}, {threads} threads, {runs} at once", texts.Length, ids.Sum(text => (long)text.Length), clock);

        void Run(TokenBatch batch)
        {
            var tensors = inputs.Create(batch);
            session.Run(tensors, 0, CancellationToken.None).Dispose();
            foreach (var tensor in tensors)
                tensor.Dispose();
        }
    }

    private static EngineOptions Options(ModelPrecision precision) =>
        new() { ModelName = "bench", Precision = precision, Provider = ExecutionProvider.Cpu };

    /// <remarks>The time of the processor is the steadier figure where other programs run.</remarks>
    private static void Report(string what, int texts, long tokens, Clock clock)
    {
        var (wall, processor) = clock.Elapsed();
        Console.WriteLine(
            $"{what}: {texts} texts, {tokens} tokens in {wall:F2} s = {texts / wall:F1} texts/s, {texts / processor:F1} texts a second of processor, " +
            $"peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
    }

    private readonly record struct Clock(long Started, TimeSpan Processor)
    {
        public static Clock Start() => new(Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);

        /// <summary>Seconds.</summary>
        public (double Wall, double Processor) Elapsed() =>
            (Stopwatch.GetElapsedTime(Started).TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - Processor).TotalSeconds);
    }
}
