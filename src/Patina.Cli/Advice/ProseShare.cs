using Patina.Memory.Storage;

namespace Patina.Cli.Advice;

/// <summary>How much of a project's prose is in a language.</summary>
/// <param name="Share">Of the sampled texts whose language could be told.</param>
internal readonly record struct ProseShare(ProseLanguage Language, double Share)
{
    private const int MaxTexts = 4000;

    /// <summary>Looks at some chunks of the whole project, evenly spread.</summary>
    public static IReadOnlyList<ProseShare> Of(MemoryDatabase memory, CancellationToken cancellation)
    {
        var keys = memory.Chunks.Infos().Select(info => info.Key).ToList();
        var step = Math.Max(1, keys.Count / MaxTexts);
        var counts = new Dictionary<ProseLanguage, int>();
        for (var i = 0; i < keys.Count; i += step)
        {
            cancellation.ThrowIfCancellationRequested();
            if (memory.Chunks.Find(keys[i]) is { } chunk && ProseDetector.Detect(chunk.Text) is { } language)
                counts[language] = counts.GetValueOrDefault(language) + 1;
        }

        double total = counts.Values.Sum();
        return [.. counts.Select(count => new ProseShare(count.Key, count.Value / total)).OrderByDescending(share => share.Share)];
    }
}
