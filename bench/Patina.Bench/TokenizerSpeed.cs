using Patina.Tokenizers;

namespace Patina.Bench;

/// <summary>
/// The same as <see cref="TokenizerBenchmarks"/> in processor time, which other programs on the machine disturb less than the clock.
/// </summary>
internal static class TokenizerSpeed
{
    private const int Rounds = 12;

    public static int Run()
    {
        var passages = TokenizerSamples.Passages();
        foreach (var kind in Enum.GetValues<TokenizerKind>())
        {
            var file = TokenizerSamples.File(kind);
            var load = Best(() => Tokenizer.Parse(file, kind.ToString()));
            var tokenizer = Tokenizer.Parse(file, kind.ToString());
            var ids = new List<int>();
            var allocated = 0L;
            var seconds = Best(() =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                foreach (var passage in passages)
                {
                    ids.Clear();
                    tokenizer.Encode(passage, ids);
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            });
            var batch = Best(() => tokenizer.EncodeBatch(passages));
            Console.WriteLine(
                $"{kind}: {tokenizer.VocabularySize} tokens, loaded in {load * 1000:F1} ms; {TokenizerSamples.Bytes / seconds / 1e6:F1} MB/s, "
                + $"{allocated} bytes allocated; in batches {TokenizerSamples.Bytes / batch / 1e6:F1} MB/s of each processor");
        }

        return 0;
    }

    /// <summary>The least processor time of several rounds, in seconds.</summary>
    private static double Best(Action action)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            action();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return best;
    }
}
