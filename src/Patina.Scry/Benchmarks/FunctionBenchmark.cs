using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Corpus;

namespace Patina.Scry.Benchmarks;

/// <summary>
/// Asks for the functions of a repository by their doc comments, which are taken out of what is searched: a measure of a model
/// and of its company by words, on any repository and without judgements by people.
/// </summary>
public static class FunctionBenchmark
{
    private const int MaxQueries = 1_000;
    private const int MinQueryWords = 3;
    private const int MinTextWords = 5;
    private const int Depth = 10;

    /// <summary>Share of the vectors when both are fused, each as a part of its best score for the question.</summary>
    private const double VectorShare = 0.65;

    /// <param name="engine">Embeds functions as passages and comments as queries.</param>
    /// <exception cref="ScryException">The repository has no commented function.</exception>
    public static FunctionResult Run(string root, IEmbeddingEngine engine, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var functions = ReadFunctions(root, cancellation);
        var questions = Questions(functions);
        if (questions.Count == 0)
            throw new ScryException(ScryError.BadQuerySet, $"{root}: no function has a comment of {MinQueryWords} words or more, so there is nothing to ask for.");
        var vectors = new float[functions.Count * engine.Dimension];
        engine.EmbedBatch([.. functions.Select(function => new Passage(function.Head, function.Text))], vectors, cancellation: cancellation);
        var words = new FunctionWords(functions);
        var scores = new Scores(functions.Count, engine.Dimension, vectors);
        var (byVector, byWords, fused) = (new List<int?>(), new List<int?>(), new List<int?>());
        foreach (var (target, text) in questions)
        {
            cancellation.ThrowIfCancellationRequested();
            var lexical = words.Score(text);
            var dense = scores.Of(engine, text);
            byVector.Add(Rank(dense, target));
            byWords.Add(Rank(lexical, target));
            fused.Add(Rank(Fuse(dense, lexical), target));
            progress?.Report(new StageProgress("asking", fused.Count, questions.Count));
        }
        return new FunctionResult(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))), functions.Count, questions.Count,
            Measure(byVector), Measure(byWords), Measure(fused));
    }

    private static List<CorpusFunction> ReadFunctions(string root, CancellationToken cancellation)
    {
        var functions = new List<CorpusFunction>();
        CorpusFiles.Read(root, Environment.ProcessorCount, file => functions.AddRange(file.Functions.Where(function => CountWords(function.Text) >= MinTextWords)), cancellation);
        return functions;
    }

    /// <summary>First paragraphs of comments, each once; of many, evenly spread ones.</summary>
    private static List<(int Target, string Text)> Questions(List<CorpusFunction> functions)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var questions = new List<(int Target, string Text)>();
        for (var index = 0; index < functions.Count; index++)
        {
            var doc = functions[index].Doc;
            var end = doc.IndexOf("\n\n", StringComparison.Ordinal);
            var paragraph = (end > 0 ? doc[..end] : doc).Trim();
            if (CountWords(paragraph) >= MinQueryWords && seen.Add(paragraph))
                questions.Add((index, paragraph));
        }
        return questions.Count <= MaxQueries
            ? questions
            : [.. Enumerable.Range(0, MaxQueries).Select(i => questions[(int)((long)i * questions.Count / MaxQueries)])];
    }

    private static int CountWords(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static double[] Fuse(double[] dense, double[] lexical)
    {
        var (bestDense, bestLexical) = (Math.Max(dense.Max(), 1e-9), Math.Max(lexical.Max(), 1e-9));
        return [.. dense.Select((score, i) => (VectorShare * score / bestDense) + ((1 - VectorShare) * lexical[i] / bestLexical))];
    }

    private static int? Rank(double[] scores, int target)
    {
        var own = scores[target];
        var rank = 1 + scores.Count(score => score > own);
        return own > 0 && rank <= Depth ? rank : null;
    }

    private static RetrievalFigures Measure(List<int?> ranks) => new(
        ranks.Average(rank => rank is { } found ? 1.0 / found : 0), ranks.Average(rank => rank is null ? 0.0 : 1));

    private sealed class Scores(int count, int dimension, float[] vectors)
    {
        private readonly float[] _query = new float[dimension];

        public double[] Of(IEmbeddingEngine engine, string text)
        {
            engine.EmbedQuery(text, _query);
            var scores = new double[count];
            for (var i = 0; i < count; i++)
                scores[i] = System.Numerics.Tensors.TensorPrimitives.Dot<float>(_query, vectors.AsSpan(i * dimension, dimension));
            return scores;
        }
    }
}
