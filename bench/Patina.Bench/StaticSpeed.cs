using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Patina.Embeddings;
using Patina.Embeddings.Static;
using Patina.Tokenizers;

namespace Patina.Bench;

/// <summary>
/// The embedded model on one thread, from string to vector, in texts of a hundred tokens of the source of Patina.Embeddings, and
/// opening it; as tab-separated lines.
/// </summary>
internal static class StaticSpeed
{
    private const int Tokens = 100;
    private const int Texts = 1000;
    private const int Rounds = 30;

    public static int Run()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "models", EmbeddingModels.Default);
        var opening = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            StaticModel.Open(folder).Dispose();
            opening[round] = watch.Elapsed.TotalMilliseconds;
        }

        using var model = StaticModel.Open(folder);
        var vector = new float[model.Dimension];
        var texts = ReadTexts(text => model.Embed(text, vector));
        var seconds = new double[Rounds];
        foreach (var text in texts)
            model.Embed(text, vector);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            foreach (var text in texts)
                model.Embed(text, vector);
            seconds[round] = watch.Elapsed.TotalSeconds;
        }

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / ((double)Rounds * texts.Count);
        var tokenizer = Tokenizer.Load(Path.Combine(folder, "tokenizer.json"));
        var ids = new List<int>();
        var tokenizing = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            foreach (var text in texts)
            {
                ids.Clear();
                tokenizer.Encode(text, ids, addSpecialTokens: false);
            }

            tokenizing[round] = watch.Elapsed.TotalSeconds;
        }

        Array.Sort(tokenizing);
        Array.Sort(seconds);
        var characters = texts.Sum(text => (double)text.Length);
        Say($"open, first time in the process\t{opening[0]:F1} ms\t{folder}");
        Array.Sort(opening);
        Say($"open\t{opening[Rounds / 2]:F1} ms\tmedian of {Rounds}");
        Say($"texts per second\t{texts.Count / seconds[Rounds / 2]:F0}\t{texts.Count} texts of {Tokens} tokens, {characters / texts.Count:F0} characters; median of {Rounds} rounds");
        Say($"texts per second in the fastest round\t{texts.Count / seconds[0]:F0}\t{characters / seconds[0] / 1e6:F1} MB/s");
        Say($"texts per second, tokenizing alone\t{texts.Count / tokenizing[Rounds / 2]:F0}");
        Say($"allocated for each text\t{allocated:F1} bytes");
        return 0;
    }

    private static List<string> ReadTexts(Func<string, int> count, [CallerFilePath] string here = "")
    {
        var source = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Patina.Embeddings");
        var words = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(path => File.ReadAllText(path).Split(' ')).ToList();
        var texts = new List<string>();
        for (var first = 0; texts.Count < Texts;)
        {
            var text = string.Join(' ', Enumerable.Range(first, Tokens / 3).Select(i => words[i % words.Count]));
            for (first += Tokens / 3; count(text) < Tokens; first++)
                text += ' ' + words[first % words.Count];
            texts.Add(text);
        }

        return texts;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
