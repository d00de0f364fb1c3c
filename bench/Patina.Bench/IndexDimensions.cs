using System.Globalization;
using Patina.Numerics;
using Patina.USearch;

namespace Patina.Bench;

/// <summary>
/// What the numbers in a vector cost: size of the index, time to build it and to search it, for random vectors and the settings that
/// <c>patina oxidize</c> and <c>patina scry</c> use.
/// </summary>
internal static class IndexDimensions
{
    private const int Questions = 300;
    private const int Results = 50;
    private const int ExpansionSearch = 256;
    private const int Rounds = 3;

    private static readonly int[] Dimensions = [256, 384, 512, 768, 1024, 2560, 4096];

    /// <param name="arguments">How many vectors.</param>
    public static int Run(string[] arguments)
    {
        var count = arguments is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 10_000;
        Console.WriteLine("numbers  index MB  build s of processor  ms per search of processor");
        foreach (var dimension in Dimensions)
        {
            var vectors = Vectors(count + Questions, dimension);
            var path = Path.GetTempFileName();
            try
            {
                var build = Build(path, vectors.AsSpan(0, count * dimension), dimension);
                var search = Search(path, vectors.AsSpan(count * dimension), dimension);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{dimension,7}  {new FileInfo(path).Length / 1e6,8:F1}  {build,20:F1}  {search * 1000,26:F3}"));
            }
            finally
            {
                File.Delete(path);
            }
        }

        return 0;
    }

    private static float[] Vectors(int count, int dimension)
    {
        var random = new SeededRandom(1);
        var vectors = new float[count * dimension];
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = (float)random.NextNormal();
        return vectors;
    }

    private static double Build(string path, ReadOnlySpan<float> vectors, int dimension)
    {
        var before = Environment.CpuUsage.TotalTime;
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = dimension, Precision = VectorPrecision.F16 });
        ulong[] keys = [.. Enumerable.Range(0, vectors.Length / dimension).Select(key => (ulong)key)];
        index.Reserve(keys.Length);
        index.AddBatch(keys, vectors);
        index.Save(path);
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>The least of several rounds, for one question.</summary>
    private static double Search(string path, ReadOnlySpan<float> questions, int dimension)
    {
        using var index = VectorIndex.View(path);
        index.ExpansionSearch = ExpansionSearch;
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var question = 0; question < questions.Length; question += dimension)
                index.Search(questions.Slice(question, dimension), Results);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds / (questions.Length / dimension));
        }

        return best;
    }
}
