using System.Diagnostics;
using System.Globalization;
using Patina.Embeddings;
using Patina.Embeddings.Mlx;
using Patina.Embeddings.Mlx.Native;
using Patina.Models;

namespace Patina.Bench.Mlx;

/// <summary>Tokens per second of a checkpoint on MLX, by texts and tokens of a batch.</summary>
internal static class MlxSpeed
{
    private const double Seconds = 3;
    private const string Batches = "1x32,1x128,1x512,32x32,32x128,32x512";

    /// <param name="arguments">The folder of a checkpoint, and which batches: <c>1x32,32x512</c>; by default six.</param>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var folder, .. { Length: <= 1 } chosen])
        {
            Console.Error.WriteLine("bench mlx FOLDER [TEXTSxTOKENS,…]");
            return 2;
        }

        using var model = MlxTransformer.Open(Transformers.Open(folder), precision: null, onProcessor: false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.Shape.Architecture} {model.Shape.Layers} layers, {model.Shape.Hidden} numbers, {model.Numbers}, MLX {MlxLibrary.Version}"));
        foreach (var batch in (chosen is [var some] ? some : Batches).Split(','))
        {
            var (texts, length) = (int.Parse(batch.Split('x')[0], CultureInfo.InvariantCulture), int.Parse(batch.Split('x')[1], CultureInfo.InvariantCulture));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{batch}: {TokensPerSecond(model, texts, length):F0} tokens/s"));
        }

        return 0;
    }

    private static double TokensPerSecond(MlxTransformer model, int texts, int length)
    {
        var random = new Random(1);
        var ids = Enumerable.Range(0, texts * length).Select(_ => random.Next(model.Shape.VocabularySize)).ToArray();
        var batch = new TokenBatch(texts, length, ids, Enumerable.Repeat(1, ids.Length).ToArray());
        var pooled = new float[texts * model.Shape.Hidden];
        model.Pool(batch, -1, TokenPooling.Mean, pooled);

        var best = double.MaxValue;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < Seconds)
        {
            var start = clock.Elapsed.TotalSeconds;
            model.Pool(batch, -1, TokenPooling.Mean, pooled);
            best = Math.Min(best, clock.Elapsed.TotalSeconds - start);
        }

        return ids.Length / best;
    }
}
